"""What the desk reads of the opinions on pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from feedback_api.models.opinions import Opinion

MOST_PAGES = 200
MOST_COMMENTS = 100


class Order(StrEnum):
    WORST = "worst"  # the most readers whom it did not help
    NEWEST = "newest"


@dataclass(frozen=True)
class PageCount:
    page: str
    yes: int
    no: int
    last_at: datetime

    @property
    def share(self) -> float:
        """Of a hundred readers who said something, so many whom the page helped."""
        return 100 * self.yes / (self.yes + self.no)


def count_pages(session: Session, *, order: Order, since: datetime) -> Sequence[PageCount]:
    """Every page of which somebody said something since then."""
    yes = func.sum(cast(Opinion.was_useful, Integer))
    no = func.count() - yes
    last_at = func.max(Opinion.at)
    first = (no.desc(), yes) if order is Order.WORST else (last_at.desc(),)
    rows = session.execute(
        select(Opinion.page, yes, no, last_at)
        .where(Opinion.at >= since)
        .group_by(Opinion.page)
        .order_by(*first, Opinion.page)
        .limit(MOST_PAGES)
    )
    return [PageCount(*row) for row in rows]


def list_comments(session: Session, *, page: str | None = None) -> Sequence[Opinion]:
    """What readers wrote, the newest first; of one page or of all."""
    query = select(Opinion).where(Opinion.comment.is_not(None))
    if page is not None:
        query = query.where(Opinion.page == page)
    newest = query.order_by(Opinion.at.desc(), Opinion.id.desc())
    return session.scalars(newest.limit(MOST_COMMENTS)).all()
