"""Pelican with our reader, our pages and our writing, through the seams that it offers."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import Pelican
from pelican.contents import Article, Page
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.writers import Writer

from publishing.cards import Cards
from publishing.content import read_content
from publishing.engine.causes import Causes
from publishing.engine.compiled import CompiledTemplates
from publishing.engine.item_files import ItemFiles
from publishing.engine.output import Output
from publishing.engine.reader import ItemReader
from publishing.engine.rendering import Renderer
from publishing.engine.request import BuildRequest
from publishing.engine.texts import Texts
from publishing.engine.world import World, complete_page, live_items, make_page
from publishing.findings import Finding, Level
from publishing.item_page import ItemPage
from publishing.items import Item
from publishing.kinds import PAGE
from publishing.memory import Memory
from publishing.pictures import Pictures
from publishing.tree import Stage, Tree
from theme.environment import prepare


class Site(Pelican):  # type: ignore[misc]
    """What pelicanconf.py names as PELICAN_CLASS, for `pelican` and for `publish.py` alike."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        request: BuildRequest = self.settings["MEYDAN"]
        memory = Memory(request.memory, Path(self.output_path))
        # Nobody knows what a plugin makes its pages of.
        if request.clean or self.plugins:
            memory.forget()
        self.settings["MEMORY"] = memory
        self.tree = Tree(Path(self.output_path), memory)

    def run(self) -> None:
        request: BuildRequest = self.settings["MEYDAN"]
        memory: Memory = self.settings["MEMORY"]
        with closing(memory):
            super().run()
            self.tree.finish(keep=request.keep)
            memory.save()

    def _get_generator_classes(self) -> list[type]:
        # Pelican offers to add generators, but not to leave out its own for articles.
        ours = {ArticlesGenerator: ItemsGenerator}
        return [ours.get(each, each) for each in super()._get_generator_classes()]

    def _get_writer(self) -> "TreeWriter":
        return TreeWriter(self.output_path, self.settings, self.tree)


class TreeWriter(Writer):  # type: ignore[misc]
    """Writes into the tree, and so only what changed, each file whole or not at all."""

    def __init__(self, output_path: str, settings: dict[str, Any], tree: Tree) -> None:
        super().__init__(output_path, settings)
        self.tree = tree

    def write_file(
        self, name: str, template: Any, context: dict[str, Any], *_: Any, **variables: Any
    ) -> None:
        """As Pelican's, for generators of plugins: without pages of pages, which we do not have."""
        if name:
            html = template.render({**context, **variables})
            self.tree.write(name.lstrip("/"), html.encode(), Stage.LIST)


class ItemsGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Reads our items as Pelican's articles and pages, and writes the whole site of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: BuildRequest = self.settings["MEYDAN"]
        # The command `pelican FOLDER` may name another folder than our settings do.
        self.request = replace(given, settings=replace(given.settings, content=Path(self.path)))
        self.memory: Memory = self.settings["MEMORY"]
        self.files: dict[str, Path] = {}
        self._contents: dict[ItemPage, Article | Page] = {}
        self.env.bytecode_cache = CompiledTemplates(self.request.templates_cache)
        prepare(self.env, self.request.settings.municipality)

    def check_disabled_readers(self) -> None:
        """Nothing to check: which files are items is not decided by readers."""

    def generate_context(self) -> None:
        log = self.request.log
        with log.timed("read"):
            content = self.request.content or read_content(self.request.settings)
        with log.timed("render"):
            items = live_items(content.items, self.request)
            pictures = Pictures(self.request.pictures_cache)
            files = ItemFiles(
                self.request.settings.content,
                {item.path: item.address for item in items},
                pictures,
            )
            files.redraw_all(items)
            self.causes = Causes(self.request.settings)
            texts = Texts(files, Renderer(self.env), self.memory, self.causes)
            reader: ItemReader = self.readers.readers["md"]
            reader.prepare({item.path: item for item in items}, texts)
            pages = [self._read(item, reader, files) for item in items]
        with log.timed("cards"):
            self._draw_cards(pages, pictures)
        self.world = World(self.request, pages)
        self.items = content.items
        log.items = len(pages)
        self._tell_plugins()

    def generate_output(self, writer: TreeWriter) -> None:
        output = Output(self.world, self.env, writer.tree, self.cards, self.memory, self.causes)
        with self.request.log.timed("items"):
            output.write_files(self.files)
            for page in self.world.pages:
                signals.article_generator_write_article.send(self, content=self._contents[page])
                output.write_item(page)
        self.request.once_items_stand(writer.tree.entries)
        output.write_rest(self.items)
        signals.article_writer_finalized.send(self, writer=writer)

    def _read(self, item: Item, reader: ItemReader, files: ItemFiles) -> ItemPage:
        is_page = item.kind == PAGE
        content = self.readers.read_file(
            base_path=self.path,
            path=str(item.path),
            content_class=Page if is_page else Article,
            context=self.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=self,
            context_signal=signals.article_generator_context,
            context_sender=self,
        )
        rendered = reader.rendered.pop(item.path)
        page = make_page(item, self.request)
        # From Pelican's object, because a plugin may have changed it.
        page.html = Markup(content.content)  # noqa: S704 (sanitised by the reader)
        complete_page(page, rendered, files)
        self.files |= rendered.files
        if rendered.problems:
            self._note(item, rendered.problems)
        self._contents[page] = content
        self.add_source_path(content)
        return page

    def _draw_cards(self, pages: Iterable[ItemPage], pictures: Pictures) -> None:
        municipality = self.request.settings.municipality
        cards = Cards(self.request.cards_cache, municipality, pictures)
        self.cards = {each: cards.of_municipality(each) for each in municipality.languages}
        for page in pages:
            page.card = cards.of_item(page.item)
            self.files[page.card.src] = page.card.file
        self.files |= {card.src: card.file for card in self.cards.values()}

    def _note(self, item: Item, problems: Iterable[str]) -> None:
        shown = self.request.settings.shown(item.path)
        self.request.log.problems += [
            Finding(shown, item.body_line, 1, "D051", problem, Level.WARNING)
            for problem in problems
        ]

    def _tell_plugins(self) -> None:
        """What plugins expect of Pelican's own generator."""
        contents = self._contents.values()
        self.articles = [content for content in contents if isinstance(content, Article)]
        self.dates = list(self.articles)
        self.context["pages"] = [content for content in contents if isinstance(content, Page)]
        self._update_context(("articles", "dates"))
        signals.article_generator_finalized.send(self)
