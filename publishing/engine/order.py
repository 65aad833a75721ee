"""In which order items stand in a list."""

from collections.abc import Iterable
from datetime import datetime

from publishing.item_page import ItemPage
from publishing.items import Announcement, Project
from publishing.vocabulary import Severity, Stage

_CURRENT = ("running", "planned")
_URGENCY = {severity: rank for rank, severity in enumerate(Severity)}


def in_force_first(pages: Iterable[ItemPage]) -> list[ItemPage]:
    """What runs, the most urgent first; then what is planned; then the rest as it came."""

    def rank(page: ItemPage) -> tuple[int, int, float]:
        if page.state not in _CURRENT:
            return (len(_CURRENT), 0, 0.0)
        facts = page.item.facts
        severity = _URGENCY[facts.severity] if isinstance(facts, Announcement) else 0
        starts = getattr(facts, "starts", None)
        begins = starts.timestamp() if isinstance(starts, datetime) else 0.0
        return (_CURRENT.index(page.state), severity, begins)

    return sorted(pages, key=rank)


def under_way_first(projects: Iterable[ItemPage]) -> list[ItemPage]:
    """What is being built, then every other project; with a picture, and last heard of, first."""

    def rank(page: ItemPage) -> tuple[bool, bool, float]:
        facts = page.item.facts
        is_built = isinstance(facts, Project) and facts.stage is Stage.CONSTRUCTION
        heard_of = max(told.published_at for told in (page, *page.updates))
        return (not is_built, page.picture is None, -heard_of.timestamp())

    return sorted(projects, key=rank)
