"""Gives what Markdown makes of a text the form that our pages have."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from publishing.charts import NAMES as CHART_NAMES
from publishing.charts import Table
from publishing.engine.trail import Trail
from publishing.items import Item
from publishing.targets import PICTURE_TYPES, split_target
from text.language import gettext
from text.turkish import fold

# Stands where something will be drawn, followed by one more character that says what. Nobody
# writes these two, and no id is made of them.
_MARK, _FIRST = "\U0010fffd", 0xF0000
_QUIET_NOTES = {"not", "note", "bilgi", "info", "ipucu", "tip", "ornek", "example"}


class Elements(Treeprocessor):
    """Gives headings, pictures, links and tables of one item what a page needs."""

    def __init__(self, markdown: Markdown, environment: Environment) -> None:
        super().__init__(markdown)
        self._environment = environment
        self._first_picture = True
        self.drawn: dict[str, str] = {}  # what takes the place of marks in the text

    def begin(self, item: Item, files: Trail) -> None:
        self._item = item
        self._files = files
        # The picture of the header stands above the text, so it is the first one.
        self._first_picture = item.image is None
        self._charts = 0
        self.drawn.clear()

    def run(self, root: ElementTree.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter()):
            match element.tag:
                case "h1":
                    # The page has its one h1: the title.
                    element.tag = "h2"
                case "img":
                    self._place_picture(element, parents)
                case "a":
                    self._point_link(element)
                case "th" | "td":
                    _align(element)
                case "table":
                    _name_rows(element)
                    _make_scrollable(element, parents[element])
                case "div" if "admonition" in element.get("class", ""):
                    self._place_note(element, fold(element.get("class", "").split()[-1]))

    def _place_picture(
        self,
        element: ElementTree.Element,
        parents: Mapping[ElementTree.Element, ElementTree.Element],
    ) -> None:
        source = element.get("src", "")
        file = self._files.find_file(source)
        redrawn = self._files.redraw(file) if file else None
        if redrawn is None:
            # Its description stays, so that a reader knows what should be here.
            alt = element.get("alt", "")
            element.tag, element.text = "em", alt
            element.attrib.clear()
            return
        caption = element.attrib.pop("title", None)
        # `![-](…)` says on purpose that a picture only decorates.
        alt = "" if element.get("alt") == "-" else element.get("alt", "")
        self._draw(element, "item", "picture", redrawn.as_picture(alt), self._first_picture)
        self._first_picture = False
        _make_figure(parents.get(element), caption)

    def _place_note(self, note: ElementTree.Element, name: str) -> None:
        if name in CHART_NAMES:
            self._place_chart(note)
        else:
            _name_note(note, name)

    def _place_chart(self, block: ElementTree.Element) -> None:
        """`!!! grafik "Title"` with a table becomes a figure: the title, the bars, the table."""
        block.tag = "figure"
        block.attrib.clear()
        if (title := _title_of(block)) is None:
            return
        self._charts += 1
        title.tag = "figcaption"
        title.attrib = {"id": f"b-grafik-{self._charts}"}
        _embolden(title)
        table = _read_table(block, self._item.language)
        if not table.find_faults():
            bars = ElementTree.Element("span")
            block.insert(1, bars)
            self._draw(bars, "chart", "bars", table.read(), title.get("id"))

    def _draw(self, element: ElementTree.Element, file: str, macro: str, *values: object) -> None:
        """Put what a macro of the theme draws in the place of the element.

        Editors may write none of its tags, so it takes its place after the cleaning.
        """
        module: Any = self._environment.get_template(f"components/{file}.html").module
        mark = _MARK + chr(_FIRST + len(self.drawn))
        self.drawn[mark] = str(getattr(module, macro)(*values)).strip()
        element.tag, element.text = "span", mark
        element.attrib.clear()

    def _point_link(self, element: ElementTree.Element) -> None:
        href = element.get("href", "")
        parts = split_target(href)
        if parts is None or parts.scheme or parts.netloc or not parts.path:
            return
        file = self._files.find_file(href)
        if parts.path.endswith(".md"):
            self._point_to_item(element, file, parts.fragment)
        elif file and (address := self._publish(file)):
            element.set("href", address)

    def _publish(self, file: Path) -> str | None:
        if file.suffix.lower() not in PICTURE_TYPES:
            return self._files.publish_document(file)
        # The camera's own picture may say where it was taken.
        redrawn = self._files.redraw(file)
        return redrawn.main.address if redrawn else None

    def _point_to_item(
        self, element: ElementTree.Element, file: Path | None, fragment: str
    ) -> None:
        address = self._files.find_address(file) if file else None
        if address is None:
            # A draft's address must not stand on a public page.
            del element.attrib["href"]
            return
        element.set("href", f"{address}#{fragment}" if fragment else address)


def _read_table(block: ElementTree.Element, language: str) -> Table:
    """The words of the block's first table; an empty one where there is none."""
    table = block.find("table")
    rows = [] if table is None else list(table.iter("tr"))
    words = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]
    return Table(words[0] if words else [], words[1:], language)


def _title_of(note: ElementTree.Element) -> ElementTree.Element | None:
    """None where the editor wrote `""` for it."""
    first = next(iter(note), None)
    return first if first is not None and first.get("class") == "admonition-title" else None


def _align(cell: ElementTree.Element) -> None:
    align = cell.attrib.pop("align", None)
    if align in {"right", "center"}:
        cell.set("class", align)
    if cell.tag == "th" and "scope" not in cell.attrib:
        cell.set("scope", "col")


def _name_rows(table: ElementTree.Element) -> None:
    """Where the corner of a table is empty, the first cell of each row is its name."""
    corner = table.find("thead/tr/th")
    if corner is None or len(corner) or (corner.text or "").strip():
        return
    corner.tag = "td"
    for row in table.iterfind("tbody/tr"):
        name = row.find("td")
        if name is not None:
            name.tag = "th"
            name.set("scope", "row")


def _make_scrollable(table: ElementTree.Element, parent: ElementTree.Element) -> None:
    """A wide table scrolls by itself, also by keyboard, and never the page."""
    frame = ElementTree.Element("div")
    frame.attrib.update({"class": "scroll", "role": "region", "tabindex": "0"})
    frame.set("aria-label", gettext("Table"))
    frame.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = frame
    frame.append(table)


def _make_figure(paragraph: ElementTree.Element | None, caption: str | None) -> None:
    """A picture alone in its paragraph is a figure; its title, if any, the caption."""
    if paragraph is None or paragraph.tag != "p" or len(paragraph) != 1:
        return
    if (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return
    paragraph.tag = "figure"
    if caption:
        ElementTree.SubElement(paragraph, "figcaption").text = caption


def _name_note(note: ElementTree.Element, name: str) -> None:
    """`!!! not` and `!!! dikkat` become the two notes that the theme draws."""
    note.set("class", f"note {'info' if name in _QUIET_NOTES else 'warning'}")
    if (title := _title_of(note)) is not None:
        _embolden(title)


def _embolden(title: ElementTree.Element) -> None:
    strong = ElementTree.SubElement(title, "strong")
    strong.text, title.text = title.text, None
