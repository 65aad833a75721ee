"""Requests, their pictures and history, the outbox, and drafts of the form."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "service_request",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reference", sa.String(32), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("idempotency_key", sa.String(128), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("category", sa.String(64)),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("place", sa.String),
        sa.Column("district", sa.String(64)),
        sa.Column("neighbourhood", sa.String),
        sa.Column("latitude", sa.Double),
        sa.Column("longitude", sa.Double),
        sa.Column("extra_answers", sa.JSON, nullable=False),
        sa.Column("words_folded", sa.String, nullable=False),
        sa.Column("reply_by", sa.String(32), nullable=False),
        sa.Column("reporter_name", sa.String),
        sa.Column("reporter_email", sa.String),
        sa.Column("reporter_telephone", sa.String(32)),
        sa.Column("reporter_address", sa.String),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("unit", sa.String(64)),
        sa.Column("institution", sa.String(64)),
        sa.Column("clerk_id", sa.Integer),
        sa.Column("answer", sa.String),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("deadline_on", sa.Date, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_service_request"),
        sa.UniqueConstraint("reference", name="uq_service_request_reference"),
        sa.UniqueConstraint("idempotency_key", name="uq_service_request_idempotency_key"),
    )
    op.create_index(
        "ix_service_request_status_deadline_on", "service_request", ["status", "deadline_on"]
    )
    op.create_index("ix_service_request_unit", "service_request", ["unit"])
    op.create_index("ix_service_request_received_at", "service_request", ["received_at"])

    op.create_table(
        "request_event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("service_request_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32)),
        sa.Column("text", sa.String),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("is_public", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request_event"),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["service_request.id"],
            name="fk_request_event_request",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_request_event_service_request_id", "request_event", ["service_request_id"])

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("service_request_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.UniqueConstraint("key", name="uq_attachment_key"),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["service_request.id"],
            name="fk_attachment_request",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_attachment_service_request_id", "attachment", ["service_request_id"])

    op.create_table(
        "outgoing_email",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("service_request_id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer),
        sa.Column("template", sa.String(32), nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("message_id", sa.String(128), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("lease", sa.String(32)),
        sa.Column("leased_until", MOMENT),
        sa.Column("last_error", sa.String),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing_email"),
        sa.UniqueConstraint("message_id", name="uq_outgoing_email_message_id"),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["service_request.id"],
            name="fk_outgoing_email_request",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["request_event.id"], name="fk_outgoing_email_event", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_outgoing_email_service_request_id", "outgoing_email", ["service_request_id"]
    )
    op.create_index(
        "ix_outgoing_email_status_next_attempt_at", "outgoing_email", ["status", "next_attempt_at"]
    )

    op.create_table(
        "draft",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("service_request_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["service_request.id"],
            name="fk_draft_request",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_draft_changed_at", "draft", ["changed_at"])

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_subject_at", "attempt", ["subject", "at"])


def downgrade():
    for table in (
        "attempt",
        "draft",
        "outgoing_email",
        "attachment",
        "request_event",
        "service_request",
    ):
        op.drop_table(table)
