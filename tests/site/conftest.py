"""The service that serves the sample site."""

import threading

import pytest
from werkzeug.serving import make_server

from database import Database
from feedback_api import create_app
from tests.feedback_api.conftest import migrate
from tests.moments import NOON


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
