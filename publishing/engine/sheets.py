"""The pages of the site that are not an item: home, lists, months, feeds, services, errors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from municipality import Municipality
from publishing.engine.world import (
    NEWEST,
    SECTIONS,
    Section,
    World,
    in_force_first,
    months_of,
    under_way_first,
)
from publishing.feeds import FORMATS, Feed, has_calendar
from publishing.item_page import ItemPage
from publishing.items import Correction
from text.language import gettext, speaking

_HOME = {"announcements": 5, "news": 5, "projects": 3, "events": 4, "answers": 2}
_FORMAT_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON", "ics": "iCalendar"}
_ERRORS = ("404", "410", "500", "maintenance")


@dataclass(frozen=True)
class Sheet:
    address: str  # "/haberler/", or a file such as "/404.html"
    template: str  # without its ending
    language: str
    variables: Mapping[str, object]
    alternate: str | None = None  # the same page in the other language
    feed: Feed | None = None  # announced in the head beside the feed of everything
    is_listed: bool = True  # in the sitemap, and with an address of its own

    @property
    def file(self) -> str:
        path = self.address.lstrip("/")
        return path if path.endswith(".html") else f"{path}index.html"


def list_sheets(world: World, feeds: Sequence[Feed]) -> Iterator[Sheet]:
    for language in world.municipality.languages:
        with speaking(language):
            by_address = {feed.address: feed for feed in feeds if feed.language == language}
            yield _home(world, language)
            for section in SECTIONS:
                yield from _section(world, section, language, by_address)
            yield _feeds(world, language, list(by_address.values()))
            yield _fixed(world, "/hizmetler/", "site/services", language)
            yield _fixed(world, "/kimin-gorevi/", "site/institutions", language)
            entries = _corrections(world, language)
            yield _fixed(world, "/duzeltmeler/", "site/corrections", language, entries=entries)
            for name in _ERRORS:
                address = world.municipality.path(f"/{name}.html", language)
                yield Sheet(address, f"errors/{name}", language, {}, is_listed=False)


def _home(world: World, language: str) -> Sheet:
    lists = {code: world.listed(code, language) for code in _HOME}
    current = [p for p in lists["announcements"] if p.state in {"running", "planned"}]
    coming = [p for p in lists["events"] if p.state in {"running", "planned"}]
    lists |= {"announcements": in_force_first(current), "events": in_force_first(coming)}
    lists["projects"] = under_way_first(lists["projects"])
    cut = {code: lists[code][:number] for code, number in _HOME.items()}
    # The first is drawn large, so it is the newest that has something to show.
    lead = _newest_with_picture(cut["news"])
    cut["news"].sort(key=lambda page: page is not lead)
    return _fixed(world, "/", "site/home", language, **cut)


def _newest_with_picture(pages: Sequence[ItemPage]) -> ItemPage | None:
    return next((page for page in pages if page.picture), None)


def _section(
    world: World, section: Section, language: str, feeds: Mapping[str, Feed]
) -> Iterator[Sheet]:
    shelf = world.shelf(section, language)
    address = section.address(language, world.municipality)
    feed_address = world.municipality.path(f"/rss/{section.kind.section(language)}", language)
    feed = feeds.get(feed_address)
    months = list(months_of(shelf, section, language, world.municipality))
    shared: dict[str, object] = {
        "section": section.code,
        "page_title": section.title(),
        "months": months,
        "feed_url": f"{feed_address}.rss" if feed else None,
    }
    # What is in force stays on the page however old it is; the newest fill it up.
    ordered = in_force_first(shelf.pages)
    current = sum(page.state in {"running", "planned"} for page in ordered)
    newest: dict[str, object] = {"items": ordered[: max(NEWEST, current)]}
    other = other_language(world.municipality, language)
    twin = section.address(other, world.municipality) if other else None
    yield Sheet(address, "site/list", language, shared | newest, twin, feed)
    for year_month, url in months:
        # Only this month stands on the page: a list of all would change with each new one.
        of_month: dict[str, object] = {
            "items": shelf.months[year_month],
            "month": year_month,
            "months": [(year_month, url)],
        }
        has_twin = other and year_month in world.shelf(section, other).months
        twin_of_month = f"{twin}{url.removeprefix(address)}" if has_twin else None
        yield Sheet(url, "site/list", language, shared | of_month, twin_of_month, feed)


def _feeds(world: World, language: str, feeds: Iterable[Feed]) -> Sheet:
    groups: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {
        gettext("By subject"): [],
        gettext("By district"): [],
        gettext("By project"): [],
        gettext("By tag"): [],
    }
    by_depth = dict(zip(("", "district", "project", "tag"), groups.values(), strict=True))
    for feed in feeds:
        by_depth[feed.group].append((feed.title, _formats(feed)))
    shown = [(heading, entries) for heading, entries in groups.items() if entries]
    return _fixed(world, "/rss/", "site/feeds", language, groups=shown)


def _formats(feed: Feed) -> list[tuple[str, str]]:
    formats = [*FORMATS, "ics"] if has_calendar(feed) else FORMATS
    return [(_FORMAT_NAMES[name], f"{feed.address}.{name}") for name in formats]


def _fixed(world: World, address: str, template: str, language: str, **variables: object) -> Sheet:
    """A page that every language has, at the same address below its prefix."""
    path = world.municipality.path
    other = other_language(world.municipality, language)
    twin = path(address, other) if other else None
    return Sheet(path(address, language), template, language, variables, twin)


def _corrections(world: World, language: str) -> list[tuple[ItemPage, Correction]]:
    entries = [
        (page, correction)
        for page in world.pages
        if page.item.language == language
        for correction in page.item.corrections
    ]
    return sorted(entries, key=lambda entry: entry[1].day, reverse=True)


def other_language(municipality: Municipality, language: str) -> str | None:
    """The language that a page offers beside its own."""
    return next((other for other in municipality.languages if other != language), None)
