"""In which order items stand in a list."""

from collections.abc import Iterable
from datetime import datetime

from publishing.item_page import ItemPage
from publishing.items import Announcement, Event, Project
from publishing.vocabulary import AnnouncementType, Severity, Stage

_STATES = ("running", "planned", "cancelled", "over", None)
_URGENCY = {severity: rank for rank, severity in enumerate(Severity)}
# What people may die of, then what they cannot do without, then what holds them up.
_DANGER = {
    kind: rank
    for rank, kind in enumerate(
        (
            AnnouncementType.DISASTER,
            AnnouncementType.GAS,
            AnnouncementType.SNOW,
            AnnouncementType.ROAD,
            AnnouncementType.WATER,
            AnnouncementType.ELECTRICITY,
            AnnouncementType.TRANSPORT,
        )
    )
}


def in_force_first(pages: Iterable[ItemPage]) -> list[ItemPage]:
    """Announcements: what runs, the most urgent first; then what is planned, the soonest first."""

    def rank(page: ItemPage) -> tuple[int, int, float]:
        facts = page.item.facts
        severity = 0
        if page.state == "running" and isinstance(facts, Announcement):
            severity = _URGENCY[facts.severity]
        return (_STATES.index(page.state), severity, begins(page).timestamp())

    return sorted(pages, key=rank)


def soonest_first(pages: Iterable[ItemPage]) -> list[ItemPage]:
    return sorted(pages, key=begins)


def begins(page: ItemPage) -> datetime:
    """When an announcement or an event starts; anything else began with its publication."""
    facts = page.item.facts
    return facts.starts if isinstance(facts, Announcement | Event) else page.published_at


def most_dangerous_first(pages: Iterable[ItemPage]) -> list[ItemPage]:
    """Urgent announcements, those about life and limb first, the newest first among equals."""

    def rank(page: ItemPage) -> tuple[int, float]:
        facts = page.item.facts
        kind = facts.type if isinstance(facts, Announcement) else AnnouncementType.GENERAL
        return (_DANGER.get(kind, len(_DANGER)), -page.published_at.timestamp())

    return sorted(pages, key=rank)


def under_way_first(projects: Iterable[ItemPage]) -> list[ItemPage]:
    """What is being built, then every other project; with a picture, and last heard of, first."""

    def rank(page: ItemPage) -> tuple[bool, bool, float]:
        facts = page.item.facts
        is_built = isinstance(facts, Project) and facts.stage is Stage.CONSTRUCTION
        heard_of = max(told.published_at for told in (page, *page.updates))
        return (not is_built, page.picture is None, -heard_of.timestamp())

    return sorted(projects, key=rank)
