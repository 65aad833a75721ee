"""The list of each section, and of each of its months."""

from collections.abc import Iterator, Mapping

from publishing.engine.sections import (
    ANNOUNCEMENTS,
    NOTICES,
    PROJECTS,
    SECTIONS,
    Section,
    months_of,
)
from publishing.engine.sheets.announcements import type_filters
from publishing.engine.sheets.grouping import NEWEST, Group, by_state, by_term, by_week
from publishing.engine.sheets.sheet import Sheet, other_language
from publishing.engine.world import World
from publishing.feeds import Feed, has_calendar


def section_sheets(world: World, language: str, feeds: Mapping[str, Feed]) -> Iterator[Sheet]:
    """`feeds` goes by the address of the feed."""
    for section in SECTIONS:
        yield from _section(world, section, language, feeds)


def _section(
    world: World, section: Section, language: str, feeds: Mapping[str, Feed]
) -> Iterator[Sheet]:
    shelf = world.shelf(section, language)
    address = section.address(language, world.municipality)
    feed_address = section.feed_address(language, world.municipality)
    feed = feeds.get(feed_address)
    months = list(months_of(shelf, section, language, world.municipality))
    shared: dict[str, object] = {
        "section": section.code,
        "page_title": section.title(),
        "feed_url": f"{feed_address}.rss" if feed else None,
        "calendar_url": f"{feed_address}.ics" if feed and has_calendar(feed) else None,
    }
    newest: dict[str, object] = {
        "description": section.about(),
        "groups": _groups(world, section, language),
        "months": months,
    }
    if section in (ANNOUNCEMENTS, NOTICES):
        pages = world.readable_in(section, language)
        newest["filters"] = type_filters(world, section, language, pages)
    other = other_language(world.municipality, language)
    twin = section.address(other, world.municipality) if other else None
    if section is not PROJECTS:  # whose list is a page of its own kind: projects.py
        yield Sheet(address, "site/list", language, shared | newest, twin, feed)
    for year_month, url in months:
        # Only this month stands on the page: a list of all would change with each new one.
        of_month: dict[str, object] = {
            "groups": [Group("", shelf.months[year_month])],
            "month": year_month,
            "months": [(year_month, url)],
        }
        has_twin = other and year_month in world.shelf(section, other).months
        twin_of_month = f"{twin}{url.removeprefix(address)}" if has_twin else None
        yield Sheet(url, "site/list", language, shared | of_month, twin_of_month, feed)


def _groups(world: World, section: Section, language: str) -> list[Group]:
    """What is in force or to come stays on the page however old it is; the newest fill it up."""
    match section.code:
        case "announcements":
            return by_state(world.readable_in(section, language))
        case "notices":
            return by_term(world.readable_in(section, language))
        case "events":
            pages, at = world.readable_in(section, language), world.request.at
            return by_week(pages, at=at, municipality=world.municipality)
    newest = world.listed(section.code, language)[:NEWEST]
    return [Group("", newest)] if newest else []
