"""The home page: what matters today, at a glance."""

from collections import Counter
from collections.abc import Sequence

from publishing.engine.order import in_force_first, soonest_first, under_way_first
from publishing.engine.sections import ANNOUNCEMENTS, EVENTS, type_address
from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World
from publishing.item_page import ItemPage
from publishing.items import Announcement
from publishing.vocabulary import AnnouncementType

_RUNNING, _PLANNED, _NEWS, _PROJECTS, _EVENTS, _ANSWERS = 6, 3, 5, 3, 5, 3


def home(world: World, language: str) -> Sheet:
    announcements = world.readable_in(ANNOUNCEMENTS, language)
    current = in_force_first(page for page in announcements if not page.is_past)
    running = [page for page in current if page.state == "running"]
    later = [page for page in current if page.state != "running"]
    coming = [page for page in world.readable_in(EVENTS, language) if not page.is_past]
    news = world.listed("news", language)[:_NEWS]
    # The first is drawn large, so it is the newest that has something to show.
    lead = _newest_with_picture(news)
    return fixed(
        world,
        "/",
        "site/home",
        language,
        water_url=type_address(AnnouncementType.WATER, language, world.municipality),
        types=_types(world, running, language),
        running=running[:_RUNNING],
        planned=later[:_PLANNED],
        news=sorted(news, key=lambda page: page is not lead),
        projects=under_way_first(world.listed("projects", language))[:_PROJECTS],
        events=soonest_first(coming)[:_EVENTS],
        answers=world.listed("answers", language)[:_ANSWERS],
    )


def _types(
    world: World, running: Sequence[ItemPage], language: str
) -> list[tuple[AnnouncementType, int, str]]:
    """Each type of which something runs, how much, and the address of its list."""
    counts = Counter(
        page.item.facts.type for page in running if isinstance(page.item.facts, Announcement)
    )
    return [
        (kind, counts[kind], type_address(kind, language, world.municipality))
        for kind in AnnouncementType
        if counts[kind]
    ]


def _newest_with_picture(pages: Sequence[ItemPage]) -> ItemPage | None:
    return next((page for page in pages if page.picture), None)
