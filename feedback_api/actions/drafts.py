"""Keeps what a citizen has typed until it is sent, and forgets it when it is not."""

import secrets
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
    if not keys:
        return []
    in_use = session.scalars(select(Attachment.key).where(Attachment.key.in_(keys))).all()
    return sorted(set(keys) - set(in_use))
