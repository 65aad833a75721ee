"""Clerks, their units and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "clerk",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("username", sa.String(40), nullable=False),
        sa.Column("display_name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("is_disabled", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clerk"),
        sa.UniqueConstraint("username", name="uq_clerk_username"),
    )
    op.create_table(
        "clerk_unit",
        sa.Column("clerk_id", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("clerk_id", "unit", name="pk_clerk_unit"),
        sa.ForeignKeyConstraint(
            ["clerk_id"], ["clerk.id"], ondelete="CASCADE", name="fk_clerk_unit_clerk"
        ),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("clerk_id", sa.Integer, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_session"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_session_token_hash"),
        sa.ForeignKeyConstraint(
            ["clerk_id"], ["clerk.id"], ondelete="CASCADE", name="fk_sign_in_session_clerk"
        ),
    )
    op.create_index("ix_sign_in_session_clerk_id", "sign_in_session", ["clerk_id"])


def downgrade():
    op.drop_table("sign_in_session")
    op.drop_table("clerk_unit")
    op.drop_table("clerk")
