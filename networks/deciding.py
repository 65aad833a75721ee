"""What people decide: that a post is there, that it goes out after all, that nothing goes out."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from municipality.model import Way
from networks.errors import DecisionTooLate
from networks.family import pass_on_deletion
from networks.models import SENDABLE, Delivery, SharingStop, State
from networks.pacing import forget_trouble
from networks.steps import move

# What may be sent again, because a person has looked or something has been mended.
_RETRIED = (State.HELD, State.REJECTED, State.NOT_SENT, State.SKIPPED)
_WAITING = (State.HELD, State.REJECTED, *SENDABLE)


def confirm(session: Session, delivery_id: int, *, url: str | None, by: str, at: datetime) -> None:
    """It is done, the person has seen it: a held post is there, a held correction was made."""
    delivery = _get(session, delivery_id, State.HELD)
    delivery.remote_url = url or delivery.remote_url
    move(session, delivery, State.ACCEPTED, at=at, reason=None, decided_by=by)
    pass_on_deletion(session, delivery, at=at)


def send_again(session: Session, delivery_id: int, *, by: str, at: datetime) -> None:
    """It is not there: send it now. A digest that waits for its release goes at its hour.

    What a person posts is put before a person again.
    """
    delivery = _get(session, delivery_id, *_RETRIED)
    if not delivery.waits_for_release:
        delivery.due_at = at
    delivery.next_at = delivery.due_at
    if delivery.expires_at and delivery.expires_at <= at:
        delivery.expires_at = None  # whoever decides so has seen that it is over
    state = State.PLANNED if delivery.via is not Way.PERSON else State.HELD
    move(session, delivery, state, at=at, reason=None, decided_by=by)
    if delivery.via is Way.API:
        forget_trouble(session, delivery.account)


def give_up(session: Session, delivery_id: int, *, reason: str, by: str, at: datetime) -> None:
    """It shall not be posted, or not by us."""
    delivery = _get(session, delivery_id, *_WAITING)
    move(session, delivery, State.SKIPPED, at=at, reason=reason, decided_by=by)


def retry_now(session: Session, account: str, *, at: datetime) -> None:
    """Whoever has mended an account need not wait for its next turn."""
    forget_trouble(session, account)
    waiting = select(Delivery).where(
        Delivery.account == account,
        Delivery.state.in_([State.NOT_SENT, State.UNKNOWN]),
        Delivery.lease_until.is_(None),
    )
    for delivery in session.scalars(waiting.with_for_update(skip_locked=True)):
        delivery.next_at = min(delivery.next_at, at)


def stop(session: Session, *, reason: str, by: str, at: datetime) -> None:
    """From now on no sender sends anything, on any machine."""
    session.merge(SharingStop(id=1, at=at, by=by, reason=reason))


def resume(session: Session) -> None:
    session.execute(delete(SharingStop))


def find_stop(session: Session) -> SharingStop | None:
    return session.get(SharingStop, 1)


def _get(session: Session, delivery_id: int, *states: State) -> Delivery:
    """Raises DecisionTooLate where somebody was faster."""
    found = select(Delivery).where(
        Delivery.id == delivery_id, Delivery.state.in_(states), Delivery.lease_until.is_(None)
    )
    delivery = session.scalars(found.with_for_update()).first()
    if delivery is None:
        raise DecisionTooLate
    return delivery
