"""The page that says what feeds are, and lists all of them."""

from collections.abc import Iterable

from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World
from publishing.feeds import FORMATS, Feed, has_calendar
from text.language import gettext

_FORMAT_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON", "ics": "iCalendar"}


def feeds_page(world: World, language: str, feeds: Iterable[Feed]) -> Sheet:
    groups: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {
        gettext("By subject"): [],
        gettext("By district"): [],
        gettext("By project"): [],
        gettext("By tag"): [],
    }
    by_depth = dict(zip(("", "district", "project", "tag"), groups.values(), strict=True))
    for feed in feeds:
        by_depth[feed.group].append((feed.title, _formats(feed)))
    shown = [(heading, entries) for heading, entries in groups.items() if entries]
    return fixed(world, "/rss/", "site/feeds", language, groups=shown)


def _formats(feed: Feed) -> list[tuple[str, str]]:
    formats = [*FORMATS, "ics"] if has_calendar(feed) else FORMATS
    return [(_FORMAT_NAMES[name], f"{feed.address}.{name}") for name in formats]
