"""Migrations are in one order and make the tables that the models describe."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from database.migrations import downgrade, upgrade
from feedback_api.models import outbox, people, requests
from networks import models as ledger

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "networks" / "migrations", ROOT / "feedback_api" / "migrations"]
METADATA = {
    FOLDERS[0]: ledger.Base.metadata,
    # The three modules register their tables on one metadata when they are imported.
    FOLDERS[1]: next(iter({m.Base.metadata for m in (outbox, people, requests)})),
}


def room_of(folder):
    return folder.parent.name


@pytest.mark.parametrize("folder", FOLDERS, ids=room_of)
def test_each_revision_follows_the_one_before(folder):
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")

    revisions = list(ScriptDirectory.from_config(config).walk_revisions())

    numbers = [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert [revision.revision for revision in reversed(revisions)] == numbers
    # database/revisions.py reads the names alone.
    assert sorted(file.name[:5] for file in folder.glob("versions/*.py")) == [
        f"{number}_" for number in numbers
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=room_of)
def test_the_migrations_reach_the_models(any_database, folder):
    for each in FOLDERS:
        upgrade(any_database, each)
    ours = METADATA[folder].tables

    with any_database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in ours},
        )
        differences = compare_metadata(context, METADATA[folder])

    assert differences == []


@pytest.mark.parametrize("folder", FOLDERS, ids=room_of)
def test_the_migrations_can_be_undone(any_database, folder):
    upgrade(any_database, folder)

    downgrade(any_database, folder)
    upgrade(any_database, folder)
