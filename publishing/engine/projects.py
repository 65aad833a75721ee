"""Joins projects with what tells of them: updates, announcements, events, translations."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from municipality import Municipality
from publishing.engine.order import in_force_first
from publishing.item_page import ItemPage, Progress
from publishing.items import Project, Update
from publishing.kinds import PROJECT
from text.dates import day_of


def join_projects(pages: Sequence[ItemPage], *, municipality: Municipality, at: datetime) -> None:
    """`pages` are all of the site, the newest first, their translations known."""
    projects = [page for page in pages if page.item.kind == PROJECT]
    find = _Finder(projects, municipality.language)
    told: dict[ItemPage, list[ItemPage]] = {project: [] for project in projects}
    for page in pages:
        page.project = find(page)
        if page.project and page.project.item.language == page.item.language:
            told[page.project].append(page)
    for project in projects:
        project.updates = [page for page in told[project] if isinstance(page.item.facts, Update)]
    for project in projects:
        _complete(project, told, municipality.time_zone, at)


class _Finder:
    """Finds the project that an item tells of: in the item's language, else in the main one."""

    def __init__(self, projects: Iterable[ItemPage], main: str) -> None:
        self._main = main
        self._projects: dict[tuple[object, str], ItemPage] = {}
        for page in reversed(list(projects)):
            # Of two with the same name the newer one is meant.
            self._projects[page.item.name, page.item.language] = page
            if page.item.folder:
                self._projects[page.item.folder, page.item.language] = page

    def __call__(self, page: ItemPage) -> ItemPage | None:
        facts = page.item.facts
        named = facts.project if isinstance(facts, Update) else page.item.about
        if named is None:
            return None
        own = self._projects.get((named, page.item.language))
        return own or self._projects.get((named, self._main))


def _complete(
    project: ItemPage, told: dict[ItemPage, list[ItemPage]], zone: str, at: datetime
) -> None:
    """What is told in another language only is told here too: a reader can ask what it says."""
    own = told[project]
    others = told.get(project.translation, []) if project.translation else []
    everything = own + [page for page in others if page.translation not in {*own}]
    everything.sort(key=lambda page: page.published_at, reverse=True)
    project.timeline = [page for page in everything if isinstance(page.item.facts, Update)]
    project.current = in_force_first(
        page for page in everything if page.state in {"running", "planned"}
    )
    facts = project.item.facts
    if isinstance(facts, Project):
        project.progress = _progress(project, [*own, *others], zone)
        is_late = facts.due is not None and facts.due < day_of(at, zone)
        project.is_overdue = is_late and not facts.stage.is_finished


def _progress(project: ItemPage, told: Iterable[ItemPage], zone: str) -> Progress | None:
    """What was measured last, be it in an update or in the project itself."""
    measured: list[tuple[date, Progress]] = []
    for page in told:
        if isinstance(page.item.facts, Update) and page.item.facts.percent is not None:
            day = day_of(page.published_at, zone)
            measured.append((day, Progress(page.item.facts.percent, page.published_at)))
    undated = None
    for page in filter(None, (project, project.translation)):
        facts = page.item.facts
        if not isinstance(facts, Project) or facts.percent is None:
            continue
        if facts.measured_on:
            measured.append((facts.measured_on, Progress(facts.percent, facts.measured_on)))
        undated = undated or Progress(facts.percent, None)
    # A percentage without a day cannot be newer than one with a day.
    return max(measured, key=lambda each: each[0])[1] if measured else undated
