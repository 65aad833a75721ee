"""A table for tests of the database itself."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from database.columns import UtcDateTime

ROOM = Path(__file__).parent / "room"


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(unique=True)
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
