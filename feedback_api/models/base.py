"""The one registry of the service's tables."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase

from database.columns import UtcDateTime


class Base(DeclarativeBase):
    # Every constraint has a name, so that a migration can find it and an error can be read.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
    }


def one_of(words: type[StrEnum], length: int = 32) -> Enum:
    """A column of one of these words, kept as the word itself, so that every database reads it."""
    return Enum(
        words,
        native_enum=False,
        length=length,
        values_callable=lambda members: [member.value for member in members],
    )
