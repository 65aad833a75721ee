"""An item: one text of the site with its facts, frozen once it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from municipality.model import Category, District, Unit
from publishing.kinds import ITEM_FILE, Kind
from publishing.names import pair_of
from publishing.vocabulary import STAGE_LINE, AnnouncementType, Publication, Severity, Stage

# More are searched and have their feeds, but a page does not show them.
MOST_TAGS = 20


@dataclass(frozen=True)
class Announcement:
    type: AnnouncementType
    severity: Severity
    starts: datetime  # UTC; the item's date where the editor gave none
    ends: datetime  # UTC; a day without an hour ends at its last minute
    cancelled: str | None = None  # the sentence that says so
    neighbourhoods: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()  # files beside the item, or addresses
    how_to_object: str | None = None


class Shown(NamedTuple):
    """A picture that the header names, and what it shows."""

    file: Path  # absolute; exists
    alt: str


@dataclass(frozen=True)
class Project:
    stage: Stage
    percent: int | None = None
    budget: str | None = None
    starts: date | None = None
    due: date | None = None
    ends: date | None = None
    contractor: str | None = None
    stopped_at: Stage | None = None  # of a paused or cancelled one: how far it had come
    measured_on: date | None = None  # when it stood at `percent`
    contract_price: str | None = None
    spent: str | None = None
    funding: str | None = None
    tender_number: str | None = None
    place: str | None = None
    before: Shown | None = None
    after: Shown | None = None
    documents: tuple[str, ...] = ()  # files beside the item, or addresses

    @property
    def reached(self) -> Stage | None:
        """How far along STAGE_LINE it is; None if it was halted and nobody wrote where."""
        here = self.stage if self.stage in STAGE_LINE else self.stopped_at
        return here if here in STAGE_LINE else None


@dataclass(frozen=True)
class Update:
    project: Path  # folder of the project that it belongs to, equal to that item's `folder`
    percent: int | None = None  # as it was measured for this update


@dataclass(frozen=True)
class Event:
    starts: datetime
    place: str
    ends: datetime | None = None
    fee: str | None = None
    cancelled: str | None = None


@dataclass(frozen=True)
class Press:
    source: str
    link: str
    language: str | None = None  # of the title, where it is not the item's own: "en"


@dataclass(frozen=True)
class Answer:
    asked_on: date | None = None
    category: Category | None = None  # the service that it is about


Facts = Announcement | Project | Update | Event | Press | Answer


@dataclass(frozen=True)
class Correction:
    day: date
    text: str


@dataclass(frozen=True)
class Item:
    path: Path  # absolute
    kind: Kind
    language: str
    uid: str  # a UUID; feed id and ledger key
    title: str
    date: datetime  # UTC; before it the item is scheduled
    slug: str
    address: str  # with the language's prefix: "/en/news/2026/11/slug/"
    body: str = ""  # Markdown
    body_line: int = 1  # of the file, where the body begins
    summary: str = ""
    publication: Publication = Publication.PUBLISHED
    reason: str | None = None  # why it was withdrawn
    tags: tuple[str, ...] = ()
    districts: tuple[District, ...] = ()
    unit: Unit | None = None
    location: tuple[float, float] | None = None  # latitude, longitude
    about: str | None = None  # the project that it concerns: its folder's or file's name
    image: Path | None = None  # absolute; exists
    image_alt: str = ""
    caption: str = ""  # below the picture: what it shows beyond the alt text, and whose it is
    corrections: tuple[Correction, ...] = ()
    revision: int = 1
    share: tuple[str, ...] | None = None  # slugs of accounts; None: the default, (): nowhere
    share_texts: Mapping[str | None, str] = field(default_factory=dict)  # by network or account
    share_at: datetime | None = None
    sample: bool = False
    facts: Facts | None = None

    def __hash__(self) -> int:
        return hash((self.uid, self.path))

    @property
    def folder(self) -> Path | None:
        """The folder that is the item's own, with its pictures; None for a single file."""
        return self.path.parent if self.pair.name == ITEM_FILE else None

    @property
    def name(self) -> str:
        """Of its folder, or of its file: what the header of another item calls it."""
        return self.path.parent.name if self.folder else self.pair.name

    @property
    def pair(self) -> Path:
        """The same for an item and its translations."""
        return pair_of(self.path)

    def is_live(self, at: datetime) -> bool:
        """True if readers of the site may see it at that instant."""
        return self.publication is Publication.PUBLISHED and self.date <= at
