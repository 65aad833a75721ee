"""What the desk reads: the list of cases with its filters, and one case whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.orm import Session, load_only, selectinload

from feedback_api.errors import CaseNotFound
from feedback_api.models.people import Clerk
from feedback_api.models.requests import OPEN_STATUSES, Channel, ServiceRequest, Status
from text.turkish import fold

PAGE_SIZE = 50


class Group(StrEnum):
    """The piles in which clerks look."""

    OPEN = "open"
    OVERDUE = "overdue"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    ALL = "all"


@dataclass(frozen=True)
class Filters:
    """What narrows the list; None and "" narrow nothing."""

    group: Group = Group.OPEN
    unit: str | None = None
    category: str | None = None
    district: str | None = None
    channel: Channel | None = None
    text: str = ""
    page: int = 1


@dataclass(frozen=True)
class CaseList:
    cases: list[ServiceRequest]
    counts: Mapping[Group, int]  # under the other filters
    total: int
    page: int
    pages: int


def list_cases(session: Session, filters: Filters, *, clerk: Clerk, today: date) -> CaseList:
    """One page of the cases that the clerk may see: what is due first stands first."""
    narrowed = _visible_to(clerk) & _narrowed_by(filters)
    counts = _count_groups(session, narrowed, clerk, today)
    total = counts[filters.group]
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, filters.page), pages)
    query = (
        select(ServiceRequest)
        .where(narrowed, _in_group(filters.group, clerk, today))
        .order_by(*_what_is_due_first())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(load_only(*_SHOWN_IN_LIST, raiseload=True))
    )
    return CaseList(list(session.scalars(query)), counts, total, page, pages)


def get_case(
    session: Session, reference: str, *, clerk: Clerk, to_change: bool = False
) -> ServiceRequest:
    """The request with its history and pictures, or CaseNotFound.

    `to_change` holds it until the transaction ends, so that two clerks follow one another.
    """
    query = (
        select(ServiceRequest)
        .where(ServiceRequest.reference == reference, _visible_to(clerk))
        .options(selectinload(ServiceRequest.history), selectinload(ServiceRequest.attachments))
    )
    if to_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    service_request = session.scalar(query)
    if service_request is None:
        raise CaseNotFound
    return service_request


def find_names(session: Session, usernames: Iterable[str]) -> dict[str, str]:
    """The names of these clerks as people read them, by username."""
    query = select(Clerk.username, Clerk.display_name).where(Clerk.username.in_(set(usernames)))
    return {found.username: found.display_name for found in session.execute(query)}


def find_names_by_id(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {number for number in ids if number is not None}
    query = select(Clerk.id, Clerk.display_name).where(Clerk.id.in_(wanted))
    return {found.id: found.display_name for found in session.execute(query)}


_SHOWN_IN_LIST = (
    ServiceRequest.reference,
    ServiceRequest.channel,
    ServiceRequest.category,
    ServiceRequest.description,
    ServiceRequest.district,
    ServiceRequest.neighbourhood,
    ServiceRequest.status,
    ServiceRequest.unit,
    ServiceRequest.institution,
    ServiceRequest.clerk_id,
    ServiceRequest.received_at,
    ServiceRequest.deadline_on,
)


def _visible_to(clerk: Clerk) -> ColumnElement[bool]:
    """The same rule as Clerk.can_see, in the words of the database."""
    return true() if clerk.sees_every_unit else ServiceRequest.unit.in_(clerk.units)


def _narrowed_by(filters: Filters) -> ColumnElement[bool]:
    wanted: ColumnElement[bool] = true()
    for column, value in (
        (ServiceRequest.unit, filters.unit),
        (ServiceRequest.category, filters.category),
        (ServiceRequest.district, filters.district),
        (ServiceRequest.channel, filters.channel),
    ):
        if value is not None:
            wanted = wanted & (column == value)
    for word in fold(filters.text).split():
        # autoescape: a % or _ that somebody types is looked for, not obeyed.
        wanted = wanted & ServiceRequest.words_folded.contains(word, autoescape=True)
    return wanted


def _in_group(group: Group, clerk: Clerk, today: date) -> ColumnElement[bool]:
    is_open = ServiceRequest.status.in_(OPEN_STATUSES)
    return {
        Group.OPEN: is_open,
        Group.OVERDUE: is_open & (ServiceRequest.deadline_on < today),
        Group.MINE: is_open & (ServiceRequest.clerk_id == clerk.id),
        Group.UNASSIGNED: is_open & ServiceRequest.clerk_id.is_(None),
        Group.WAITING: ServiceRequest.status == Status.WAITING_FOR_CITIZEN,
        Group.ALL: true(),
    }[group]


def _count_groups(
    session: Session, narrowed: ColumnElement[bool], clerk: Clerk, today: date
) -> dict[Group, int]:
    """All piles in one pass over the table."""
    sums = [
        func.coalesce(func.sum(case((_in_group(group, clerk, today), 1), else_=0)), 0)
        for group in Group
    ]
    numbers = session.execute(select(*sums).where(narrowed)).one()
    return dict(zip(Group, numbers, strict=True))


def _what_is_due_first() -> tuple[ColumnElement[Any], ...]:
    # closed_at is empty while a case is open; the closed follow, the newest of them first.
    is_closed = case((ServiceRequest.status.in_(OPEN_STATUSES), 0), else_=1)
    newest_first = ServiceRequest.closed_at.desc()
    deadline = ServiceRequest.deadline_on.expression
    return is_closed, newest_first, deadline, ServiceRequest.id.expression
