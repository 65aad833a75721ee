"""Opens the database and gives out transactions that are on disk when they end."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from database.group_commit import GroupCommit

ROOT = Path(__file__).parent.parent

# How long a writer of one process waits for a writer of another (ms).
BUSY_TIMEOUT = 10_000


class UrlNotUsable(ValueError):
    """DATABASE_URL names nothing that we can keep requests in."""


class Database:
    """A SQLite file or a PostgreSQL database.

    `url` is SQLAlchemy's, such as `sqlite:///var/meydan.db` (a relative path is relative to the
    repository's root) or `postgresql://…`. Raises UrlNotUsable for anything else.
    """

    def __init__(self, url: str) -> None:
        self.url = _complete(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        self._group_commit = GroupCommit(self.engine) if self.is_sqlite else None

    def transaction(self) -> AbstractContextManager[Session]:
        """A session whose changes are all on disk when the block is left, or none of them.

        On SQLite the bodies of one process run one after the other and share a commit: keep slow
        work (hashing, HTTP, pictures) outside. Transactions do not nest.
        """
        if self._group_commit is not None:
            return self._group_commit.transaction()
        return self._own_transaction()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database; what it changes is not kept."""
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _own_transaction(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session


def _complete(written: str) -> URL:
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        raise UrlNotUsable("DATABASE_URL is no address of a database.") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise UrlNotUsable("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    if url.database in {None, "", ":memory:"}:
        raise UrlNotUsable("DATABASE_URL must name a file: a database in memory forgets requests.")
    path = ROOT / str(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    return url.set(database=str(path))


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True)


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin or commit by itself; _begin_sqlite says which kind of BEGIN.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    connection.execute("PRAGMA foreign_keys=ON")
    # Before SQLite 3.51.3 several writers may corrupt a WAL; a rollback journal with EXTRA loses
    # nothing that was acknowledged, whoever else writes (docs/decisions/0004).
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that became a writer could be refused half-way.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
