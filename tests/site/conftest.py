"""The sample site, really built once, and the service that serves it."""

import threading
from dataclasses import replace

import pytest
from werkzeug.serving import make_server

from database import Database
from feedback_api import create_app
from publishing.engine import build
from publishing.settings import load_settings
from tests.feedback_api.conftest import migrate
from tests.moments import NOON
from tests.site.reading import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory, drawn_pictures):
    folder = tmp_path_factory.mktemp("site")
    settings = replace(load_settings({}), output=folder / "output", var=folder / "var")
    settings.var.mkdir()
    (settings.var / "pictures").symlink_to(drawn_pictures)
    build(settings, output=settings.output, at=NOON)
    return Site(settings.output)


@pytest.fixture(scope="session")
def service(site, tmp_path_factory):
    """The service that serves it, with its forms and its search."""
    folder = tmp_path_factory.mktemp("service")
    database = Database(f"sqlite:///{folder}/meydan.db")
    migrate(database)
    yield create_app(
        {
            "DATABASE": database,
            "CLOCK": lambda: NOON,
            "ATTACHMENTS_URL": f"file:{folder}/attachments",
            "SITE_FOLDER": str(site.folder),
            "VAR_FOLDER": str(folder),
        }
    )
    database.close()


@pytest.fixture(scope="session")
def served(service):
    """Its address."""
    server = make_server("127.0.0.1", 0, service, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
