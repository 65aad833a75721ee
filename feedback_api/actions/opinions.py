"""What readers say of a page is noted without anything that says who they are."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback_api.errors import CommentTooLong, OpinionIsOver
from feedback_api.models.opinions import Opinion
from text.cleaning import clean_text
from text.language import gettext
from text.personal_data import hide_personal_data

LONGEST_COMMENT = 1000
# So long may what was missing be added to a “no”.
OPEN_FOR = timedelta(hours=24)
# Every half year what is no longer needed is destroyed (regulation of 28.10.2017, no. 30224).
COMMENTS_KEPT_FOR = timedelta(days=180)


def note_opinion(session: Session, page: str, *, was_useful: bool, at: datetime) -> Opinion:
    opinion = Opinion(page=page, was_useful=was_useful, at=at)
    session.add(opinion)
    session.flush()
    return opinion


def add_comment(session: Session, opinion_id: int, comment: str, *, at: datetime) -> None:
    """Once, and soon after: raises OpinionIsOver, and CommentTooLong."""
    said = clean_text(comment)
    if len(said) > LONGEST_COMMENT:
        raise CommentTooLong(LONGEST_COMMENT)
    opinion = session.get(Opinion, opinion_id)
    if opinion is None or opinion.comment is not None or at - opinion.at > OPEN_FOR:
        raise OpinionIsOver
    opinion.comment = hide_personal_data(said, gettext("[hidden]")) or None


def delete_comment(session: Session, opinion_id: int) -> None:
    """The word stays counted; what was written goes."""
    session.execute(update(Opinion).where(Opinion.id == opinion_id).values(comment=None))


def forget_old_comments(session: Session, *, at: datetime) -> None:
    """What was written is forgotten after half a year; that a page helped or not stays counted."""
    old = (Opinion.at < at - COMMENTS_KEPT_FOR) & Opinion.comment.is_not(None)
    session.execute(update(Opinion).where(old).values(comment=None))
