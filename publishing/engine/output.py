"""Writes the site: what pages need, items, lists, feeds, and what only the server reads."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from publishing.engine import files
from publishing.engine.causes import Causes
from publishing.engine.findable import list_documents
from publishing.engine.head import Head, head_of_item, head_of_sheet
from publishing.engine.schema_org import Publisher
from publishing.engine.sheets import Sheet, list_sheets
from publishing.engine.world import World
from publishing.feeds import (
    TYPES,
    Feed,
    FeedWriter,
    endings,
    feed_styles,
    group_feeds,
    item_calendar,
    list_feeds,
    opml,
    opml_address,
)
from publishing.item_page import Card, ItemPage
from publishing.items import Item
from publishing.kinds import PAGE
from publishing.memory import Memory
from publishing.tree import Stage, Tree
from search.index import Document, Words, read_words, write_index
from text.language import speaking

SEARCH_INDEX = ".meydan/search.db"


class Output:
    def __init__(
        self,
        world: World,
        environment: Environment,
        tree: Tree,
        cards: Mapping[str, Card],
        memory: Memory,
        causes: Causes,
    ) -> None:
        """`cards` are the municipality's own by language, for the pages that are no item."""
        self._world = world
        self._settings = world.request.settings
        self._environment = environment
        self._tree = tree
        self._cards = cards
        self._memory = memory
        self._causes = causes
        # Reading and hashing each file of the theme once, not once per page.
        static: Any = environment.globals["static"]
        environment.globals["static"] = cache(static)
        self._feeds = list(
            list_feeds(
                world.pages,
                municipality=world.municipality,
                site_url=self._settings.site_url,
                hub=self._settings.hub,
            )
        )
        self._main_feeds: dict[str, Feed] = {}
        self._feeds_of_pages: dict[str, list[Feed]] = defaultdict(list)
        for feed in self._feeds:
            self._main_feeds.setdefault(feed.language, feed)
            # Those of tags lead home, whose head must not name them all.
            if feed.page != self._main_feeds[feed.language].page:
                self._feeds_of_pages[feed.page].append(feed)

    def write_files(self, item_files: Mapping[str, Path]) -> None:
        for path, data in files.copied_files(item_files):
            self._tree.write(path, data, Stage.FILE)
        styles = feed_styles(self._world.municipality, self._settings.site_url)
        for path, data in (*files.theme_files(self._world.municipality), *styles):
            self._tree.write(path, data, Stage.FILE)

    def write_item(self, page: ItemPage) -> None:
        language = page.item.language
        with speaking(language):
            variables = {
                "item": page,
                "description": page.description,
                "card": page.card,
                # No fact of the item: lists and feeds would be made anew after each sharing.
                "shared_at": tuple(self._world.request.post_links.get(page.item.uid, ())),
            }
        for feed in self._feeds_of_pages.get(page.url, ()):
            variables["feed_url"] = f"{feed.address}.rss"
        self._write_page(
            f"{page.url.lstrip('/')}index.html",
            Stage.ITEM,
            template="site/page" if page.item.kind == PAGE else "site/item",
            shell=self._shell(language, page.url),
            variables=variables,
            head=lambda: head_of_item(page, self._publisher(language)),
        )
        self._write_calendar(page)

    def _write_calendar(self, page: ItemPage) -> None:
        if not page.calendar_url:
            return

        def write() -> bytes:
            with speaking(page.item.language):
                return item_calendar(page, self._world.municipality, self._settings.site_url)

        path = page.calendar_url.lstrip("/")
        self._tree.make(path, self._causes.of(page), Stage.FILE, write)

    def write_rest(self, items: Iterable[Item]) -> None:
        """Everything but the items: lists first, then feeds, then what readers do not see."""
        log = self._world.request.log
        with log.timed("lists"):
            # A page that the editors wrote goes before one that the software would make.
            written = {page.url for page in self._world.pages}
            made = list_sheets(self._world, self._feeds)
            sheets = [sheet for sheet in made if sheet.address not in written]
            for sheet in sheets:
                self._write_sheet(sheet)
        with log.timed("feeds"):
            self._write_feeds()
            for path, data in files.sitemaps(self._world, sheets):
                self._tree.write(path, data, Stage.FEED)
            self._tree.write(
                "robots.txt",
                files.robots(self._world.municipality, self._settings.site_url),
                Stage.FEED,
            )
        with log.timed("search"):
            self._write_private(items)

    def _write_sheet(self, sheet: Sheet) -> None:
        card = self._cards[sheet.language]
        self._write_page(
            sheet.file,
            Stage.LIST,
            template=sheet.template,
            shell=self._shell(sheet.language, sheet.address, sheet.feed),
            variables={"alternate_url": sheet.alternate, "card": card, **sheet.variables},
            head=partial(head_of_sheet, sheet, self._publisher(sheet.language))
            if sheet.is_listed
            else None,
        )
        for name, data in sheet.beside.items():
            self._tree.write(f"{sheet.address.lstrip('/')}{name}", data, Stage.LIST)

    def _write_page(
        self,
        file: str,
        stage: Stage,
        *,
        template: str,
        shell: Mapping[str, Any],
        variables: Mapping[str, Any],
        head: Callable[[], Head] | None,
    ) -> None:
        """`head` is called only where the page is drawn: it tells nothing that they do not."""

        def draw() -> bytes:
            with speaking(shell["language"]):
                own = {**variables, "head": head()} if head else variables
                made = self._environment.get_template(f"{template}.html").render(**shell, **own)
            return made.encode()

        self._tree.make(file, self._causes.of(template, shell, variables), stage, draw)

    def _shell(self, language: str, address: str, feed: Feed | None = None) -> dict[str, Any]:
        """What stands around every page."""
        own = [*self._feeds_of_pages.get(address, ()), *([feed] if feed else [])]
        feeds = dict.fromkeys([self._main_feeds[language], *own])
        with speaking(language):
            return {
                "language": language,
                "alerts": self._world.alerts(language),
                "feeds": [_announced(feed) for feed in feeds],
                "is_hidden": self._world.request.drafts,
                # A draft is not asked of readers, and nobody answers where it is shown.
                "page_path": None if self._world.request.drafts else address,
            }

    def _publisher(self, language: str) -> Publisher:
        return Publisher(self._world.municipality, self._settings.site_url, language)

    def _write_feeds(self) -> None:
        writer = FeedWriter()
        everything = self._main_feeds[self._world.municipality.language]
        for feed in self._feeds:
            of_entries = self._causes.of(replace(feed, dated=()))
            of_dates = self._causes.of(replace(feed, entries=()))
            for ending in endings(feed):
                causes = of_dates if ending == "ics" else of_entries
                copies = _COPIES.get(ending, ()) if feed is everything else ()
                for path in (f"{feed.address.lstrip('/')}.{ending}", *copies):
                    self._tree.make(path, causes, Stage.FEED, partial(writer.write, feed, ending))
        municipality = self._world.municipality
        for language in municipality.languages:
            own = [feed for feed in self._feeds if feed.language == language]
            with speaking(language):
                data = opml(group_feeds(own), municipality)
            self._tree.write(opml_address(language, municipality).lstrip("/"), data, Stage.FEED)

    def _write_private(self, items: Iterable[Item]) -> None:
        request = self._world.request
        self._tree.write(".meydan/alerts.json", files.alerts(self._world), Stage.PRIVATE)
        self._tree.write(".meydan/redirects.tsv", files.redirects(self._world), Stage.PRIVATE)
        self._tree.write(".meydan/gone.tsv", files.gone(request, items), Stage.PRIVATE)
        index = self._tree.root / SEARCH_INDEX
        write_index(index, list_documents(self._world), self._read_words)
        self._tree.write(SEARCH_INDEX, index.read_bytes(), Stage.PRIVATE)

    def _read_words(self, document: Document) -> Words:
        name, causes = f"words of {document.url}", self._causes.of(document)
        if known := self._memory.recall(name, causes):
            return Words(*json.loads(known))
        words = read_words(document)
        self._memory.keep(name, causes, json.dumps(words, ensure_ascii=False))
        return words


# Where feed readers look when they are given nothing but the name of the site.
_COPIES = {"rss": ("rss.xml", "feed/index.xml"), "atom": ("atom.xml",)}


def _announced(feed: Feed) -> dict[str, str]:
    return {"title": feed.full_title, "url": f"{feed.address}.atom", "type": TYPES["atom"]}
