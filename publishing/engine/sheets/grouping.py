"""What stands together in a list, and under which heading."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from municipality import Municipality
from publishing.engine.order import begins, in_force_first, soonest_first
from publishing.item_page import ItemPage
from text.dates import day_of, say_week
from text.language import current_language, gettext

NEWEST = 20
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Group:
    title: str  # "": the list's only group needs none
    items: Sequence[ItemPage]
    anchor: str | None = None
    detail: str = ""  # said beside the title


def by_state(pages: Iterable[ItemPage]) -> list[Group]:
    """Announcements in force, planned and called off; what is over has left the list."""
    current = in_force_first(page for page in pages if not page.is_past)
    titles = {
        "running": gettext("Happening now"),
        "planned": gettext("Coming up"),
        "cancelled": gettext("Called off"),
    }
    groups = [
        Group(title, [page for page in current if page.state == state], state)
        for state, title in titles.items()
    ]
    return [group for group in groups if group.items]


def by_term(pages: Sequence[ItemPage]) -> list[Group]:
    """Legal notices whose term runs, and the newest of those whose term is over."""
    running = in_force_first(page for page in pages if not page.is_past)
    over = [page for page in pages if page.is_past][: max(NEWEST - len(running), 0)]
    groups = [Group(gettext("Open now"), running), Group(gettext("Term over"), over)]
    return [group for group in groups if group.items]


def by_week(pages: Sequence[ItemPage], *, at: datetime, municipality: Municipality) -> list[Group]:
    """Events of this week, the next and later, the soonest first, then those that are past."""
    zone = municipality.time_zone
    today = day_of(at, zone)
    monday = today - timedelta(days=today.weekday())
    coming = soonest_first(page for page in pages if not page.is_past)
    past = soonest_first(page for page in pages if page.is_past)[::-1]
    weeks = (_week_of(gettext("This week"), monday), _week_of(gettext("Next week"), monday + WEEK))
    days = [max(day_of(begins(page), zone), today) for page in coming]
    groups = [
        Group(title, [p for p, day in zip(coming, days, strict=True) if has(day)], detail=detail)
        for title, detail, has in (
            *weeks,
            (gettext("Later"), "", lambda day: day >= monday + 2 * WEEK),
        )
    ]
    groups.append(Group(gettext("Past"), past[: max(NEWEST - len(coming), 0)]))
    return [group for group in groups if group.items]


def by_district(pages: Iterable[ItemPage], municipality: Municipality) -> Iterator[Group]:
    """Each district that something concerns; first what concerns all of them."""
    listed = list(pages)
    everywhere = [page for page in listed if _is_everywhere(page, municipality)]
    if everywhere:
        yield Group(gettext("In all districts"), everywhere)
    for district in municipality.districts:
        own = [page for page in listed if district in page.item.districts]
        own = [page for page in own if page not in everywhere]
        if own:
            yield Group(district.name, own, district.slug)


def _is_everywhere(page: ItemPage, municipality: Municipality) -> bool:
    named = set(page.item.districts)
    return not named or named == set(municipality.districts)


def _week_of(title: str, monday: date) -> tuple[str, str, Callable[[date], bool]]:
    said = say_week(monday, monday + timedelta(days=6), current_language())
    return title, said, lambda day: monday <= day < monday + WEEK
