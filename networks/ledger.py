"""The ledger: what a sender does to a delivery, each inside the caller's transaction.

The order of the moves is what makes a post appear once (docs/decisions/0006): it is claimed with a
lease, what nobody sees is prepared, the intention is committed, and only then it is sent. A move
by somebody whose fence is no longer the newest is refused.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from networks import pacing
from networks.errors import LeaseLost
from networks.family import PostStanding, is_alone, pass_on, standing_of
from networks.holder import Holder
from networks.models import DIGEST, REPEATABLE, Delivery, DeliveryStep, Purpose, State
from networks.protocol import Accepted, Gone, Held, NotSent, Outcome, Rejected, Skipped
from networks.rules import Rules
from networks.steps import add_step, move, release

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
    uid: str
    account: str
    purpose: Purpose
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
    post: PostStanding | None  # None for the post itself

    @property
    def is_digest(self) -> bool:
        return self.uid.startswith(DIGEST)


def claim_next(
    session: Session,
    account: str,
    *,
    by: Holder,
    at: datetime,
    lease: timedelta,
    pace: pacing.Pace | None = None,
) -> Claim | None:
    """Take the delivery of `account` whose turn is next, so that nobody else does."""
    pace = pace or pacing.Pace(at, at, at)
    if pace.anything_from > at:
        return None
    waiting = (
        select(Delivery)
        .where(
            Delivery.account == account,
            or_(Delivery.lease_until.is_(None), Delivery.lease_until <= at),
            pacing.has_its_turn(pace, at),
        )
        .order_by(Delivery.is_urgent.desc(), Delivery.next_at, Delivery.id)
        .limit(1)
        # On SQLite the transaction itself is the lock.
        .with_for_update(skip_locked=True)
    )
    delivery = session.scalars(waiting).first()
    if delivery is None or not is_alone(session, delivery):
        return None
    is_unknown = delivery.state is State.UNKNOWN and delivery.purpose not in REPEATABLE
    delivery.fence += 1
    delivery.holder = str(by)
    delivery.lease_until = at + lease
    if not is_unknown:
        move(session, delivery, State.CLAIMED, at=at, reason=None)
    return _claim_of(session, delivery, is_unknown)


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
    move(session, delivery, State.INTENDED, at=at, reason=None, anchor=delivery.anchor)
    return replace(
        claim,
        anchor=delivery.anchor,
        attempt_no=delivery.attempt_no,
        lease_until=delivery.lease_until,
        sent_at=delivery.sent_at,
    )


def settle(
    session: Session,
    claim: Claim,
    outcome: Outcome,
    *,
    at: datetime,
    next_at: datetime,
    rules: Rules | None = None,
) -> None:
    """Write down how an attempt or a look-up ended; the lease ends with it.

    `next_at` is when the sender looks at it again, if there is anything left to do.
    """
    delivery = _held_by(session, claim, State.CLAIMED, State.INTENDED, State.UNKNOWN)
    if isinstance(outcome, Accepted):
        delivery.remote_id = outcome.remote_id
        delivery.remote_url = outcome.url
    delivery.next_at = next_at
    state = _state_after(delivery, outcome)
    if state is State.UNKNOWN:
        delivery.looks = 0
    release(delivery)
    move(session, delivery, state, at=at, reason=outcome.reason, remote_id=delivery.remote_id)
    if claim.purpose is not Purpose.POST:
        pass_on(session, delivery, outcome, at=at)
    pacing.note_outcome(session, claim.account, outcome, at=at, rules=rules or Rules())


def _state_after(delivery: Delivery, outcome: Outcome) -> State:
    if isinstance(outcome, Gone) and delivery.purpose is Purpose.DELETE:
        return State.ACCEPTED  # somebody else was faster: it is as it should be
    return _STATE_AFTER.get(type(outcome), State.UNKNOWN)


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
    release(delivery)
    move(session, delivery, State.UNKNOWN, at=at, reason=reason, looks=delivery.looks)


def note_too_late(session: Session, claim: Claim, outcome: Outcome, *, at: datetime) -> None:
    """An answer for somebody who lost the lease while waiting: kept in the history only."""
    delivery = session.get_one(Delivery, claim.id)
    facts: dict[str, object] = {"too_late": type(outcome).__name__, "said": outcome.reason}
    if isinstance(outcome, Accepted):
        facts["remote_id"] = outcome.remote_id
    add_step(session, delivery, at, facts)


def count_unknown(session: Session, claim: Claim) -> int:
    """How many attempts of the delivery were intended and never heard of."""
    attempts = (
        select(DeliveryStep.attempt_no)
        .where(DeliveryStep.delivery_id == claim.id, DeliveryStep.state == State.UNKNOWN)
        .distinct()
    )
    return len(session.scalars(attempts).all())


def list_owned(session: Session, claim: Claim, remote_ids: Collection[str]) -> set[str]:
    """Which of the account's posts belong to other deliveries, and cannot be this one."""
    owned = select(Delivery.remote_id).where(
        Delivery.account == claim.account,
        Delivery.id != claim.id,
        Delivery.remote_id.in_(remote_ids),
    )
    return {str(remote_id) for remote_id in session.scalars(owned)}


def _held_by(session: Session, claim: Claim, *states: State) -> Delivery:
    delivery = session.get_one(Delivery, claim.id, with_for_update=True)
    if delivery.fence != claim.fence or delivery.state not in states:
        raise LeaseLost(claim.key)
    return delivery


def _claim_of(session: Session, delivery: Delivery, is_unknown: bool) -> Claim:
    return Claim(
        id=delivery.id,
        uid=delivery.uid,
        account=delivery.account,
        purpose=delivery.purpose,
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
        post=standing_of(session, delivery),
    )
