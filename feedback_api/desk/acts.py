"""The things that a clerk can do with a case: which form each needs and which action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from feedback_api.actions import casework
from feedback_api.desk.forms import (
    AnswerForm,
    AskForm,
    CaseForm,
    NoteForm,
    ReferForm,
    RouteForm,
    StatusForm,
)
from feedback_api.models.people import Clerk
from feedback_api.models.requests import NEXT_STATUSES, ServiceRequest, Status
from feedback_api.parts import parts
from text.language import lazy_gettext


class Doing(Protocol):
    def __call__(
        self, session: Session, reference: str, form: Any, *, by: Clerk, at: datetime
    ) -> ServiceRequest: ...


@dataclass(frozen=True)
class Act:
    """`done` is what the page says afterwards."""

    form: type[CaseForm]
    do: Doing
    done: object
    is_possible: Callable[[ServiceRequest, Clerk], bool]
    # Whether the case is already as the form wants it: then a second click has nothing to say.
    is_done: Callable[[ServiceRequest, Any, Clerk], bool] = lambda *_: False


def possible_acts(service_request: ServiceRequest, clerk: Clerk) -> set[str]:
    return {name for name, act in ACTS.items() if act.is_possible(service_request, clerk)}


def _take(
    session: Session, reference: str, form: CaseForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    return casework.take(session, reference, by=by, seen=form.seen_event, at=at)


def _release(
    session: Session, reference: str, form: CaseForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    return casework.release(session, reference, by=by, seen=form.seen_event, at=at)


def _answer(
    session: Session, reference: str, form: AnswerForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    return casework.answer(
        session,
        reference,
        Status(form.outcome.data),
        form.text.data,
        reason=form.reason.data,
        by=by,
        seen=form.seen_event,
        at=at,
    )


def _ask(
    session: Session, reference: str, form: AskForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    return casework.ask(session, reference, form.text.data, by=by, seen=form.seen_event, at=at)


def _note(
    session: Session, reference: str, form: NoteForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    return casework.write_note(session, reference, form.text.data, by=by, at=at)


def _change_status(
    session: Session, reference: str, form: StatusForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    return casework.change_status(
        session,
        reference,
        Status(form.status.data),
        reason=form.reason.data,
        by=by,
        seen=form.seen_event,
        at=at,
    )


def _route(
    session: Session, reference: str, form: RouteForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    municipality = parts().municipality
    units = {unit.slug: unit for unit in municipality.units}
    categories = {category.code: category for category in municipality.categories}
    return casework.route(
        session,
        reference,
        unit=units[form.unit.data],
        category=categories.get(form.category.data),
        by=by,
        seen=form.seen_event,
        at=at,
    )


def _refer(
    session: Session, reference: str, form: ReferForm, *, by: Clerk, at: datetime
) -> ServiceRequest:
    institutions = {body.slug: body for body in parts().municipality.institutions}
    return casework.refer(
        session,
        reference,
        institutions[form.institution.data],
        note=form.note.data,
        by=by,
        seen=form.seen_event,
        at=at,
    )


def _may_become(*statuses: Status) -> Callable[[ServiceRequest, Clerk], bool]:
    return lambda case, _clerk: bool(NEXT_STATUSES[case.status].intersection(statuses))


# The names are the last part of the address.
ACTS: dict[str, Act] = {
    "al": Act(
        CaseForm,
        _take,
        lazy_gettext("You have taken the request."),
        lambda case, clerk: case.status.is_open and case.clerk_id != clerk.id,
        lambda case, _form, clerk: case.clerk_id == clerk.id,
    ),
    "birak": Act(
        CaseForm,
        _release,
        lazy_gettext("You have left the request for others to take."),
        lambda case, clerk: case.clerk_id == clerk.id,
        lambda case, _form, clerk: case.clerk_id != clerk.id,
    ),
    "cevap": Act(
        AnswerForm,
        _answer,
        lazy_gettext("Your answer is recorded, and the citizen can read it now."),
        _may_become(*casework.OUTCOMES),
        lambda case, form, _clerk: (
            case.status == form.outcome.data and (case.answer or "").startswith(form.text.data)
        ),
    ),
    "soru": Act(
        AskForm,
        _ask,
        lazy_gettext("Your question is recorded, and the citizen can read it now."),
        _may_become(Status.WAITING_FOR_CITIZEN),
        lambda case, form, _clerk: case.history[-1].text == form.text.data,
    ),
    "not": Act(NoteForm, _note, lazy_gettext("The note is kept."), lambda *_: True),
    "birim": Act(
        RouteForm,
        _route,
        lazy_gettext("The request has been passed on."),
        _may_become(Status.ROUTED),
        lambda case, form, _clerk: (
            (case.unit, case.category or "") == (form.unit.data, form.category.data)
        ),
    ),
    "kurum": Act(
        ReferForm,
        _refer,
        lazy_gettext("The request has been referred and the citizen is told to whom."),
        _may_become(Status.REFERRED),
        lambda case, form, _clerk: (
            (case.status, case.institution) == (Status.REFERRED, form.institution.data)
        ),
    ),
    "durum": Act(
        StatusForm,
        _change_status,
        lazy_gettext("The state has been changed."),
        _may_become(*set(Status) - casework.MOVES_WITH_WORDS),
        lambda case, form, _clerk: case.status == form.status.data,
    ),
}
