"""Notes have a colour."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("note") as batch:
        batch.add_column(sa.Column("colour", sa.String, nullable=False, server_default="white"))


def downgrade():
    with op.batch_alter_table("note") as batch:
        batch.drop_column("colour")
