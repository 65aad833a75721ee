"""Puts deliveries into the ledger, once each, and knows whether sharing has begun here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from municipality.model import Way
from networks.inserting import insert_into
from networks.models import Delivery, LedgerOpening, Purpose, State

Key = tuple[str, str]  # uid of the item, slug of the account

# What a change of plan leaves as it is.
_OF_THE_POST = {
    *("uid", "account", "purpose", "revision", "planned_at", "fence", "attempt_no", "looks"),
}

# Rows per statement: far below what either database takes at once.
_PORTION = 500

_WITHDRAWAL = aliased(Delivery)


@dataclass(frozen=True)
class PlannedPicture:
    path: str  # as the sender finds it
    alt: str
    address: str = ""  # on the site, for the sharing feed
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Plan:
    """A post to be made, or the correction of one: all that its sender will need."""

    uid: str
    account: str
    via: Way
    title: str
    text: str
    link: str
    language: str
    media: tuple[PlannedPicture, ...]
    is_sample: bool
    due_at: datetime
    state: State = State.PLANNED
    reason: str | None = None
    purpose: Purpose = Purpose.POST
    revision: int = 0  # of the item, for what follows the post
    item_revision: int | None = None  # that the text says
    expires_at: datetime | None = None
    is_urgent: bool = False
    may_disturb: bool = False
    length: int = 0
    length_limit: int = 0
    cost: int = 0

    @property
    def key(self) -> Key:
        return self.uid, self.account


@dataclass(frozen=True)
class Standing:
    """What the ledger holds about a post: enough to see whether a plan is new or has changed."""

    id: int
    state: State
    via: Way
    reason: str | None
    attempt_no: int
    text: str
    due_at: datetime
    expires_at: datetime | None
    media: list[dict[str, Any]]
    item_revision: int | None
    is_urgent: bool
    may_disturb: bool
    remote_url: str | None
    next_at: datetime
    looks: int

    @property
    def is_untouched(self) -> bool:
        """Nothing of it can be on the network, so the plan may still change."""
        if self.state is State.NOT_SENT:
            return self.looks == 0  # no attempt was ever in doubt
        return self.attempt_no == 0 and self.state in {State.PLANNED, State.HELD}

    @property
    def may_change(self) -> bool:
        """The same, or the network refused it: then its item may have been mended."""
        return self.is_untouched or self.state is State.REJECTED

    def differs_from(self, new: Plan) -> bool:
        media = [asdict(picture) for picture in new.media]
        ours = (self.text, self.due_at, self.expires_at, self.media, self.via, self.item_revision)
        theirs = (new.text, new.due_at, new.expires_at, media, new.via, new.item_revision)
        pace = (self.is_urgent, self.may_disturb) != (new.is_urgent, new.may_disturb)
        return ours != theirs or pace


@dataclass(frozen=True)
class CorrectionStanding:
    purpose: Purpose
    revision: int
    state: State


def is_open(session: Session) -> bool:
    """False on a machine that has never shared: it may be a second clone of one that has."""
    return session.get(LedgerOpening, 1) is not None


def open_ledger(session: Session, *, by: str, at: datetime) -> None:
    once = insert_into(session, LedgerOpening).on_conflict_do_nothing(index_elements=["id"])
    session.execute(once, [{"id": 1, "at": at, "by": by}])


def read_standings(session: Session) -> Mapping[Key, Standing]:
    """All posts that the ledger knows, by item and account."""
    facts = [getattr(Delivery, each.name) for each in fields(Standing)]
    rows = session.execute(
        select(Delivery.uid, Delivery.account, *facts).where(Delivery.purpose == Purpose.POST)
    )
    return {(uid, account): Standing(*rest) for uid, account, *rest in rows}


def read_corrections(session: Session) -> Mapping[Key, list[CorrectionStanding]]:
    """What was planned after the posts, by item and account."""
    rows = session.execute(
        select(
            Delivery.uid, Delivery.account, Delivery.purpose, Delivery.revision, Delivery.state
        ).where(Delivery.purpose != Purpose.POST)
    )
    corrections: dict[Key, list[CorrectionStanding]] = {}
    for uid, account, purpose, revision, state in rows:
        standing = CorrectionStanding(purpose, revision, state)
        corrections.setdefault((uid, account), []).append(standing)
    return corrections


def mark(session: Session, standing: Standing, revision: int) -> None:
    """Note which revision of its item a post from before revisions were kept stands for."""
    marked = update(Delivery).where(Delivery.id == standing.id, Delivery.item_revision.is_(None))
    session.execute(marked.values(item_revision=revision))


def plan(session: Session, plans: Sequence[Plan], *, at: datetime) -> None:
    """Add the posts that the ledger does not have; somebody else may add the same just now."""
    once = insert_into(session, Delivery).on_conflict_do_nothing(
        index_elements=["uid", "account", "purpose", "revision"]
    )
    for start in range(0, len(plans), _PORTION):
        session.execute(once, [_row(each, at) for each in plans[start : start + _PORTION]])


def change(session: Session, standing: Standing, new: Plan) -> None:
    """Bring an untouched post up to date with its item; one that is on its way stays as it is."""
    row = _row(new, new.due_at)
    changed = {name: each for name, each in row.items() if name not in _OF_THE_POST}
    # What was prepared shows the old picture, and Instagram's container says the old text.
    changed |= {"prepared": None, "prepared_at": None}
    session.execute(update(Delivery).where(*_unchanged(standing)).values(**changed))


def withdraw(session: Session, standings: Iterable[Standing]) -> None:
    """Take back plans that nobody has tried: the item was withdrawn, or is not shared any more."""
    for standing in standings:
        session.execute(delete(Delivery).where(*_unchanged(standing)))


def list_links(session: Session) -> Mapping[str, list[tuple[str, str]]]:
    """Where each item was posted: by uid, the accounts' slugs and the posts' addresses."""
    rows = session.execute(
        select(Delivery.uid, Delivery.account, Delivery.remote_url)
        .where(
            Delivery.purpose == Purpose.POST,
            Delivery.state == State.ACCEPTED,
            Delivery.remote_url.is_not(None),
        )
        .order_by(Delivery.uid, Delivery.account)
    )
    links: dict[str, list[tuple[str, str]]] = {}
    for uid, account, url in rows:
        links.setdefault(uid, []).append((account, str(url)))
    return links


def list_for_feed(
    session: Session, account: str, *, at: datetime, limit: int = 50
) -> Collection[Delivery]:
    """What the account's sharing feed shows: due posts, newest first."""
    due = (
        select(Delivery)
        .where(
            Delivery.account == account,
            Delivery.via == Way.FEED,
            Delivery.state == State.PLANNED,
            Delivery.purpose == Purpose.POST,
            Delivery.due_at <= at,
            or_(Delivery.expires_at.is_(None), Delivery.expires_at > at),
            ~exists().where(
                _WITHDRAWAL.uid == Delivery.uid,
                _WITHDRAWAL.account == Delivery.account,
                _WITHDRAWAL.purpose == Purpose.DELETE,
            ),
        )
        .order_by(Delivery.due_at.desc(), Delivery.id.desc())
        .limit(limit)
    )
    return session.scalars(due).all()


def _unchanged(standing: Standing) -> tuple[Any, ...]:
    """No sender and no person has touched it since it was read."""
    return (
        Delivery.id == standing.id,
        Delivery.state == standing.state,
        Delivery.attempt_no == standing.attempt_no,
    )


def _row(new: Plan, at: datetime) -> dict[str, Any]:
    return {
        "uid": new.uid,
        "account": new.account,
        "purpose": new.purpose,
        "revision": new.revision,
        "via": new.via,
        "title": new.title,
        "text": new.text,
        "link": new.link,
        "language": new.language,
        "media": [asdict(picture) for picture in new.media],
        "is_sample": new.is_sample,
        "due_at": new.due_at,
        "planned_at": at,
        "state": new.state,
        "reason": new.reason,
        "next_at": new.due_at,
        "expires_at": new.expires_at,
        "is_urgent": new.is_urgent,
        "may_disturb": new.may_disturb,
        "item_revision": new.item_revision,
        "length": new.length,
        "length_limit": new.length_limit,
        "cost": new.cost,
        "fence": 0,
        "attempt_no": 0,
        "looks": 0,
    }
