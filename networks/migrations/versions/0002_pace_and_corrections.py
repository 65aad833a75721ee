"""How fast an account may go, what a post costs and says, and the stop of all sharing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def _columns() -> list[sa.Column]:
    return [
        sa.Column("expires_at", MOMENT),
        sa.Column("is_urgent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("may_disturb", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("item_revision", sa.Integer),
        sa.Column("length", sa.Integer, nullable=False, server_default="0"),
        sa.Column("length_limit", sa.Integer, nullable=False, server_default="0"),
        sa.Column("cost", sa.Integer, nullable=False, server_default="0"),
    ]


def upgrade() -> None:
    for column in _columns():
        op.add_column("delivery", column)
    op.create_table(
        "account_trouble",
        sa.Column("account", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("paused_until", MOMENT),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "sharing_stop",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("sharing_stop")
    op.drop_table("account_trouble")
    for column in reversed(_columns()):
        op.drop_column("delivery", column.name)
