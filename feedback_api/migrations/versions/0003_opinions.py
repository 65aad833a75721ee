"""What readers say of a page."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("page", sa.String(300), nullable=False),
        sa.Column("was_useful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.Text, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_opinion"),
    )
    op.create_index("ix_opinion_page_at", "opinion", ["page", "at"])
    op.create_index("ix_opinion_at", "opinion", ["at"])


def downgrade():
    op.drop_table("opinion")
