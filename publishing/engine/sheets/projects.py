"""The list of projects: by stage, by district, and as data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from publishing.engine.districts import DistrictShelf, shelve_by_district
from publishing.engine.order import under_way_first
from publishing.engine.project_data import project_list, project_table
from publishing.engine.sections import PROJECTS, months_of
from publishing.engine.sheets.districts import list_tiles
from publishing.engine.sheets.sheet import Sheet, other_language
from publishing.engine.world import World
from publishing.feeds import Feed
from publishing.item_page import ItemPage
from publishing.items import Project
from publishing.kinds import PROJECT
from publishing.vocabulary import Stage
from text.language import gettext, ngettext
from text.numbers import say_size

# Of what is finished only the last stand here; the months have all.
FINISHED = 20
# In the order in which people ask: (name of the group, its stages).
_GROUPS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("built", (Stage.CONSTRUCTION,)),
    ("prepared", (Stage.TENDER, Stage.DESIGN, Stage.PLANNED)),
    ("completed", (Stage.COMPLETED,)),
    ("halted", (Stage.PAUSED, Stage.CANCELLED)),
)


def projects_page(world: World, language: str, feeds: Mapping[str, Feed]) -> Sheet:
    """`feeds` goes by the address of the feed."""
    municipality = world.municipality
    projects = world.readable_in(PROJECTS, language)
    shelves = shelve_by_district(projects, municipality.districts)
    shelf = world.shelf(PROJECTS, language)
    name = PROJECT.section(language)
    table = project_table(projects, municipality=municipality)
    data = project_list(projects, municipality=municipality)
    feed = feeds.get(PROJECTS.feed_address(language, municipality))
    other = other_language(municipality, language)
    return Sheet(
        address=PROJECTS.address(language, municipality),
        template="site/projects",
        language=language,
        variables={
            "groups": _by_stage(projects),
            "is_sample": any(page.item.sample for page in projects),
            "tiles": list_tiles(world, shelves, lambda shelf: shelf.all_projects, _say_projects),
            "counts": [(district, _counts(shelf)) for district, shelf in shelves.items()],
            "files": [
                (f"{name}.csv", gettext("CSV for spreadsheets"), say_size(len(table))),
                (f"{name}.json", gettext("JSON for programs"), say_size(len(data))),
            ],
            "months": list(months_of(shelf, PROJECTS, language, municipality)),
            "feed_url": f"{feed.address}.rss" if feed else None,
        },
        alternate=PROJECTS.address(other, municipality) if other else None,
        feed=feed,
        beside={f"{name}.csv": table, f"{name}.json": data},
    )


def _by_stage(projects: Iterable[ItemPage]) -> list[tuple[str, int, list[ItemPage]]]:
    """(group, how many there are, those that are shown), only groups that have any."""
    by_stage: dict[Stage, list[ItemPage]] = defaultdict(list)
    for page in under_way_first(projects):
        if isinstance(page.item.facts, Project):
            by_stage[page.item.facts.stage].append(page)
    groups = []
    for name, stages in _GROUPS:
        number = sum(len(by_stage[stage]) for stage in stages)
        shown = [page for stage in stages for page in _shown(by_stage[stage], stage)]
        if number:
            groups.append((name, number, shown))
    return groups


def _shown(pages: list[ItemPage], stage: Stage) -> list[ItemPage]:
    return pages[:FINISHED] if stage.is_finished else pages


def _counts(shelf: DistrictShelf) -> list[str]:
    number = shelf.all_projects
    return [ngettext("%(num)s project", "%(num)s projects", number)] if number else []


def _say_projects(number: int) -> str:
    return ngettext("project", "projects", number)
