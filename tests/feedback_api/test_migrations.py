from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from database.migrations import downgrade, upgrade
from feedback_api.models import drafts, opinions, outbox, people, requests  # noqa: F401 (fill the metadata)
from feedback_api.models.base import Base
from feedback_api.models.requests import ServiceRequest
from tests.feedback_api.factories import make_receipt

MIGRATIONS = Path(__file__).parents[2] / "feedback_api" / "migrations"


def test_the_migrations_reach_the_models(any_database):
    upgrade(any_database, MIGRATIONS)

    with any_database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "feedback_version", "compare_type": True}
        )
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_the_migrations_run_up_and_down_with_data(any_database):
    upgrade(any_database, MIGRATIONS)
    make_receipt(any_database, reply_by="email", email="ayse@example.org")

    downgrade(any_database, MIGRATIONS, "0001")
    upgrade(any_database, MIGRATIONS)

    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ServiceRequest)) == 1


def test_the_migrations_can_be_undone_to_nothing_and_done_again(any_database):
    upgrade(any_database, MIGRATIONS)
    make_receipt(any_database)

    downgrade(any_database, MIGRATIONS)
    upgrade(any_database, MIGRATIONS)

    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ServiceRequest)) == 0
