"""Which feeds a site has, and what is in each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from municipality import Municipality
from publishing.feeds.calendar import Calendars
from publishing.feeds.entries import MAX_ENTRIES, Feed
from publishing.feeds.json_feed import JsonFeeds
from publishing.feeds.xml import XmlFeeds
from publishing.item_page import ItemPage
from publishing.kinds import (
    ANNOUNCEMENT,
    ANSWER,
    DISTRICT_SECTIONS,
    EVENT,
    NEWS,
    PAGE,
    PRESS,
    PROJECT,
    UPDATE,
    Kind,
)
from text.dates import day_of
from text.language import gettext, speaking
from text.slugs import slugify
from text.turkish import sort_key

TYPES: Mapping[str, str] = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
    "ics": "text/calendar",
}
FORMATS = ("atom", "rss", "json")

# Words of addresses; a language that is not here reads the English ones, as items do.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "tr": {"all": "tum", "district": "ilce", "tag": "etiket", "project": "proje"},
    "en": {"all": "all", "district": "district", "tag": "tag", "project": "project"},
}
_TITLES: Mapping[Kind, Callable[[], str]] = {
    NEWS: lambda: gettext("News"),
    ANNOUNCEMENT: lambda: gettext("Announcements"),
    PROJECT: lambda: gettext("Projects"),
    EVENT: lambda: gettext("Events"),
    PRESS: lambda: gettext("In the press"),
    ANSWER: lambda: gettext("Questions and answers"),
}


@dataclass
class _Entries:
    """The items of one feed, the newest first."""

    newest: list[ItemPage] = field(default_factory=list)  # cut where feeds end
    dated: list[ItemPage] = field(default_factory=list)

    def put(self, page: ItemPage) -> None:
        is_new = len(self.newest) < MAX_ENTRIES
        if is_new:
            self.newest.append(page)
        # An event that was announced long ago may be still to come, or called off since.
        if page.has_dates and (is_new or page.state != "over"):
            self.dated.append(page)


@dataclass
class _Shelf:
    """The items of one language, by the feed that they are in."""

    by_kind: dict[Kind, _Entries] = field(default_factory=lambda: defaultdict(_Entries))
    by_district: dict[str, _Entries] = field(default_factory=lambda: defaultdict(_Entries))
    by_tag: dict[str, _Entries] = field(default_factory=lambda: defaultdict(_Entries))
    tags: dict[str, str] = field(default_factory=dict)  # slug -> as written by the newest item
    everything: _Entries = field(default_factory=_Entries)
    projects: list[ItemPage] = field(default_factory=list)  # all of them: each has a feed

    def put(self, page: ItemPage) -> None:
        item = page.item
        lists = [self.everything, self.by_kind[PROJECT if item.kind == UPDATE else item.kind]]
        lists += [self.by_district[district.slug] for district in item.districts]
        for tag in item.tags:
            if slug := slugify(tag):
                self.tags.setdefault(slug, tag)
                lists.append(self.by_tag[slug])
        self.projects += [page] if item.kind == PROJECT else []
        for entries in lists:
            entries.put(page)


def list_feeds(
    pages: Iterable[ItemPage], *, municipality: Municipality, site_url: str, hub: str = ""
) -> Iterator[Feed]:
    """Every feed of the site, empty ones too; `pages` are what is live, the newest first.

    `hub` is the address of the WebSub hub that tells readers of changes, if there is one.
    """
    shelves: dict[str, _Shelf] = {language: _Shelf() for language in municipality.languages}
    for page in pages:
        if page.item.kind != PAGE and page.item.language in shelves:
            shelves[page.item.language].put(page)
    for language, shelf in shelves.items():
        with speaking(language):
            make = _Maker(language, municipality, site_url, hub)
            yield from _feeds_of(shelf, make)
            for name, project in _name_projects(shelf.projects, municipality.time_zone):
                entries = _Entries([*project.updates, project][:MAX_ENTRIES])
                yield make(name, project.item.title, project.url, entries, "project")


def _name_projects(projects: Sequence[ItemPage], zone: str) -> list[tuple[str, ItemPage]]:
    """Each project with its feed's name: its slug, with its month where an older one has that."""
    named: dict[str, ItemPage] = {}
    for project in reversed(projects):
        day = day_of(project.published_at, zone)
        slug = project.item.slug
        named[f"{slug}-{day:%Y-%m}" if slug in named else slug] = project
    return [*reversed(named.items())]


@dataclass(frozen=True)
class _Maker:
    language: str
    municipality: Municipality
    site_url: str
    hub: str

    def word(self, code: str) -> str:
        return _WORDS.get(self.language, _WORDS["en"])[code]

    def path(self, address: str) -> str:
        return self.municipality.path(address, self.language)

    def __call__(
        self, name: str, title: str, page: str, entries: _Entries, group: str = ""
    ) -> Feed:
        folder = f"{self.word(group)}/" if group else ""
        return Feed(
            address=self.path(f"/rss/{folder}{name}"),
            title=title,
            language=self.language,
            page=page,
            entries=tuple(entries.newest),
            dated=tuple(entries.dated),
            municipality=self.municipality,
            site_url=self.site_url,
            group=group,
            hub=self.hub,
        )


def _feeds_of(shelf: _Shelf, make: _Maker) -> Iterator[Feed]:
    home = make.path("/")
    yield make(make.word("all"), gettext("Everything"), home, shelf.everything)
    for kind, title in _TITLES.items():
        section = kind.section(make.language)
        yield make(section, title(), make.path(f"/{section}/"), shelf.by_kind[kind])
    for district in make.municipality.districts:
        entries = shelf.by_district[district.slug]
        section = DISTRICT_SECTIONS.get(make.language, DISTRICT_SECTIONS["en"])
        page = make.path(f"/{section}/{district.slug}/")
        yield make(district.slug, district.name, page, entries, "district")
    for slug, tag in sorted(shelf.tags.items(), key=lambda entry: (sort_key(entry[1]), entry[0])):
        yield make(slug, tag, home, shelf.by_tag[slug], "tag")


def group_feeds(feeds: Iterable[Feed]) -> dict[str, list[Feed]]:
    """By heading, in the order in which readers look for them."""
    headings = {
        "": gettext("By subject"),
        "district": gettext("By district"),
        "project": gettext("By project"),
        "tag": gettext("By tag"),
    }
    groups: dict[str, list[Feed]] = {heading: [] for heading in headings.values()}
    for feed in feeds:
        groups[headings[feed.group]].append(feed)
    return {heading: entries for heading, entries in groups.items() if entries}


class FeedWriter:
    """Puts feeds into their formats; one per build, because it remembers what it has written."""

    def __init__(self) -> None:
        self._xml = XmlFeeds()
        self._json = JsonFeeds()
        self._calendars = Calendars()

    def write(self, feed: Feed, ending: str) -> bytes:
        formats: Mapping[str, Callable[[Feed], bytes]] = {
            "atom": self._xml.atom,
            "rss": self._xml.rss,
            "json": self._json.json,
            "ics": self._calendars.calendar,
        }
        with speaking(feed.language):
            return formats[ending](feed)


def endings(feed: Feed) -> list[str]:
    """The formats that the feed has; a calendar only where something has dates."""
    return [*FORMATS, "ics"] if has_calendar(feed) else [*FORMATS]


def has_calendar(feed: Feed) -> bool:
    """True for the sections of events and announcements, even while they are empty.

    A tag or a project has none: nobody subscribes to a calendar of a word.
    """
    if feed.group not in {"", "district"}:
        return False
    sections = {kind.section(feed.language) for kind in (EVENT, ANNOUNCEMENT)}
    return feed.address.rsplit("/", 1)[-1] in sections or bool(feed.dated)
