"""Which draft a page belongs to: the form says it, and for pages without a form a cookie does."""

from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request, session
from itsdangerous import BadSignature, URLSafeSerializer

from feedback_api.actions.drafts import find_draft, keep_draft, new_draft_id
from feedback_api.actions.submit import Receipt, receipt_of
from feedback_api.models.requests import ServiceRequest
from feedback_api.parts import now, parts

CURRENT = "draft"  # in the cookie: the form that is being filled in
LAST_SENT = "sent"  # in the cookie: the form whose receipt may be shown again


@dataclass
class Typed:
    """What a citizen has typed so far."""

    draft_id: str
    answers: dict[str, Any] = field(default_factory=dict)
    service_request_id: int | None = None  # what it became, once it was sent

    @property
    def was_sent(self) -> bool:
        return self.service_request_id is not None

    @property
    def pictures(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.answers.setdefault("pictures", [])
        return found

    def suggest(self, name: str, said: str) -> None:
        """Fill in what has not been answered yet."""
        if said and not self.answers.get(name):
            self.answers[name] = said

    def values(self) -> dict[str, str]:
        return {name: said for name, said in self.answers.items() if isinstance(said, str)}


def open_typed() -> Typed:
    """The draft of this page; a new one if it has none."""
    draft_id = _from_form() or session.get(CURRENT)
    if draft_id is None:
        return Typed(new_draft_id())
    with parts().database.reading() as database_session:
        draft = find_draft(database_session, draft_id)
    if draft is None:
        # Forgotten meanwhile: what stands in the form is kept under the same id.
        return Typed(draft_id)
    return Typed(draft_id, dict(draft.answers), draft.service_request_id)


def keep(typed: Typed) -> None:
    with parts().database.transaction() as database_session:
        keep_draft(database_session, typed.draft_id, typed.answers, at=now())
    session[CURRENT] = typed.draft_id


def note_sent(typed: Typed) -> None:
    """From now on the cookie leads to the receipt, and a new form is a new request."""
    session.pop(CURRENT, None)
    session[LAST_SENT] = typed.draft_id


def find_receipt(draft_id: str | None) -> tuple[Receipt, ServiceRequest] | None:
    """The receipt of the form with this draft, or of the form that this browser sent last."""
    wanted = draft_id or session.get(LAST_SENT)
    if wanted is None:
        return None
    with parts().database.reading() as database_session:
        draft = find_draft(database_session, wanted)
        if draft is None or draft.service_request_id is None:
            return None
        service_request = database_session.get_one(ServiceRequest, draft.service_request_id)
        return receipt_of(service_request, parts().settings.secret_key), service_request


def signed(typed: Typed) -> str:
    """The draft's id as forms carry it: nobody can name one that we did not give out."""
    signature: str = _serializer().dumps(typed.draft_id)
    return signature


def has_cookies() -> bool:
    """Whether the browser keeps cookies: every form sets one before it is sent."""
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _from_form() -> str | None:
    try:
        draft_id: str = _serializer().loads(request.form.get("draft", ""))
    except BadSignature:
        return None
    return draft_id


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(parts().settings.secret_key, salt="draft")
