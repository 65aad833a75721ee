"""Puts deliveries into the ledger, once each, and knows whether sharing has begun here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from municipality.model import Way
from networks.models import Base, Delivery, LedgerOpening, Purpose, State

Key = tuple[str, str]  # uid of the item, slug of the account

# Rows per statement: far below what either database takes at once.
_PORTION = 500


@dataclass(frozen=True)
class PlannedPicture:
    path: str  # as the sender finds it
    alt: str
    address: str = ""  # on the site, for the sharing feed
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Plan:
    """A post to be made: all that its sender will need."""

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

    @property
    def key(self) -> Key:
        return self.uid, self.account


@dataclass(frozen=True)
class Standing:
    """What the ledger holds about a post: enough to see whether a plan is new or has changed."""

    id: int
    state: State
    reason: str | None
    attempt_no: int
    text: str
    due_at: datetime
    media: list[dict[str, Any]]
    remote_url: str | None
    next_at: datetime

    @property
    def is_untouched(self) -> bool:
        """Nothing was sent or tried yet, so the plan may still change."""
        return self.attempt_no == 0 and self.state in {State.PLANNED, State.HELD}

    def differs_from(self, new: Plan) -> bool:
        media = [asdict(picture) for picture in new.media]
        return (self.text, self.due_at, self.media) != (new.text, new.due_at, media)


def is_open(session: Session) -> bool:
    """False on a machine that has never shared: it may be a second clone of one that has."""
    return session.get(LedgerOpening, 1) is not None


def open_ledger(session: Session, *, by: str, at: datetime) -> None:
    once = _insert(session, LedgerOpening).on_conflict_do_nothing(index_elements=["id"])
    session.execute(once, [{"id": 1, "at": at, "by": by}])


def read_standings(session: Session) -> Mapping[Key, Standing]:
    """All posts that the ledger knows, by item and account."""
    columns = (
        Delivery.uid,
        Delivery.account,
        Delivery.id,
        Delivery.state,
        Delivery.reason,
        Delivery.attempt_no,
        Delivery.text,
        Delivery.due_at,
        Delivery.media,
        Delivery.remote_url,
        Delivery.next_at,
    )
    rows = session.execute(select(*columns).where(Delivery.purpose == Purpose.POST))
    return {(uid, account): Standing(*rest) for uid, account, *rest in rows}


def plan(session: Session, plans: Sequence[Plan], *, at: datetime) -> None:
    """Add the posts that the ledger does not have; somebody else may add the same just now."""
    once = _insert(session, Delivery).on_conflict_do_nothing(
        index_elements=["uid", "account", "purpose", "revision"]
    )
    rows = [_row(each, at) for each in plans]
    for start in range(0, len(rows), _PORTION):
        session.execute(once, rows[start : start + _PORTION])


def change(session: Session, standing: Standing, new: Plan) -> None:
    """Bring an untouched post up to date with its item; one that is on its way stays as it is."""
    row = _row(new, new.due_at)
    changed = {name: row[name] for name in ("title", "text", "link", "media", "due_at", "next_at")}
    session.execute(update(Delivery).where(*_untouched(standing)).values(**changed))


def withdraw(session: Session, standings: Iterable[Standing]) -> None:
    """Take back plans that nobody has tried: the item was withdrawn, or is not shared any more."""
    for standing in standings:
        session.execute(delete(Delivery).where(*_untouched(standing)))


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
            Delivery.due_at <= at,
        )
        .order_by(Delivery.due_at.desc(), Delivery.id.desc())
        .limit(limit)
    )
    return session.scalars(due).all()


def _insert(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Both databases can leave out a row that is there already, each in its own dialect."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)


def _untouched(standing: Standing) -> tuple[Any, ...]:
    return (
        Delivery.id == standing.id,
        Delivery.state == standing.state,
        Delivery.attempt_no == 0,
    )


def _row(new: Plan, at: datetime) -> dict[str, Any]:
    return {
        "uid": new.uid,
        "account": new.account,
        "purpose": Purpose.POST,
        "revision": 0,
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
        "fence": 0,
        "attempt_no": 0,
        "looks": 0,
    }
