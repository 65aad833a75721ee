"""A ledger, and a stand-in of each network."""

import shutil

import pytest

from database import Database
from database.migrations import upgrade
from standins.networks import STAND_INS
from tests.networks.factories import LEDGER, SteppingClock, running_peer


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory):
    """A SQLite file with the ledger's tables; copying it is faster than migrating."""
    path = tmp_path_factory.mktemp("ledger") / "meydan.db"
    migrated = Database(f"sqlite:///{path}")
    upgrade(migrated, LEDGER)
    migrated.close()
    return path


@pytest.fixture
def ledger_database(empty_ledger, tmp_path):
    opened = Database(f"sqlite:///{shutil.copy(empty_ledger, tmp_path)}")
    yield opened
    opened.close()


@pytest.fixture
def any_ledger(any_database):
    upgrade(any_database, LEDGER)
    return any_database


@pytest.fixture
def clock():
    return SteppingClock()


@pytest.fixture(params=STAND_INS)
def peer(request, clock):
    """Each network in turn."""
    with running_peer(request.param, clock=clock) as running:
        yield running
