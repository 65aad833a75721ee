"""Whether a room's tables are as its newest migration leaves them.

Every command asks; Alembic, which makes them so, takes a tenth of a second to read.
"""

from pathlib import Path

from sqlalchemy import String, column, inspect, select, table

from database.connection import Database


def is_current(database: Database, folder: Path, version_table: str) -> bool:
    """True if every migration in `folder` has been applied, and none that it does not know."""
    newest = max(file.name.partition("_")[0] for file in folder.glob("versions/[0-9]*_*.py"))
    with database.engine.connect() as connection:
        if not inspect(connection).has_table(version_table):
            return False
        versions = table(version_table, column("version_num", String))
        return list(connection.scalars(select(versions.c.version_num))) == [newest]
