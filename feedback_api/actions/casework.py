"""What clerks do with a request, each thing in one transaction with its history and its mail."""

from datetime import datetime

from sqlalchemy.orm import Session

from database import Database
from feedback_api.actions.outbox import queue_email
from feedback_api.actions.submit import Receipt, Submission, submit
from feedback_api.errors import CaseChanged, NothingToChange, ReasonMissing
from feedback_api.models.people import Clerk
from feedback_api.models.requests import EventKind, ServiceRequest, Status
from feedback_api.queries import casework as queries
from feedback_api.queries.requests import get_request
from municipality import Category, Institution, Municipality, Unit
from text.language import gettext, speaking

# What a unit has not looked into yet; taking it means that somebody now does.
UNTOUCHED = frozenset({Status.RECEIVED, Status.ROUTED})
# Nobody picks these from a list: each has its own action, with what the citizen must be told.
MOVES_WITH_WORDS = frozenset(
    {
        Status.ROUTED,
        Status.REFERRED,
        Status.WAITING_FOR_CITIZEN,
        Status.RESOLVED,
        Status.DECLINED,
        Status.ANSWERED,
    }
)
OUTCOMES = (Status.RESOLVED, Status.DECLINED, Status.ANSWERED)


def take(session: Session, reference: str, *, by: Clerk, seen: int, at: datetime) -> ServiceRequest:
    """Make the clerk the one who works on the request; if nobody has yet, that begins now."""
    service_request = _open_case(session, reference, by, seen)
    service_request.clerk_id = by.id
    service_request.record(EventKind.ASSIGNED, by=by.username, at=at, text=by.username)
    if service_request.status in UNTOUCHED:
        service_request.move_to(Status.IN_PROGRESS, by=by.username, at=at)
    return service_request


def release(
    session: Session, reference: str, *, by: Clerk, seen: int, at: datetime
) -> ServiceRequest:
    """Leave the request to whoever takes it next."""
    service_request = _open_case(session, reference, by, seen)
    service_request.clerk_id = None
    service_request.record(EventKind.ASSIGNED, by=by.username, at=at)
    return service_request


def change_status(
    session: Session,
    reference: str,
    status: Status,
    *,
    by: Clerk,
    seen: int,
    at: datetime,
    reason: str = "",
) -> ServiceRequest:
    """Move the request along without an answer: look into it, take it up again, withdraw it.

    Raises ReasonMissing where the model asks for one, and where a clerk closes the request in the
    citizen's name. The citizen reads the reason.
    """
    service_request = _open_case(session, reference, by, seen)
    is_for_citizen = status is Status.WITHDRAWN
    if (is_for_citizen or service_request.needs_reason(status)) and not reason:
        raise ReasonMissing
    was_open = service_request.status.is_open
    event = service_request.move_to(status, by=by.username, at=at, text=reason or None)
    if was_open != status.is_open:
        # A citizen who was told that it is finished must hear that it is not, and the reverse.
        queue_email(session, service_request, template="change", event=event, at=at)
    return service_request


def route(
    session: Session,
    reference: str,
    *,
    unit: Unit,
    category: Category | None,
    by: Clerk,
    seen: int,
    at: datetime,
) -> ServiceRequest:
    """Give the request to a unit, or put it under another category, or both.

    The promise made to the citizen stays: a new category does not move the deadline.
    Raises NothingToChange.
    """
    service_request = _open_case(session, reference, by, seen)
    new_code = category.code if category else None
    if (service_request.unit, service_request.category) == (unit.slug, new_code):
        raise NothingToChange
    if service_request.category != new_code:
        _change_category(service_request, category, by=by, at=at)
    if service_request.unit != unit.slug:
        service_request.unit = unit.slug
        # Whoever had taken it works for the unit that no longer has it.
        service_request.clerk_id = None
        with speaking(service_request.language):
            name = str(unit.name)
        service_request.move_to(Status.ROUTED, by=by.username, at=at, text=name)
    return service_request


def refer(
    session: Session,
    reference: str,
    institution: Institution,
    *,
    note: str = "",
    by: Clerk,
    seen: int,
    at: datetime,
) -> ServiceRequest:
    """Send the request on to the body that is responsible, and tell the citizen (law 3071, art. 5).

    It stays open here, so that nobody is sent away with “not our job”.
    """
    service_request = _open_case(session, reference, by, seen)
    service_request.institution = institution.slug
    with speaking(service_request.language):
        told = "\n\n".join(filter(None, [str(institution.name), note]))
    event = service_request.move_to(Status.REFERRED, by=by.username, at=at, text=told)
    queue_email(session, service_request, template="change", event=event, at=at)
    return service_request


def ask(
    session: Session, reference: str, question: str, *, by: Clerk, seen: int, at: datetime
) -> ServiceRequest:
    """Ask the citizen for what is missing; the request waits for the answer."""
    service_request = _open_case(session, reference, by, seen)
    event = service_request.move_to(
        Status.WAITING_FOR_CITIZEN, by=by.username, at=at, text=question
    )
    queue_email(session, service_request, template="change", event=event, at=at)
    return service_request


def answer(
    session: Session,
    reference: str,
    outcome: Status,
    text: str,
    *,
    reason: str = "",
    by: Clerk,
    seen: int,
    at: datetime,
) -> ServiceRequest:
    """Answer the citizen and close the request.

    A refusal says why (law 3071, art. 7); without that it raises ReasonMissing.
    """
    service_request = _open_case(session, reference, by, seen)
    if service_request.needs_reason(outcome) and not reason:
        raise ReasonMissing
    if outcome == Status.DECLINED:
        with speaking(service_request.language):
            text = text + "\n\n" + gettext("Reason: %(reason)s", reason=reason)
    service_request.answer = text
    event = service_request.move_to(outcome, by=by.username, at=at, text=text)
    queue_email(session, service_request, template="change", event=event, at=at)
    return service_request


def write_note(
    session: Session, reference: str, text: str, *, by: Clerk, at: datetime
) -> ServiceRequest:
    """Add what only clerks read. It overwrites nothing, so it may come late; twice, it is one."""
    service_request = queries.get_case(session, reference, clerk=by, to_change=True)
    last = service_request.history[-1]
    is_repeated = (last.kind, last.by, last.text) == (EventKind.NOTE, by.username, text)
    if not is_repeated:
        service_request.record(EventKind.NOTE, by=by.username, at=at, text=text)
    return service_request


def write_down(
    database: Database,
    submission: Submission,
    *,
    municipality: Municipality,
    secret_key: str,
    by: Clerk,
    at: datetime,
) -> Receipt:
    """Store what a citizen said to a clerk, through the same action as every other request.

    Sent twice it is stored once. Raises KeyAlreadyUsed.
    """
    receipt = submit(database, submission, municipality=municipality, secret_key=secret_key, at=at)
    if receipt.is_new:
        with database.transaction() as session:
            service_request = get_request(session, receipt.reference)
            service_request.record(
                EventKind.NOTE, by=by.username, at=at, text=gettext("Written down at the desk")
            )
    return receipt


def _open_case(session: Session, reference: str, by: Clerk, seen: int) -> ServiceRequest:
    """The case, held until the transaction ends.

    `seen` is the last line of its history that the clerk had read; raises CaseChanged if there is
    more by now.
    """
    service_request = queries.get_case(session, reference, clerk=by, to_change=True)
    if service_request.history[-1].id != seen:
        raise CaseChanged
    return service_request


def _change_category(
    service_request: ServiceRequest, category: Category | None, *, by: Clerk, at: datetime
) -> None:
    service_request.category = category.code if category else None
    name = str(category.name) if category else gettext("Not chosen")
    service_request.record(
        EventKind.NOTE, by=by.username, at=at, text=gettext("New category: %(name)s", name=name)
    )
