"""Brings a room's tables to a revision, up or down; each room has its own version table."""

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from database.connection import Database


def upgrade(database: Database, folder: Path, revision: str = "head") -> None:
    """Apply the migrations in `folder` up to `revision`; what is applied already stays."""
    command.upgrade(_config(database, folder), revision)


def downgrade(database: Database, folder: Path, revision: str = "base") -> None:
    """Undo the migrations in `folder` down to `revision`."""
    command.downgrade(_config(database, folder), revision)


def run(metadata: MetaData, version_table: str) -> None:
    """What a room's `migrations/env.py` calls, with its models' metadata."""
    database: Database = context.config.attributes["database"]
    with database.engine.connect().execution_options(writes=True) as connection:
        if database.is_sqlite:
            _enforce_foreign_keys(connection, False)
        try:
            with connection.begin():
                context.configure(
                    connection=connection,
                    target_metadata=metadata,
                    version_table=version_table,
                    render_as_batch=True,
                    # SQLite's DDL is transactional too, once the driver leaves BEGIN to us.
                    transactional_ddl=True,
                )
                with context.begin_transaction():
                    context.run_migrations()
        finally:
            if database.is_sqlite:
                _enforce_foreign_keys(connection, True)


def _enforce_foreign_keys(connection: Connection, yes: bool) -> None:
    """Alembic rebuilds a SQLite table by copying it, which must not cascade to its children."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={'ON' if yes else 'OFF'}")
    cursor.close()


def _config(database: Database, folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["database"] = database
    return config
