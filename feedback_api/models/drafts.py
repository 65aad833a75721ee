"""What a citizen has typed so far, and who tried too often."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from feedback_api.models.base import Base


class Draft(Base):
    """An unfinished form. Its id is 128 random bits: who knows it is whoever is typing."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    # {name of a field: what was typed}, and "pictures": a list of stored pictures.
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    # What the draft became. From then on it only leads to its receipt.
    service_request_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_request.id", ondelete="CASCADE", name="fk_draft_request")
    )


class Attempt(Base):
    """Something that may not be tried without end, such as a receipt secret."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))  # a keyed hash: no address is kept
    at: Mapped[datetime]
