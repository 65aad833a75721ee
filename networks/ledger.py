"""The ledger: every move of a delivery, each inside the caller's transaction.

The order of the moves is what makes a post appear once (docs/decisions/0006): it is claimed with a
lease, what nobody sees is prepared, the intention is committed, and only then it is sent. A move
by somebody whose fence is no longer the newest is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from municipality.model import Way
from networks.errors import LeaseLost
from networks.holder import Holder, is_gone
from networks.models import SENDABLE, Delivery, DeliveryStep, State
from networks.protocol import Accepted, Gone, Held, NotSent, Outcome, Rejected, Skipped
from text.language import gettext

_STATE_AFTER = {
    Accepted: State.ACCEPTED,
    Rejected: State.REJECTED,
    NotSent: State.NOT_SENT,
    Gone: State.DELETED,
    Held: State.HELD,
    Skipped: State.SKIPPED,
}


@dataclass(frozen=True)
class Claim:
    """A delivery as it was when a sender took it, and the fence that proves who did."""

    id: int
    key: str
    fence: int
    is_unknown: bool  # to be looked up, not sent
    title: str
    text: str
    link: str | None
    language: str
    media: tuple[tuple[str, str, str], ...]  # path, alternative text, address on the site
    is_sample: bool
    due_at: datetime
    lease_until: datetime
    attempt_no: int
    looks: int
    anchor: str | None
    sent_at: datetime | None
    prepared: tuple[str, ...] | None
    prepared_at: datetime | None


def claim_next(
    session: Session, account: str, *, by: Holder, at: datetime, lease: timedelta
) -> Claim | None:
    """Take the delivery of `account` whose turn is next, so that nobody else does."""
    waiting = (
        select(Delivery)
        .where(
            Delivery.account == account,
            Delivery.via == Way.API,
            Delivery.state.in_([*SENDABLE, State.UNKNOWN]),
            Delivery.next_at <= at,
            or_(Delivery.lease_until.is_(None), Delivery.lease_until <= at),
        )
        .order_by(Delivery.next_at, Delivery.id)
        .limit(1)
        # On SQLite the transaction itself is the lock.
        .with_for_update(skip_locked=True)
    )
    delivery = session.scalars(waiting).first()
    if delivery is None:
        return None
    is_unknown = delivery.state is State.UNKNOWN
    delivery.fence += 1
    delivery.holder = str(by)
    delivery.lease_until = at + lease
    if not is_unknown:
        _move(session, delivery, State.CLAIMED, at=at, reason=None)
    return _claim_of(delivery, is_unknown)


def note_prepared(
    session: Session, claim: Claim, media_ids: Sequence[str], *, at: datetime
) -> None:
    """Keep the ids of what was uploaded, so that another attempt need not upload it again."""
    delivery = _held_by(session, claim, State.CLAIMED)
    delivery.prepared = list(media_ids)
    delivery.prepared_at = at


def intend(
    session: Session,
    claim: Claim,
    *,
    anchor: str,
    payload_hash: str,
    at: datetime,
    lease: timedelta,
) -> Claim:
    """Write down that the post is about to leave. Commit before its first byte does.

    The anchor of the first attempt stays: whatever any attempt posted is newer than it.
    """
    delivery = _held_by(session, claim, State.CLAIMED)
    delivery.anchor = delivery.anchor if delivery.anchor is not None else anchor
    delivery.payload_hash = payload_hash
    delivery.attempt_no += 1
    delivery.sent_at = delivery.sent_at or at
    delivery.lease_until = at + lease
    _move(session, delivery, State.INTENDED, at=at, reason=None, anchor=delivery.anchor)
    return replace(
        claim,
        anchor=delivery.anchor,
        attempt_no=delivery.attempt_no,
        lease_until=delivery.lease_until,
        sent_at=delivery.sent_at,
    )


def settle(
    session: Session, claim: Claim, outcome: Outcome, *, at: datetime, next_at: datetime
) -> None:
    """Write down how an attempt or a look-up ended; the lease ends with it.

    `next_at` is when the sender looks at it again, if there is anything left to do.
    """
    delivery = _held_by(session, claim, State.CLAIMED, State.INTENDED, State.UNKNOWN)
    if isinstance(outcome, Accepted):
        delivery.remote_id = outcome.remote_id
        delivery.remote_url = outcome.url
    delivery.next_at = next_at
    state = _STATE_AFTER.get(type(outcome), State.UNKNOWN)
    if state is State.UNKNOWN:
        delivery.looks = 0
    _release(delivery)
    _move(session, delivery, state, at=at, reason=outcome.reason, remote_id=delivery.remote_id)


def note_look(
    session: Session,
    claim: Claim,
    *,
    is_counted: bool,
    reason: str,
    at: datetime,
    next_at: datetime,
) -> None:
    """A look-up that settled nothing; only one that could have seen the post is counted."""
    delivery = _held_by(session, claim, State.UNKNOWN)
    delivery.looks += is_counted
    delivery.next_at = next_at
    _release(delivery)
    _move(session, delivery, State.UNKNOWN, at=at, reason=reason, looks=delivery.looks)


def note_too_late(session: Session, claim: Claim, outcome: Outcome, *, at: datetime) -> None:
    """An answer for somebody who lost the lease while waiting: kept in the history only."""
    delivery = session.get_one(Delivery, claim.id)
    facts: dict[str, object] = {"too_late": type(outcome).__name__, "said": outcome.reason}
    if isinstance(outcome, Accepted):
        facts["remote_id"] = outcome.remote_id
    _add_step(session, delivery, at, facts)


def has_leases(session: Session) -> bool:
    leased = select(Delivery.id).where(Delivery.lease_until.is_not(None)).limit(1)
    return session.scalars(leased).first() is not None


def take_over_gone(session: Session, *, by: Holder, at: datetime) -> None:
    """End the leases that have run out, or whose process has ended on this host.

    What was claimed is planned again; what was intended may be on the network, so it is unknown.
    """
    leased = select(Delivery).where(Delivery.lease_until.is_not(None))
    for delivery in session.scalars(leased.with_for_update(skip_locked=True)):
        if not _is_over(delivery, by, at):
            continue
        was = delivery.state
        _release(delivery)
        if was is State.CLAIMED:
            _move(session, delivery, State.PLANNED, at=at, reason=None)
        elif was is State.INTENDED:
            delivery.looks = 0
            delivery.next_at = at
            reason = gettext("The sender stopped before it heard whether the post appeared.")
            _move(session, delivery, State.UNKNOWN, at=at, reason=reason)


def skip_stale(session: Session, account: str, *, at: datetime, freshness: timedelta) -> None:
    """Give up what nobody could send in time: old news must not appear as new."""
    stale = select(Delivery).where(
        Delivery.account == account,
        Delivery.via == Way.API,
        Delivery.state.in_(SENDABLE),
        Delivery.due_at < at - freshness,
    )
    for delivery in session.scalars(stale.with_for_update(skip_locked=True)):
        reason = gettext("It could not be sent in time, and is too old now.")
        _move(session, delivery, State.SKIPPED, at=at, reason=reason)


def decide(
    session: Session, delivery_id: int, *, appeared: bool, url: str | None, by: str, at: datetime
) -> None:
    """What a person says about a held delivery: it is there, or it may be sent again."""
    delivery = session.scalars(
        select(Delivery).where(Delivery.id == delivery_id, Delivery.state == State.HELD)
    ).one()
    delivery.remote_url = url
    delivery.next_at = at
    state = State.ACCEPTED if appeared else State.PLANNED
    _move(session, delivery, state, at=at, reason=None, decided_by=by)


def count_unknown(session: Session, claim: Claim) -> int:
    """How many attempts of the delivery were intended and never heard of."""
    attempts = (
        select(DeliveryStep.attempt_no)
        .where(DeliveryStep.delivery_id == claim.id, DeliveryStep.state == State.UNKNOWN)
        .distinct()
    )
    return len(session.scalars(attempts).all())


def list_deliveries(
    session: Session, *, states: Iterable[State] = (), accounts: Iterable[str] = ()
) -> Sequence[Delivery]:
    """Deliveries in order of their hour; without a condition, all."""
    chosen: Select[Delivery] = select(Delivery).order_by(Delivery.due_at, Delivery.id)
    if states := list(states):
        chosen = chosen.where(Delivery.state.in_(states))
    if accounts := list(accounts):
        chosen = chosen.where(Delivery.account.in_(accounts))
    return session.scalars(chosen).all()


def find_next_moment(session: Session, account: str) -> datetime | None:
    """When the account's next delivery has its turn; None when nothing waits."""
    turns = select(Delivery.next_at).where(
        Delivery.account == account,
        Delivery.via == Way.API,
        Delivery.state.in_([*SENDABLE, State.UNKNOWN]),
        Delivery.lease_until.is_(None),
    )
    return session.scalars(turns.order_by(Delivery.next_at).limit(1)).first()


def _held_by(session: Session, claim: Claim, *states: State) -> Delivery:
    delivery = session.get_one(Delivery, claim.id, with_for_update=True)
    if delivery.fence != claim.fence or delivery.state not in states:
        raise LeaseLost(claim.key)
    return delivery


def _is_over(delivery: Delivery, by: Holder, at: datetime) -> bool:
    has_run_out = delivery.lease_until is None or delivery.lease_until <= at
    return has_run_out or is_gone(delivery.holder or "", by)


def _release(delivery: Delivery) -> None:
    delivery.holder = None
    delivery.lease_until = None


def _move(
    session: Session,
    delivery: Delivery,
    state: State,
    *,
    at: datetime,
    reason: str | None,
    **facts: object,
) -> None:
    delivery.state = state
    delivery.reason = reason
    _add_step(session, delivery, at, {"reason": reason, **facts})


def _add_step(session: Session, delivery: Delivery, at: datetime, facts: dict[str, object]) -> None:
    session.add(
        DeliveryStep(
            delivery_id=delivery.id,
            at=at,
            state=delivery.state,
            attempt_no=delivery.attempt_no,
            fence=delivery.fence,
            holder=delivery.holder,
            facts={name: fact for name, fact in facts.items() if fact is not None},
        )
    )


def _claim_of(delivery: Delivery, is_unknown: bool) -> Claim:
    return Claim(
        id=delivery.id,
        key=delivery.key,
        fence=delivery.fence,
        is_unknown=is_unknown,
        title=delivery.title,
        text=delivery.text,
        link=delivery.link,
        language=delivery.language,
        media=tuple(
            (picture["path"], picture["alt"], picture["address"]) for picture in delivery.media
        ),
        is_sample=delivery.is_sample,
        due_at=delivery.due_at,
        lease_until=delivery.lease_until or delivery.due_at,
        attempt_no=delivery.attempt_no,
        looks=delivery.looks,
        anchor=delivery.anchor,
        sent_at=delivery.sent_at,
        prepared=None if delivery.prepared is None else tuple(delivery.prepared),
        prepared_at=delivery.prepared_at,
    )
