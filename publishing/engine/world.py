"""All live items of a build and how they stand to each other."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from municipality import Municipality
from publishing.engine.item_files import ItemFiles, Rendered
from publishing.engine.order import most_dangerous_first
from publishing.engine.projects import join_projects
from publishing.engine.rendering import plain_text
from publishing.engine.request import BuildRequest
from publishing.engine.sections import SECTIONS, Section, Shelf, type_address
from publishing.item_page import Document, ItemPage, Picture, is_past, state_of
from publishing.items import MOST_TAGS, Announcement, Item, Project, Shown
from publishing.kinds import PAGE
from publishing.vocabulary import Severity
from text.dates import day_of
from text.numbers import say_size

RELATED = 3


class World:
    """Made of every live item, the newest first; nothing in it depends on when it is made."""

    def __init__(self, request: BuildRequest, pages: list[ItemPage]) -> None:
        self.request = request
        self.municipality = request.settings.municipality
        self.pages = pages
        self._shelves: dict[tuple[str, str], Shelf] = defaultdict(Shelf)
        for page in pages:
            self._put_on_shelves(page)
        self._join_translations()
        join_projects(pages, municipality=self.municipality, at=request.at)
        self._relate()

    def shelf(self, section: Section, language: str) -> Shelf:
        return self._shelves[section.code, language]

    def listed(self, code: str, language: str) -> list[ItemPage]:
        return self._shelves[code, language].pages

    def readable(self, language: str) -> list[ItemPage]:
        """Every item once: in this language, else, marked as such, in the main one."""
        main = self.municipality.language
        return [
            page
            for page in self.pages
            if page.item.language == language
            or (page.item.language == main and not page.is_translated_into(language))
        ]

    def readable_in(self, section: Section, language: str) -> list[ItemPage]:
        """What the section holds, for lists from which nothing may be missing."""
        return [page for page in self.readable(language) if section.holds(page)]

    def alerts(self, language: str) -> tuple[ItemPage, ...]:
        """The urgent announcements in force, what endangers life first."""
        return self._alerts[language]

    @cached_property
    def _alerts(self) -> Mapping[str, tuple[ItemPage, ...]]:
        return {
            language: tuple(most_dangerous_first(filter(_is_urgent, self.readable(language))))
            for language in self.municipality.languages
        }

    def _put_on_shelves(self, page: ItemPage) -> None:
        day = day_of(page.published_at, self.municipality.time_zone)
        for section in SECTIONS:
            if section.kind != page.item.kind:
                continue
            shelf = self._shelves[section.code, page.item.language]
            if section.notices_only and not page.is_notice:
                continue
            # A notice's address is below the announcements', so their months list it too.
            shelf.months[day.year, day.month].append(page)
            if section.notices_only == page.is_notice:
                shelf.pages.append(page)

    def _join_translations(self) -> None:
        pairs: dict[Path, list[ItemPage]] = defaultdict(list)
        for page in self.pages:
            pairs[page.item.pair].append(page)
        for page in self.pages:
            for other in pairs[page.item.pair]:
                if other is not page:
                    page.translation = other

    def _relate(self) -> None:
        """Relate each item to older ones only, so that a new item changes no older page."""
        recent: dict[tuple[str, str], deque[ItemPage]] = defaultdict(lambda: deque(maxlen=RELATED))
        for page in reversed(self.pages):
            keys = [(page.item.language, tag) for tag in page.item.tags]
            found = dict.fromkeys(other for key in keys for other in reversed(recent[key]))
            page.related = tuple(found)[:RELATED]
            # A page such as the accessibility statement tells nothing of what happens in the town.
            if page.item.kind != PAGE:
                for key in keys:
                    recent[key].append(page)


def make_page(item: Item, request: BuildRequest) -> ItemPage:
    """The item with its addresses and times; its HTML, picture and neighbours come later."""
    municipality = request.settings.municipality
    zone = municipality.time_zone
    search = municipality.path("/ara/", item.language)
    return ItemPage(
        item=item,
        url=item.address,
        absolute_url=request.settings.site_url + item.address,
        published_at=item.date,
        updated_at=_updated_at(item, zone),
        state=state_of(item, request.at, zone),
        is_past=is_past(item, request.at, zone),
        type_url=_type_url(item, municipality),
        # A tag has no page of its own; the search finds what carries it.
        tags=tuple((tag, f"{search}?q={quote(tag)}") for tag in item.tags[:MOST_TAGS]),
    )


def _type_url(item: Item, municipality: Municipality) -> str | None:
    if not isinstance(item.facts, Announcement):
        return None
    return type_address(item.facts.type, item.language, municipality)


def complete_page(page: ItemPage, rendered: Rendered, files: ItemFiles) -> None:
    """Give the page its words, picture and documents; their files join the rendered ones."""
    item = page.item
    page.text = plain_text(str(page.html))
    image = Shown(item.image, item.image_alt) if item.image else None
    page.picture = _picture(image, rendered, files)
    if isinstance(item.facts, Announcement | Project):
        page.documents = tuple(_documents(item, item.facts.documents, rendered, files))
    if isinstance(item.facts, Project):
        page.before = _picture(item.facts.before, rendered, files)
        page.after = _picture(item.facts.after, rendered, files)


def _picture(shown: Shown | None, rendered: Rendered, files: ItemFiles) -> Picture | None:
    redrawn = files.redraw(shown.file, rendered) if shown else None
    return redrawn.as_picture(shown.alt) if shown and redrawn else None


def _documents(
    item: Item, sources: Iterable[str], rendered: Rendered, files: ItemFiles
) -> Iterator[Document]:
    for source in sources:
        file = files.find_file(item, source)
        if source.startswith(("https://", "http://")):
            yield Document(source, source)
        elif file and (address := files.publish_document(item, file, rendered)):
            kind = file.suffix.lstrip(".").upper()
            yield Document(f"{file.stem} ({kind}, {say_size(file.stat().st_size)})", address)


def live_items(items: Iterable[Item], request: BuildRequest) -> list[Item]:
    """What readers may see, the newest first; the uid decides between equal moments."""
    live = [item for item in items if request.drafts or item.is_live(request.at)]
    return sorted(live, key=lambda item: (-item.date.timestamp(), item.uid))


def _is_urgent(page: ItemPage) -> bool:
    facts = page.item.facts
    is_urgent = isinstance(facts, Announcement) and facts.severity is Severity.URGENT
    return is_urgent and page.state == "running"


def _updated_at(item: Item, zone: str) -> datetime:
    """The last correction's day, else the moment of publication; never when a file was saved."""
    days = [correction.day for correction in item.corrections]
    if not days:
        return item.date
    corrected = datetime.combine(max(days), time(), ZoneInfo(zone))
    return max(item.date, corrected.astimezone(UTC))
