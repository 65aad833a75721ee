"""The announcements of each type: in which districts there is one now, and where one is planned."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from publishing.engine.order import in_force_first
from publishing.engine.sections import ANNOUNCEMENTS, NOTICES, Section, type_address
from publishing.engine.sheets.grouping import by_district, by_term
from publishing.engine.sheets.sheet import Sheet, other_language
from publishing.engine.world import World
from publishing.feeds import Feed
from publishing.item_page import ItemPage
from publishing.items import Announcement
from publishing.vocabulary import AnnouncementType
from text.language import gettext

_TITLES: Mapping[AnnouncementType, Callable[[], str]] = {
    AnnouncementType.WATER: lambda: gettext("Water cuts"),
    AnnouncementType.ELECTRICITY: lambda: gettext("Power cuts"),
    AnnouncementType.GAS: lambda: gettext("Gas cuts"),
    AnnouncementType.ROAD: lambda: gettext("Road works and closures"),
    AnnouncementType.TRANSPORT: lambda: gettext("Changes in transport"),
    AnnouncementType.SNOW: lambda: gettext("Snow and ice"),
    AnnouncementType.DISASTER: lambda: gettext("Disasters and emergencies"),
    AnnouncementType.GENERAL: lambda: gettext("General announcements"),
    AnnouncementType.ZONING: lambda: gettext("Zoning plans on display"),
    AnnouncementType.TENDER: lambda: gettext("Tenders"),
    AnnouncementType.COUNCIL: lambda: gettext("Council decisions"),
    AnnouncementType.RECRUITMENT: lambda: gettext("Recruitment"),
}
_NONE_NOW: Mapping[AnnouncementType, Callable[[], str]] = {
    AnnouncementType.WATER: lambda: gettext("There is no water cut at the moment."),
    AnnouncementType.ELECTRICITY: lambda: gettext("There is no power cut at the moment."),
    AnnouncementType.GAS: lambda: gettext("There is no gas cut at the moment."),
    AnnouncementType.ROAD: lambda: gettext("No road is closed or narrowed at the moment."),
}


def announcement_sheets(world: World, language: str, feeds: Mapping[str, Feed]) -> Iterator[Sheet]:
    """`feeds` goes by the address of the feed."""
    feed_address = ANNOUNCEMENTS.feed_address(language, world.municipality)
    feed = feeds.get(feed_address)
    listed = {each: world.readable_in(each, language) for each in (ANNOUNCEMENTS, NOTICES)}
    for kind in AnnouncementType:
        section = NOTICES if kind.is_notice else ANNOUNCEMENTS
        pages = [page for page in listed[section] if _type_of(page) is kind]
        variables = {
            "section": section.code,
            "section_title": section.title(),
            "page_title": _TITLES[kind](),
            "filters": type_filters(world, section, language, listed[section], chosen=kind),
            "feed_url": f"{feed_address}.rss" if feed else None,
            **(_by_term(pages) if kind.is_notice else _by_district(world, pages, kind)),
        }
        other = other_language(world.municipality, language)
        twin = type_address(kind, other, world.municipality) if other else None
        address = type_address(kind, language, world.municipality)
        template = "site/list" if kind.is_notice else "site/type"
        yield Sheet(address, template, language, variables, twin, feed)


def type_filters(
    world: World,
    section: Section,
    language: str,
    pages: Iterable[ItemPage],
    chosen: AnnouncementType | None = None,
) -> list[tuple[str, str, bool]]:
    """(words, address, whether it is the list that is shown) of all and of each type.

    The words say how many are not past.
    """
    current = [page for page in pages if not page.is_past]
    counts = {kind: sum(_type_of(page) is kind for page in current) for kind in AnnouncementType}
    all_address = section.address(language, world.municipality)
    return [
        (gettext("All"), all_address, chosen is None),
        *(
            (
                f"{_TITLES[kind]()} ({count})" if count else _TITLES[kind](),
                type_address(kind, language, world.municipality),
                chosen is kind,
            )
            for kind, count in counts.items()
            if kind.is_notice == (section is NOTICES)
        ),
    ]


def _by_district(
    world: World, pages: Sequence[ItemPage], kind: AnnouncementType
) -> dict[str, object]:
    current = in_force_first(page for page in pages if not page.is_past)
    running = [page for page in current if page.state == "running"]
    later = [page for page in current if page.state != "running"]
    none_now = _NONE_NOW.get(kind, lambda: gettext("There is no such announcement at the moment."))
    concerned = {district for page in current for district in page.item.districts}
    return {
        "items": current,
        "none_now": none_now(),
        "running": list(by_district(running, world.municipality)),
        "planned": list(by_district(later, world.municipality)),
        "quiet": [each for each in world.municipality.districts if each not in concerned],
    }


def _by_term(pages: Sequence[ItemPage]) -> dict[str, object]:
    return {"groups": by_term(pages), "months": []}


def _type_of(page: ItemPage) -> AnnouncementType | None:
    return page.item.facts.type if isinstance(page.item.facts, Announcement) else None
