"""The list of each section, and of each of its months."""

from collections.abc import Iterator, Mapping

from publishing.engine.order import in_force_first
from publishing.engine.sections import SECTIONS, Section, months_of
from publishing.engine.sheets.sheet import Sheet, other_language
from publishing.engine.world import World
from publishing.feeds import Feed

NEWEST = 20


def section_sheets(world: World, language: str, feeds: Mapping[str, Feed]) -> Iterator[Sheet]:
    """`feeds` goes by the address of the feed."""
    for section in SECTIONS:
        yield from _section(world, section, language, feeds)


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
