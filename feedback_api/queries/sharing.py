"""What the desk shows of sharing: the deliveries of the ledger, pile by pile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from networks.models import AccountTrouble, Delivery, State

PAGE_LENGTH = 30


class Pile(StrEnum):
    WAITING = "bekleyen"  # for a person
    QUEUED = "sirada"
    DONE = "paylasilan"
    LEFT_OUT = "paylasilmayan"


STATES: Mapping[Pile, tuple[State, ...]] = {
    Pile.WAITING: (State.HELD, State.REJECTED),
    Pile.QUEUED: (*(State.PLANNED, State.CLAIMED, State.INTENDED, State.NOT_SENT, State.UNKNOWN),),
    Pile.DONE: (State.ACCEPTED, State.DELETED),
    Pile.LEFT_OUT: (State.SKIPPED,),
}


@dataclass(frozen=True)
class DeliveryList:
    deliveries: Sequence[Delivery]
    counts: Mapping[Pile, int]
    total: int  # of the pile
    page: int
    pages: int


def list_pile(session: Session, pile: Pile, *, account: str | None, page: int) -> DeliveryList:
    """What waits comes in the order of its hour, what is past with the newest first."""
    counts = _count(session, account)
    pages = max(1, -(-counts[pile] // PAGE_LENGTH))
    page = min(max(page, 1), pages)
    is_past = pile in {Pile.DONE, Pile.LEFT_OUT}
    order = (
        (Delivery.due_at.desc(), Delivery.id.desc()) if is_past else (Delivery.due_at, Delivery.id)
    )
    chosen = select(Delivery).where(_is_of(account), Delivery.state.in_(STATES[pile]))
    found = session.scalars(
        chosen.order_by(*order).offset((page - 1) * PAGE_LENGTH).limit(PAGE_LENGTH)
    ).all()
    return DeliveryList(found, counts, counts[pile], page, pages)


def list_troubles(session: Session) -> Mapping[str, AccountTrouble]:
    return {trouble.account: trouble for trouble in session.scalars(select(AccountTrouble))}


def _count(session: Session, account: str | None) -> Mapping[Pile, int]:
    counted = select(Delivery.state, func.count()).where(_is_of(account)).group_by(Delivery.state)
    by_state = {state: count for state, count in session.execute(counted)}  # noqa: C416
    return {pile: sum(by_state.get(state, 0) for state in STATES[pile]) for pile in Pile}


def _is_of(account: str | None) -> ColumnElement[bool]:
    return Delivery.account == account if account else true()
