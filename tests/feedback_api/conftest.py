"""The service's world: its tables, the application, a citizen's browser."""

import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache

from database import Database
from database.migrations import upgrade
from feedback_api import create_app
from feedback_api.attachments import open_attachments
from feedback_api.config import load_settings
from feedback_api.parts import NAME
from tests.feedback_api.browsing import Citizen
from tests.moments import NOON

ROOT = Path(__file__).parents[2]
MIGRATIONS = (ROOT / "networks" / "migrations", ROOT / "feedback_api" / "migrations")


def migrate(database):
    for folder in MIGRATIONS:
        upgrade(database, folder)


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory):
    """A migrated SQLite file, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("tables") / "meydan.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture
def tables(empty_tables, tmp_path):
    """The service's database on SQLite."""
    path = tmp_path / "service.db"
    shutil.copyfile(empty_tables, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def any_tables(any_database):
    """The service's database, once on SQLite and once on PostgreSQL."""
    migrate(any_database)
    return any_database


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory):
    """Jinja's cache: compiling the templates anew takes longer than most tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def service(compiled_templates):
    """The service made once: registering its sixty addresses takes longer than most tests."""
    made = create_app({})
    made.jinja_env.bytecode_cache = compiled_templates
    yield made
    made.extensions[NAME].database.close()


@pytest.fixture
def app(service, tables, tmp_path):
    """The service at NOON, with an empty site."""
    made = copy(service)
    made.config = copy(service.config)
    settings = load_settings(
        {
            "ATTACHMENTS_URL": f"file:{tmp_path}/attachments",
            "SITE_FOLDER": str(tmp_path / "site"),
            "VAR_FOLDER": str(tmp_path / "var"),
        }
    )
    parts = replace(
        service.extensions[NAME],
        settings=settings,
        database=tables,
        attachments=open_attachments(settings.attachments_url),
        clock=lambda: NOON,
    )
    made.extensions = {**service.extensions, NAME: parts}
    return made


@pytest.fixture
def citizen(app):
    """A browser that keeps cookies."""
    return Citizen(app.test_client())


@pytest.fixture(params=["cookies", "no cookies"])
def any_citizen(app, request):
    """A browser that keeps cookies, and one that keeps none."""
    return Citizen(app.test_client(use_cookies=request.param == "cookies"))
