"""What there is of each district, and the map of all: equal tiles in rough position."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from municipality import District
from publishing.engine.order import in_force_first, under_way_first
from publishing.item_page import ItemPage
from publishing.items import Project
from publishing.kinds import ANNOUNCEMENT, EVENT, NEWS, PROJECT

NEWEST_NEWS = 5
FINISHED_PROJECTS = 6

TileRows = list[list[District | None]]


@dataclass
class DistrictShelf:
    """Only what a district's page shows, however much there ever was."""

    announcements: list[ItemPage] = field(default_factory=list)  # in force first, then planned
    projects: list[ItemPage] = field(default_factory=list)  # under way first
    events: list[ItemPage] = field(default_factory=list)  # on now, then coming
    news: list[ItemPage] = field(default_factory=list)  # the newest first
    all_projects: int = 0

    @property
    def in_force(self) -> int:
        return sum(page.state == "running" for page in self.announcements)

    def put(self, page: ItemPage) -> None:
        is_current = page.state in {"running", "planned"}
        if page.item.kind == ANNOUNCEMENT and is_current:
            self.announcements.append(page)
        elif page.item.kind == EVENT and is_current:
            self.events.append(page)
        elif page.item.kind == PROJECT:
            self.projects.append(page)
            self.all_projects += 1
        elif page.item.kind == NEWS and len(self.news) < NEWEST_NEWS:
            self.news.append(page)

    def finish(self) -> None:
        """Put what was gathered in the order in which it is read."""
        self.announcements = in_force_first(self.announcements)
        self.events = in_force_first(self.events)
        projects = under_way_first(self.projects)
        self.projects = [page for page in projects if not _is_finished(page)]
        self.projects += [page for page in projects if _is_finished(page)][:FINISHED_PROJECTS]


def shelve_by_district(
    pages: Iterable[ItemPage], districts: Iterable[District]
) -> Mapping[District, DistrictShelf]:
    """`pages` come the newest first."""
    shelves = {district: DistrictShelf() for district in districts}
    for page in pages:
        for district in page.item.districts:
            shelves[district].put(page)
    for shelf in shelves.values():
        shelf.finish()
    return shelves


def lay_tiles(districts: Iterable[District]) -> TileRows:
    """The rows of the map, with None where no district is; no row if there is no map."""
    placed = {district.tile: district for district in districts if district.tile}
    columns = range(1, max((column for column, _ in placed), default=0) + 1)
    rows = range(1, max((row for _, row in placed), default=0) + 1)
    return [[placed.get((column, row)) for column in columns] for row in rows]


def _is_finished(page: ItemPage) -> bool:
    return isinstance(page.item.facts, Project) and page.item.facts.stage.is_finished
