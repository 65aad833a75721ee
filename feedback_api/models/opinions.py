"""What readers say of a page: whether it helped, and what was missing."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from feedback_api.models.base import Base

LONGEST_PAGE = 300


class Opinion(Base):
    """One reader's word on one page. Nothing in it says who that was."""

    __tablename__ = "opinion"
    __table_args__ = (Index("ix_opinion_page_at", "page", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE))  # its path: "/hizmetler/"
    was_useful: Mapped[bool]
    comment: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(index=True)
