"""Inserts rows that somebody else may insert just now."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from networks.models import Base


def insert_into(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Both databases know what to do about a row that is there already, each in its own dialect.

    Into the table itself: SQLAlchemy prepares rows for a class one by one, which takes longer than
    writing them.
    """
    table = cast(Table, model.__table__)
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)
