"""The world that tests live in: databases, municipalities, a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from database import Database
from deploy.demo import browser
from municipality import Municipality, load
from publishing.engine import build
from publishing.settings import load_settings
from tests import postgresql
from tests.moments import NOON
from tests.site.reading import Site
from text.language import speaking

RIVERBEND = Path(__file__).parent / "municipality" / "riverbend"


# The tests write a great many small files, most of which nobody reads again: in memory that
# takes a fraction of the time, where the machine has room.
MEMORY = Path("/dev/shm")  # noqa: S108 (only where temporary folders go)
ROOM = 4 * 1024**3  # bytes


def pytest_configure() -> None:
    is_free = "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK)
    if is_free and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


# Each of these marks has a make target of its own, and stays out of `make test`.
_OWN_TARGET = ("faults", "peers")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = str(config.getoption("markexpr"))
    left_out = [
        item
        for item in items
        if any(item.get_closest_marker(mark) and mark not in chosen for mark in _OWN_TARGET)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def turkish() -> Iterator[None]:
    """Messages are read in Turkish unless a test says otherwise."""
    with speaking("tr"):
        yield


@pytest.fixture(scope="session")
def erzurum() -> Municipality:
    return load()


@pytest.fixture(scope="session")
def riverbend() -> Municipality:
    """A fictional municipality, English first: nothing may be hard-wired to the client's."""
    return load(RIVERBEND)


@pytest.fixture(scope="session")
def drawn_pictures(request: pytest.FixtureRequest) -> Path:
    """The cache of redrawn pictures: what one run has drawn, the next need not draw again."""
    # Named by the pictures' bytes and the recipe, so nothing old is ever found in it.
    return request.config.cache.mkdir("pictures")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, drawn_pictures: Path) -> Site:
    """The sample site, really built once."""
    folder = tmp_path_factory.mktemp("site")
    settings = replace(load_settings({}), output=folder / "output", var=folder / "var")
    settings.var.mkdir()
    (settings.var / "pictures").symlink_to(drawn_pictures)
    build(settings, output=settings.output, at=NOON)
    return Site(settings.output)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database."""
    opened = Database(f"sqlite:///{tmp_path}/meydan.db")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    if reason := postgresql.why_not():
        pytest.skip(f"no PostgreSQL: {reason}")
    with postgresql.running_server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path}/meydan.db")
        yield opened
        opened.close()
        return
    with postgresql.new_database(request.getfixturevalue("postgresql_server")) as url:
        opened = Database(url)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[browser.Browser]:
    if browser.CHROMIUM is None:
        pytest.skip("no Chromium on this machine: run `make browser`")
    with browser.running() as running:
        yield running


@pytest.fixture
def browser_page(chromium: browser.Browser) -> Iterator[browser.Page]:
    """A page in a fresh, private session of Chromium, in Turkish; only 127.0.0.1 answers."""
    context = chromium.new_context(locale="tr-TR", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
