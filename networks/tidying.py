"""Puts right what senders left behind, what grew old, and what has lost its account."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from municipality.model import Way
from networks.holder import Holder, is_gone
from networks.models import REPEATABLE, SENDABLE, Delivery, State
from networks.steps import move, release
from text.language import gettext

# No pause is longer: whatever waits for a later moment met a clock that was ahead.
LONGEST_PAUSE = timedelta(days=1)


def is_needed(
    session: Session, api_accounts: Collection[str], *, at: datetime, freshness: timedelta
) -> bool:
    """Looking is cheap; whoever finds nothing need not wait for the right to write."""
    conditions = (
        Delivery.lease_until.is_not(None),
        _put_off(at),
        _departed(api_accounts),
        _is_old(at, freshness),
    )
    found = select(Delivery.id).where(or_(*conditions)).limit(1)
    return session.scalars(found).first() is not None


def take_over_gone(
    session: Session, *, by: Holder, at: datetime, longest: timedelta = LONGEST_PAUSE
) -> None:
    """End the leases that have run out, or whose process has ended on this host.

    What was claimed is planned again; what was intended may be on the network, so it is unknown.
    """
    leased = select(Delivery).where(Delivery.lease_until.is_not(None))
    for delivery in session.scalars(leased.with_for_update(skip_locked=True)):
        if not _is_over(delivery, by, at, longest):
            continue
        was = delivery.state
        release(delivery)
        if was is State.CLAIMED:
            move(session, delivery, State.PLANNED, at=at, reason=None)
        elif was is State.INTENDED:
            delivery.looks = 0
            delivery.next_at = at
            reason = gettext("The sender stopped before it heard whether the post appeared.")
            move(session, delivery, State.UNKNOWN, at=at, reason=reason)


def mend_turns(session: Session, *, at: datetime) -> None:
    """A clock that was ahead has put second tries and look-ups off for longer than we ever do."""
    put_off = select(Delivery).where(_put_off(at))
    for delivery in session.scalars(put_off.with_for_update(skip_locked=True)):
        delivery.next_at = at


def give_up_old(session: Session, *, at: datetime, freshness: timedelta) -> None:
    """Old news must not appear as new, nor what is over as what is to come."""
    stale = select(Delivery).where(_is_old(at, freshness))
    for delivery in session.scalars(stale.with_for_update(skip_locked=True)):
        if delivery.expires_at and delivery.expires_at <= at:
            reason = gettext("It is over.")
        else:
            reason = gettext("It could not be sent in time, and is too old now.")
        move(session, delivery, State.SKIPPED, at=at, reason=reason)


def close_departed(session: Session, api_accounts: Collection[str], *, at: datetime) -> None:
    """End what waits for an account that we no longer send to.

    Nothing is lost in silence: what may be on the network is a question for a person.
    """
    open_ones = select(Delivery).where(_departed(api_accounts))
    for delivery in session.scalars(open_ones.with_for_update(skip_locked=True)):
        if delivery.state is State.UNKNOWN:
            reason = gettext(
                "Its account is no longer one that we send to, and perhaps it was posted before. "
                "Look at the account."
            )
            move(session, delivery, State.HELD, at=at, reason=reason)
        else:
            reason = gettext("Its account is no longer one that we send to.")
            move(session, delivery, State.SKIPPED, at=at, reason=reason)


def _put_off(at: datetime) -> ColumnElement[bool]:
    waits = Delivery.state.in_([State.NOT_SENT, State.UNKNOWN])
    return and_(waits, Delivery.next_at > at + LONGEST_PAUSE)


def _is_old(at: datetime, freshness: timedelta) -> ColumnElement[bool]:
    # What a person is asked about stays asked if it may be on the network.
    waits = or_(
        and_(Delivery.via == Way.API, Delivery.state.in_(SENDABLE)),
        and_(Delivery.state == State.HELD, Delivery.sent_at.is_(None)),
    )
    is_late = or_(Delivery.expires_at <= at, Delivery.due_at < at - freshness)
    return and_(waits, is_late, Delivery.purpose.not_in(REPEATABLE))


def _departed(api_accounts: Collection[str]) -> ColumnElement[bool]:
    return and_(
        Delivery.via == Way.API,
        Delivery.account.not_in(api_accounts),
        Delivery.state.in_([*SENDABLE, State.UNKNOWN]),
        Delivery.lease_until.is_(None),
    )


def _is_over(delivery: Delivery, by: Holder, at: datetime, longest: timedelta) -> bool:
    until = delivery.lease_until
    # A lease that is longer than any was given by a clock that was ahead.
    has_run_out = until is None or until <= at or until > at + longest
    return has_run_out or is_gone(delivery.holder or "", by)
