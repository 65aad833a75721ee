"""Inserts rows that somebody else may insert just now."""

from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from networks.models import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert: TypeAlias = postgresql.Insert | sqlite.Insert


def insert_into(session: Session, model: type[Base]) -> "Insert":
    """Both databases know what to do about a row that is there already, each in its own dialect.

    Into the table itself: SQLAlchemy prepares rows for a class one by one, which takes longer than
    writing them.
    """
    table = cast(Table, model.__table__)
    dialect = import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}")
    return cast("Insert", dialect.insert(table))
