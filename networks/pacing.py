"""How fast an account may go: its quiet hours, its hourly limit, and its pause after failures."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from municipality.model import Account, Way
from networks.hours import end_of_quiet
from networks.inserting import insert_into
from networks.models import (
    REPEATABLE,
    SENDABLE,
    SETTLED,
    AccountTrouble,
    Delivery,
    Purpose,
    State,
)
from networks.protocol import Accepted, Gone, NotSent, Outcome, Unknown
from networks.rules import Rules

AN_HOUR = timedelta(hours=1)
# Who publishes counts from when it began, so its clock is behind that of a sender beside it.
CLOCKS_DIFFER = timedelta(minutes=10)

# Made once: what SQLAlchemy must know of an alias takes it longer than the query.
_POST, _SIBLING = aliased(Delivery), aliased(Delivery)


@dataclass(frozen=True)
class Pace:
    """The moments from which an account may do what."""

    anything_from: datetime  # a pause after failures
    posts_from: datetime  # the hourly limit; not for what is urgent
    disturbs_from: datetime  # quiet hours; not for what may disturb


def look_at_pace(session: Session, account: Account, *, zone: str, at: datetime) -> Pace:
    trouble = session.get(AccountTrouble, account.slug)
    return Pace(
        anything_from=max(at, (trouble and trouble.paused_until) or at),
        posts_from=_end_of_limit(session, account, at),
        disturbs_from=end_of_quiet(account.hours, at, zone),
    )


def has_its_turn(pace: Pace, at: datetime) -> ColumnElement[bool]:
    """The condition of the account's deliveries that may go at `at`."""
    limits: list[ColumnElement[bool]] = [true()]
    if pace.posts_from > at:
        limits.append(Delivery.is_urgent.is_(True))
    if pace.disturbs_from > at:
        limits.append(Delivery.may_disturb.is_(True))
    return and_(
        _is_open(), Delivery.next_at <= at, or_(_makes_no_post(), and_(*limits)), _is_ready()
    )


def find_next_turn(session: Session, account: str, pace: Pace) -> datetime | None:
    """When the account's next delivery may go; None when nothing waits."""
    makes_no_post = _makes_no_post().label("makes_no_post")
    waiting = (
        select(
            makes_no_post,
            Delivery.is_urgent,
            Delivery.may_disturb,
            func.min(Delivery.next_at, type_=Delivery.next_at.type),
        )
        .where(Delivery.account == account, _is_open(), Delivery.lease_until.is_(None), _is_ready())
        .group_by(makes_no_post, Delivery.is_urgent, Delivery.may_disturb)
    )
    turns = []
    for is_free, is_urgent, may_disturb, next_at in session.execute(waiting):
        limits = [pace.anything_from]
        limits += [] if is_free or is_urgent else [pace.posts_from]
        limits += [] if is_free or may_disturb else [pace.disturbs_from]
        turns.append(max(next_at, *limits))
    return min(turns, default=None)


def note_outcome(
    session: Session, account: str, outcome: Outcome, *, at: datetime, rules: Rules
) -> None:
    """Remember how the account fares: after failures in a row it is left alone for a while."""
    if isinstance(outcome, (Accepted, Gone)):
        forget_trouble(session, account)
        return
    is_of_account = isinstance(outcome, NotSent) and outcome.is_of_account
    if not is_of_account and not isinstance(outcome, Unknown):
        return
    trouble = session.get(AccountTrouble, account)
    failures = trouble.failures + 1 if trouble else 1
    pause = _pause_after(failures, outcome, rules)
    _keep(session, account, outcome.reason, failures, at + pause if pause else None)


def note_obstacle(session: Session, account: str, reason: str) -> None:
    """Remember for the desk what keeps an account from being opened; nothing was tried."""
    trouble = session.get(AccountTrouble, account)
    if trouble is None or trouble.reason != reason:
        _keep(session, account, reason, 0, None)


def _keep(
    session: Session, account: str, reason: str | None, failures: int, until: datetime | None
) -> None:
    facts = {"reason": reason or "", "failures": failures, "paused_until": until}
    row = insert_into(session, AccountTrouble).values(account=account, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["account"], set_=facts))


def forget_trouble(session: Session, account: str) -> None:
    session.execute(delete(AccountTrouble).where(AccountTrouble.account == account))


def _pause_after(failures: int, outcome: Outcome, rules: Rules) -> timedelta:
    if isinstance(outcome, NotSent) and outcome.retry_after:
        return outcome.retry_after  # a network that asks to slow down says for how long
    over = failures - rules.failures_before_pause
    return min(rules.pause * 2 ** min(over, 8), rules.longest_pause) if over >= 0 else timedelta(0)


def _end_of_limit(session: Session, account: Account, at: datetime) -> datetime:
    sent = (
        select(Delivery.sent_at)
        .where(
            Delivery.account == account.slug,
            Delivery.purpose.not_in(REPEATABLE),
            Delivery.sent_at > at - AN_HOUR,
            # A clock that was ahead must not hold up the account until it is that late.
            Delivery.sent_at <= at + CLOCKS_DIFFER,
        )
        .order_by(Delivery.sent_at.desc())
        .offset(account.hours.most_an_hour - 1)
        .limit(1)
    )
    oldest = session.scalars(sent).first()
    return oldest + AN_HOUR if oldest else at


def _is_open() -> ColumnElement[bool]:
    return and_(Delivery.via == Way.API, Delivery.state.in_([*SENDABLE, State.UNKNOWN]))


def _makes_no_post() -> ColumnElement[bool]:
    """Looking up, editing and deleting disturb nobody and flood nothing."""
    return or_(Delivery.state == State.UNKNOWN, Delivery.purpose.in_(REPEATABLE))


def _is_ready() -> ColumnElement[bool]:
    """A correction waits for its post, and for whatever else is being done to it."""
    is_posted = exists().where(
        _POST.uid == Delivery.uid,
        _POST.account == Delivery.account,
        _POST.purpose == Purpose.POST,
        _POST.state.in_(SETTLED),
    )
    is_busy = exists().where(
        _SIBLING.uid == Delivery.uid,
        _SIBLING.account == Delivery.account,
        _SIBLING.id != Delivery.id,
        _SIBLING.lease_until.is_not(None),
    )
    return or_(Delivery.purpose == Purpose.POST, and_(is_posted, ~is_busy))
