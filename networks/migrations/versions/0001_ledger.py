"""The ledger: deliveries, their steps, and whether sharing has begun here."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STATES = (
    "planned",
    "claimed",
    "intended",
    "accepted",
    "rejected",
    "not_sent",
    "unknown",
    "held",
    "skipped",
    "deleted",
)
PURPOSES = ("post", "update", "reply", "delete")
WAYS = ("api", "feed", "person")


def _code(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("purpose", _code(PURPOSES, "delivery_purpose_known"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("via", _code(WAYS, "delivery_via_known"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("link", sa.Text),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("media", sa.JSON, nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("planned_at", moment, nullable=False),
        sa.Column("state", _code(STATES, "delivery_state_known"), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("holder", sa.String(200)),
        sa.Column("lease_until", moment),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("attempt_no", sa.Integer, nullable=False),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("prepared", sa.JSON(none_as_null=True)),
        sa.Column("prepared_at", moment),
        sa.Column("anchor", sa.Text),
        sa.Column("payload_hash", sa.String(64)),
        sa.Column("sent_at", moment),
        sa.Column("remote_id", sa.Text),
        sa.Column("remote_url", sa.Text),
        sa.UniqueConstraint("uid", "account", "purpose", "revision", name="delivery_is_made_once"),
    )
    op.create_index("delivery_by_turn", "delivery", ["account", "state", "next_at"])
    op.create_table(
        "delivery_step",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "delivery_id",
            sa.Integer,
            sa.ForeignKey("delivery.id", name="delivery_step_of_delivery", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", moment, nullable=False),
        sa.Column("state", _code(STATES, "delivery_step_state_known"), nullable=False),
        sa.Column("attempt_no", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("holder", sa.String(200)),
        sa.Column("facts", sa.JSON, nullable=False),
    )
    op.create_index("delivery_step_by_delivery", "delivery_step", ["delivery_id"])
    op.create_table(
        "ledger_opening",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("ledger_opening")
    op.drop_table("delivery_step")
    op.drop_table("delivery")
