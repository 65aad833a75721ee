"""An item as its page, the lists and the feeds show it: with addresses, HTML and the clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from publishing.items import Announcement, Event, Item
from text.counting import shorten
from text.dates import day_of
from text.language import gettext

# The file beside an item's page that calendars read; any other language reads the English name.
_CALENDAR_NAMES = {"tr": "takvim"}
# What search engines and networks show of a description.
_DESCRIPTION = 200


@dataclass(frozen=True)
class Picture:
    """A redrawn picture of the site: what every browser shows, and what newer ones may take."""

    src: str  # from the root: "/gorseller/kar-1a2b3c4d5e6f-1280.jpg"
    width: int
    height: int
    alt: str
    type: str
    length: int
    srcset: str = ""  # the same in all widths: "/gorseller/….jpg 320w, /gorseller/….jpg 640w"
    sources: tuple[tuple[str, str], ...] = ()  # (type, srcset) of lighter formats, lightest first


@dataclass(frozen=True)
class Card:
    """What networks show with a link to the page."""

    src: str  # from the root
    width: int
    height: int
    alt: str
    file: Path  # the JPEG, for networks that want a file


class Document(NamedTuple):
    words: str  # "İmar planı (PDF, 240 kB)"
    url: str


class PostLink(NamedTuple):
    """Where an item was shared: shown on its page from the next build on."""

    name: str  # of the network and of the account
    url: str


class Progress(NamedTuple):
    """How much of a project is done, as it was last measured."""

    percent: int
    measured_at: date | None  # a day, or the moment of the update that told it


@dataclass(eq=False)
class ItemPage:
    """Everything of the item (`page.title` is `page.item.title`), and what the site adds."""

    item: Item
    url: str  # from the root, with the language's prefix
    absolute_url: str
    published_at: datetime
    updated_at: datetime
    state: str | None = None  # "planned", "running", "over", "cancelled", or None: no clock
    is_past: bool = False  # its end is over, cancelled or not
    type_url: str | None = None  # of an announcement: the list of its type
    html: Markup = field(default_factory=Markup)
    text: str = ""  # the words of the HTML, for the search index
    picture: Picture | None = None
    card: Card | None = None
    tags: tuple[tuple[str, str], ...] = ()  # (name, url where its items are found): those shown
    documents: tuple[Document, ...] = ()
    translation: "ItemPage | None" = None
    related: tuple["ItemPage", ...] = ()
    project: "ItemPage | None" = None  # that it tells of: an update, an announcement, an event
    updates: list["ItemPage"] = field(default_factory=list)  # of a project, newest first
    # Of a project: those updates, and the ones that only another language has.
    timeline: list["ItemPage"] = field(default_factory=list)
    current: list["ItemPage"] = field(default_factory=list)  # of a project: what is on about it
    progress: Progress | None = None
    is_overdue: bool = False
    before: Picture | None = None
    after: Picture | None = None

    def __getattr__(self, name: str) -> Any:
        if name == "item":
            # Asked before __init__ ran, by copy: without this it would ask itself for ever.
            raise AttributeError(name)
        return getattr(self.item, name)

    @property
    def description(self) -> str:
        """One or two sentences for feeds and machines; a sample says first that it is one."""
        said = self.item.summary or shorten(self.text, _DESCRIPTION)
        return f"{gettext('Sample content')}: {said}" if self.item.sample else said

    @property
    def neighbours(self) -> Iterator["ItemPage"]:
        """Every page that this one tells of."""
        yield from (each for each in (self.translation, self.project) if each)
        yield from (*self.related, *self.updates, *self.timeline, *self.current)

    @property
    def translation_url(self) -> str | None:
        return self.translation.url if self.translation else None

    def is_translated_into(self, language: str) -> bool:
        return self.translation is not None and self.translation.item.language == language

    @property
    def has_dates(self) -> bool:
        return isinstance(self.item.facts, Announcement | Event)

    @property
    def calendar_url(self) -> str | None:
        """Where the item alone is for calendars; None for what has no beginning."""
        name = _CALENDAR_NAMES.get(self.item.language, "calendar")
        return f"{self.url}{name}.ics" if self.has_dates else None

    @property
    def is_notice(self) -> bool:
        return isinstance(self.item.facts, Announcement) and self.item.facts.type.is_notice


def state_of(item: Item, at: datetime, zone: str) -> str | None:
    """Where the item stands on the clock at that instant, in days of the time zone `zone`."""
    facts = item.facts
    if isinstance(facts, Announcement | Event) and facts.cancelled:
        return "cancelled"
    return _clock(item, at, zone)


def is_past(item: Item, at: datetime, zone: str) -> bool:
    """True once the end is over; what was cancelled is not past before it would have ended."""
    return _clock(item, at, zone) == "over"


def _clock(item: Item, at: datetime, zone: str) -> str | None:
    facts = item.facts
    if not isinstance(facts, Announcement | Event):
        return None
    if at < facts.starts:
        return "planned"
    # An event without an end is over when its day is: its hour says only when it begins.
    if facts.ends is None:
        return "running" if day_of(at, zone) == day_of(facts.starts, zone) else "over"
    return "running" if at < facts.ends else "over"
