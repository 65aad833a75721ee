"""Keeps what a citizen has typed until it is sent, and forgets it when it is not."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback_api.models.drafts import Draft
from feedback_api.models.requests import Attachment

KEPT_FOR = timedelta(days=2)


def new_draft_id() -> str:
    return secrets.token_hex(16)


def find_draft(session: Session, draft_id: str) -> Draft | None:
    return session.get(Draft, draft_id)


def keep_draft(session: Session, draft_id: str, answers: dict[str, Any], *, at: datetime) -> None:
    """Write the answers over the earlier ones. A draft that was sent stays as it is."""
    draft = session.get(Draft, draft_id)
    if draft is None:
        session.add(Draft(id=draft_id, answers=answers, created_at=at, changed_at=at))
    elif draft.service_request_id is None:
        draft.answers = answers
        draft.changed_at = at


def forget_old_drafts(session: Session, *, at: datetime) -> list[str]:
    """Delete the drafts that nobody went on with; the keys of their pictures, to be deleted too."""
    old = session.scalars(select(Draft).where(Draft.changed_at < at - KEPT_FOR)).all()
    keys = [picture["key"] for draft in old for picture in draft.answers.get("pictures", [])]
    for draft in old:
        session.delete(draft)
    session.flush()
    return find_strangers(session, keys)


def find_strangers(session: Session, keys: Iterable[str]) -> list[str]:
    """Those of the pictures that neither a request nor a draft knows."""
    strangers = set(keys)
    if strangers:
        drafts = session.scalars(select(Draft.answers)).all()
        strangers -= {kept["key"] for answers in drafts for kept in answers.get("pictures", [])}
    for some in batched(sorted(strangers)):
        strangers -= set(session.scalars(select(Attachment.key).where(Attachment.key.in_(some))))
    return sorted(strangers)


def batched(keys: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """In parts that fit into one statement of every database."""
    return (keys[start : start + size] for start in range(0, len(keys), size))
