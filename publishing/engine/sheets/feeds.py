"""The page that says what feeds are, and lists all of them."""

from collections.abc import Iterable

from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World
from publishing.feeds import FORMATS, Feed, group_feeds, has_calendar, opml_address

_FORMAT_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON", "ics": "iCalendar"}


def feeds_page(world: World, language: str, feeds: Iterable[Feed]) -> Sheet:
    groups = [
        (heading, [(feed.title, _formats(feed)) for feed in entries])
        for heading, entries in group_feeds(feeds).items()
    ]
    url = opml_address(language, world.municipality)
    return fixed(world, "/rss/", "site/feeds", language, groups=groups, opml_url=url)


def _formats(feed: Feed) -> list[tuple[str, str]]:
    formats = [*FORMATS, "ics"] if has_calendar(feed) else FORMATS
    return [(_FORMAT_NAMES[name], f"{feed.address}.{name}") for name in formats]
