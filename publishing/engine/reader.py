"""Pelican's reader of our content files: our header, our Markdown, our sanitising."""

from pathlib import Path
from typing import Any

from pelican.contents import Category, Tag
from pelican.readers import MarkdownReader

from publishing.engine.item_files import Rendered
from publishing.engine.texts import Texts
from publishing.items import Item


class ItemReader(MarkdownReader):  # type: ignore[misc]
    """Gives Pelican items that `publishing.content` has read; it opens no file itself.

    Python-Markdown's own header parser accepts neither Turkish letters nor spaces in a key.
    """

    def prepare(self, items: dict[Path, Item], texts: Texts) -> None:
        self._items = items
        self._texts = texts
        self.rendered: dict[Path, Rendered] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        item = self._items[Path(source_path)]
        rendered = self._texts.render(item)
        self.rendered[item.path] = rendered
        return rendered.html, {
            "title": item.title,
            "date": item.date,
            "slug": item.slug,
            "lang": item.language,
            "status": "published",
            "summary": item.summary,
            "category": Category(item.kind.section(item.language) or item.kind.code, self.settings),
            "tags": [Tag(tag, self.settings) for tag in item.tags],
            "url": item.address.lstrip("/"),
            "save_as": f"{item.address.lstrip('/')}index.html",
            "uid": item.uid,
        }
