"""The lists of the site: which items are on each, and their addresses."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from municipality import District, Municipality
from publishing.addresses import type_path
from publishing.item_page import ItemPage
from publishing.kinds import (
    ANNOUNCEMENT,
    ANSWER,
    DISTRICT_SECTIONS,
    EVENT,
    NEWS,
    NOTICE_SECTIONS,
    PRESS,
    PROJECT,
    Kind,
)
from publishing.vocabulary import AnnouncementType
from text.language import gettext

YearMonth = tuple[int, int]


@dataclass(frozen=True)
class Section:
    """A list of the site: which items are on it, and its words."""

    code: str
    kind: Kind
    title: Callable[[], str]
    about: Callable[[], str]  # for who sees the list among the results of a search engine
    notices_only: bool = False

    def address(self, language: str, municipality: Municipality) -> str:
        if self.notices_only:
            name = NOTICE_SECTIONS.get(language, NOTICE_SECTIONS["en"])
        else:
            name = self.kind.section(language)
        return municipality.path(f"/{name}/", language)

    def holds(self, page: ItemPage) -> bool:
        return page.item.kind == self.kind and page.is_notice == self.notices_only

    def feed_address(self, language: str, municipality: Municipality) -> str:
        """Without an ending; notices have none of their own, but are among the announcements."""
        return municipality.path(f"/rss/{self.kind.section(language)}", language)


ANNOUNCEMENTS = Section(
    "announcements",
    ANNOUNCEMENT,
    lambda: gettext("Announcements"),
    lambda: gettext(
        "Water cuts, closed roads, changes in transport and other announcements: when they begin "
        "and end, and which districts they concern."
    ),
)
NOTICES = Section(
    "notices",
    ANNOUNCEMENT,
    lambda: gettext("Notices"),
    lambda: gettext(
        "Zoning plans on display, tenders, council decisions and recruitment, with their documents."
    ),
    notices_only=True,
)
PROJECTS = Section(
    "projects",
    PROJECT,
    lambda: gettext("Projects"),
    lambda: gettext(
        "What is planned, being built and finished: how far each project is, when it is due "
        "and what it costs."
    ),
)
EVENTS = Section(
    "events",
    EVENT,
    lambda: gettext("Events"),
    lambda: gettext("What is on in the city: when, where and for how much."),
)
SECTIONS = (
    Section(
        "news",
        NEWS,
        lambda: gettext("News"),
        lambda: gettext("News of the municipality: works, services and what goes on in the city."),
    ),
    ANNOUNCEMENTS,
    NOTICES,
    PROJECTS,
    EVENTS,
    Section(
        "press",
        PRESS,
        lambda: gettext("In the press"),
        lambda: gettext("What the press reported about the municipality, with the links."),
    ),
    Section(
        "answers",
        ANSWER,
        lambda: gettext("Questions and answers"),
        lambda: gettext("What citizens asked the municipality, and what it answered."),
    ),
)


def type_address(kind: AnnouncementType, language: str, municipality: Municipality) -> str:
    """The list of the announcements or notices of that type."""
    return municipality.path(type_path(kind, language), language)


def district_address(
    language: str, municipality: Municipality, district: District | None = None
) -> str:
    """`/ilceler/hinis/`, or without a district the page of all."""
    name = DISTRICT_SECTIONS.get(language, DISTRICT_SECTIONS["en"])
    address = municipality.path(f"/{name}/", language)
    return f"{address}{district.slug}/" if district else address


@dataclass
class Shelf:
    """The items of one section in one language, the newest first."""

    pages: list[ItemPage] = field(default_factory=list)
    months: dict[YearMonth, list[ItemPage]] = field(default_factory=lambda: defaultdict(list))


def months_of(
    shelf: Shelf, section: Section, language: str, municipality: Municipality
) -> Iterator[tuple[YearMonth, str]]:
    """Each month that has items and its address, the newest first."""
    address = section.address(language, municipality)
    for year, month in sorted(shelf.months, reverse=True):
        yield (year, month), f"{address}{year}/{month:02d}/"
