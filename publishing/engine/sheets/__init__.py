"""The pages of the site that are not an item, one module for each thing that people look for."""

from collections.abc import Iterator, Sequence

from publishing.engine.sheets.accessibility import accessibility_statement
from publishing.engine.sheets.announcements import announcement_sheets
from publishing.engine.sheets.districts import district_sheets
from publishing.engine.sheets.faults import fault_sheets
from publishing.engine.sheets.feeds import feeds_page
from publishing.engine.sheets.home import home
from publishing.engine.sheets.lists import section_sheets
from publishing.engine.sheets.projects import projects_page
from publishing.engine.sheets.services import service_sheets
from publishing.engine.sheets.sheet import Sheet, other_language
from publishing.engine.sheets.verification import verification_page
from publishing.engine.world import World
from publishing.feeds import Feed
from text.language import speaking

__all__ = ["Sheet", "list_sheets", "other_language"]


def list_sheets(world: World, feeds: Sequence[Feed]) -> Iterator[Sheet]:
    for language in world.municipality.languages:
        with speaking(language):
            own_feeds = {feed.address: feed for feed in feeds if feed.language == language}
            yield home(world, language)
            yield from section_sheets(world, language, own_feeds)
            yield from announcement_sheets(world, language, own_feeds)
            yield from district_sheets(world, language, own_feeds.values())
            yield projects_page(world, language, own_feeds)
            yield feeds_page(world, language, own_feeds.values())
            yield from service_sheets(world, language)
            yield verification_page(world, language)
            yield accessibility_statement(world, language)
            yield from fault_sheets(world, language)
