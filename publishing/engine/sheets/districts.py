"""All districts on one page, and everything of each on a page of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from municipality import District
from publishing.engine.districts import DistrictShelf, lay_tiles, shelve_by_district
from publishing.engine.sections import district_address
from publishing.engine.sheets.sheet import Sheet, other_language
from publishing.engine.world import World
from publishing.feeds import Feed
from text.language import ngettext

# (district, number, what the number counts), or None where no district lies.
Tile = tuple[District, int, str] | None


def district_sheets(world: World, language: str, feeds: Iterable[Feed]) -> Iterator[Sheet]:
    districts = world.municipality.districts
    shelves = shelve_by_district(world.readable(language), districts)
    by_page = {feed.page: feed for feed in feeds if feed.group == "district"}
    other = other_language(world.municipality, language)
    yield Sheet(
        address=district_address(language, world.municipality),
        template="site/districts",
        language=language,
        variables={
            "tiles": list_tiles(world, shelves, lambda shelf: shelf.in_force, _say_in_force),
            "counts": [(district, _counts(shelf)) for district, shelf in shelves.items()],
            "is_sample": any(page.sample for page in world.pages),
        },
        alternate=district_address(other, world.municipality) if other else None,
    )
    for district, shelf in shelves.items():
        address = district_address(language, world.municipality, district)
        feed = by_page.get(address)
        yield Sheet(
            address=address,
            template="site/district",
            language=language,
            variables={
                "district": district,
                "shelf": shelf,
                "feed_url": f"{feed.address}.rss" if feed else None,
            },
            alternate=district_address(other, world.municipality, district) if other else None,
            feed=feed,
        )


def list_tiles(
    world: World,
    shelves: Mapping[District, DistrictShelf],
    count: Callable[[DistrictShelf], int],
    say: Callable[[int], str],
) -> list[list[Tile]]:
    """The map's rows, each district with its number; empty if the municipality has no map."""
    return [
        [(each, count(shelves[each]), say(count(shelves[each]))) if each else None for each in row]
        for row in lay_tiles(world.municipality.districts)
    ]


def _counts(shelf: DistrictShelf) -> list[str]:
    """What there is, in words; what there is none of is left out."""
    number, projects, events = shelf.in_force, shelf.all_projects, len(shelf.events)
    said = (
        number and ngettext("%(num)s announcement", "%(num)s announcements", number),
        projects and ngettext("%(num)s project", "%(num)s projects", projects),
        events and ngettext("%(num)s event", "%(num)s events", events),
    )
    return [words for words in said if words]


def _say_in_force(number: int) -> str:
    return ngettext("announcement in force", "announcements in force", number)
