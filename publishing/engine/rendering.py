"""Turns an item's Markdown into HTML that is safe on a public page."""

import hashlib
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from publishing.item_page import Picture
from publishing.items import Item
from publishing.pictures import ADDRESS as PICTURES_ADDRESS
from publishing.pictures import PictureNotReadable, Pictures, Redrawn
from publishing.targets import DOCUMENT_TYPES, PICTURE_TYPES, find_file, split_target
from text.language import gettext, speaking
from text.slugs import slugify
from text.turkish import fold

_QUIET_NOTES = {"not", "note", "bilgi", "info", "ipucu", "tip", "ornek", "example"}
_TEXT_TAGS = (
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table thead tbody tr th td caption"
    " a img em strong b i s del ins sub sup abbr kbd q cite hr br div figure figcaption"
    " details summary picture source"
)


# How wide a picture in the text is shown, as the theme's own pictures say it.
_SIZES = "(min-width:46rem) 44rem, calc(100vw - 2.5rem)"
_OUR_PICTURE = rf"{PICTURES_ADDRESS}[\w./-]+"
_OUR_PICTURES = {
    "src": re.compile(_OUR_PICTURE),
    "srcset": re.compile(rf"{_OUR_PICTURE} \d+w(, {_OUR_PICTURE} \d+w)*"),
}
_PICTURE_NAMED = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)")


def _only_our_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture from elsewhere, in raw HTML, would tell that server who reads our pages."""
    ours = _OUR_PICTURES.get(attribute)
    return value if ours is None or ours.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(_TEXT_TAGS.split()),
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"id", "lang", "title"},
        "a": {"href"},
        "img": {
            *("src", "srcset", "sizes", "alt", "width", "height"),
            *("loading", "decoding", "fetchpriority"),
        },
        "source": {"srcset", "sizes", "type"},
        "th": {"scope", "colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
        "ol": {"start"},
        "div": {"role", "tabindex", "aria-label"},
        "abbr": {"title"},
    },
    allowed_classes={
        "div": {"note", "info", "warning", "footnote", "scroll"},
        "a": {"footnote-ref", "footnote-backref"},
        "th": {"right", "center"},
        "td": {"right", "center"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    attribute_filter=_only_our_pictures,
)
_BARE = nh3.Cleaner(tags=set())


@dataclass
class Rendered:
    """An item's text as HTML, and the files that it needs on the site (address -> file)."""

    html: str = ""
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class Renderer:
    """Renders items; `addresses` gives the public address of each live item by its file."""

    def __init__(self, content: Path, addresses: Mapping[Path, str], pictures: Pictures) -> None:
        self._content = content
        self._addresses = addresses
        self._pictures = pictures
        self._markdown: dict[str, tuple[Markdown, _Elements]] = {}

    def render(self, item: Item) -> Rendered:
        with speaking(item.language):
            markdown, elements = self._for_language(item.language)
            elements.begin(item)
            html = markdown.reset().convert(item.body)
        elements.rendered.html = _CLEANER.clean(html)
        return elements.rendered

    def find_file(self, item: Item, source: str) -> Path | None:
        return find_file(source, beside=item.path, content=self._content)

    def redraw(self, file: Path, rendered: Rendered) -> Redrawn | None:
        """The picture for the site, noted among the files; None, and a problem, if unreadable."""
        try:
            redrawn = self._pictures.redraw(file)
        except PictureNotReadable as error:
            rendered.problems.append(str(error))
            return None
        rendered.files |= redrawn.files
        return redrawn

    def publish_document(self, item: Item, file: Path, rendered: Rendered) -> str | None:
        """The address of the item's document, noted among the files; None for other types.

        It stands below the item's own address, and goes with it.
        """
        name, ending = slugify(file.stem) or "belge", file.suffix.lower()
        if ending not in DOCUMENT_TYPES:
            return None
        address = f"{item.address}{name}{ending}"
        if rendered.files.get(address, file) != file:
            # Two folders of the item each have a `plan.pdf`.
            digest = hashlib.sha256(str(file.relative_to(self._content)).encode()).hexdigest()
            address = f"{item.address}{name}-{digest[:8]}{ending}"
        rendered.files[address] = file
        return address

    def redraw_all(self, items: Iterable[Item]) -> None:
        """Redraw what the items show on all cores at once; rendering goes one by one."""
        self._pictures.redraw_all(file for item in items for file in self._pictures_of(item))

    def _pictures_of(self, item: Item) -> Iterator[Path]:
        """Those that a quick look finds; any other is redrawn when it is met."""
        if item.image:
            yield item.image
        for source in _PICTURE_NAMED.findall(item.body):
            file = self.find_file(item, source)
            if file:
                yield file

    def find_address(self, path: Path) -> str | None:
        return self._addresses.get(path)

    def _for_language(self, language: str) -> tuple[Markdown, "_Elements"]:
        # One instance is reused: building it costs as much as half an item.
        if language not in self._markdown:
            markdown = _new_markdown()
            elements = _Elements(markdown, self)
            # After the inline patterns (20), so that links and pictures are elements.
            markdown.treeprocessors.register(elements, "meydan", 15)
            self._markdown[language] = markdown, elements
        return self._markdown[language]


def plain_text(html: str) -> str:
    """The words of rendered HTML, for the search index and for summaries."""
    return " ".join(unescape(_BARE.clean(html)).split())


def _new_markdown() -> Markdown:
    return Markdown(
        output_format="html",
        extensions=["tables", "footnotes", "admonition", "attr_list", "toc", "sane_lists"],
        extension_configs={
            # A class instead of a style attribute, which our content policy forbids.
            "tables": {"use_align_attribute": True},
            "footnotes": {
                "BACKLINK_TITLE": gettext("Back to note {} in the text"),
            },
            # The prefix keeps the ids of headings apart from those of the page around them.
            "toc": {"permalink": False, "slugify": lambda text, _: f"b-{slugify(text)}"},
        },
    )


class _Elements(Treeprocessor):
    """Gives headings, pictures, links and tables of one item what a page needs."""

    def __init__(self, markdown: Markdown, renderer: Renderer) -> None:
        super().__init__(markdown)
        self._renderer = renderer
        self._first_picture = True
        self.rendered = Rendered()

    def begin(self, item: Item) -> None:
        self._item = item
        # The picture of the header stands above the text, so it is the first one.
        self._first_picture = item.image is None
        self.rendered = Rendered()

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
                    _make_scrollable(element, parents[element])
                case "div" if "admonition" in element.get("class", ""):
                    _name_note(element)

    def _place_picture(
        self,
        element: ElementTree.Element,
        parents: Mapping[ElementTree.Element, ElementTree.Element],
    ) -> None:
        source = element.get("src", "")
        file = self._renderer.find_file(self._item, source)
        redrawn = self._renderer.redraw(file, self.rendered) if file else None
        if redrawn is None:
            # Its description stays, so that a reader knows what should be here.
            alt = element.get("alt", "")
            element.tag, element.text = "em", alt
            element.attrib.clear()
            return
        caption = element.attrib.pop("title", None)
        # `![-](…)` says on purpose that a picture only decorates.
        alt = "" if element.get("alt") == "-" else element.get("alt", "")
        _make_picture(element, redrawn.as_picture(alt), is_first=self._first_picture)
        self._first_picture = False
        _make_figure(parents.get(element), caption)

    def _point_link(self, element: ElementTree.Element) -> None:
        href = element.get("href", "")
        parts = split_target(href)
        if parts is None or parts.scheme or parts.netloc or not parts.path:
            return
        file = self._renderer.find_file(self._item, href)
        if parts.path.endswith(".md"):
            self._point_to_item(element, file, parts.fragment)
        elif file and (address := self._publish(file)):
            element.set("href", address)

    def _publish(self, file: Path) -> str | None:
        if file.suffix.lower() not in PICTURE_TYPES:
            return self._renderer.publish_document(self._item, file, self.rendered)
        # The camera's own picture may say where it was taken.
        redrawn = self._renderer.redraw(file, self.rendered)
        return redrawn.main.address if redrawn else None

    def _point_to_item(
        self, element: ElementTree.Element, file: Path | None, fragment: str
    ) -> None:
        address = self._renderer.find_address(file) if file else None
        if address is None:
            # A draft's address must not stand on a public page.
            del element.attrib["href"]
            return
        element.set("href", f"{address}#{fragment}" if fragment else address)


def _align(cell: ElementTree.Element) -> None:
    align = cell.attrib.pop("align", None)
    if align in {"right", "center"}:
        cell.set("class", align)
    if cell.tag == "th":
        cell.set("scope", "col")


def _make_scrollable(table: ElementTree.Element, parent: ElementTree.Element) -> None:
    """A wide table scrolls by itself, also by keyboard, and never the page."""
    frame = ElementTree.Element("div")
    frame.attrib.update({"class": "scroll", "role": "region", "tabindex": "0"})
    frame.set("aria-label", gettext("Table"))
    frame.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = frame
    frame.append(table)


def _make_picture(element: ElementTree.Element, picture: Picture, *, is_first: bool) -> None:
    """The element becomes what the theme's macro `picture` makes."""
    element.tag = "picture"
    element.attrib.clear()
    for type_, srcset in picture.sources:
        ElementTree.SubElement(element, "source", type=type_, srcset=srcset, sizes=_SIZES)
    image = ElementTree.SubElement(element, "img", src=picture.src, alt=picture.alt)
    image.attrib.update(srcset=picture.srcset, sizes=_SIZES)
    image.attrib.update(width=str(picture.width), height=str(picture.height))
    image.attrib.update(
        {"fetchpriority": "high"} if is_first else {"loading": "lazy", "decoding": "async"}
    )


def _make_figure(paragraph: ElementTree.Element | None, caption: str | None) -> None:
    """A picture alone in its paragraph is a figure; its title, if any, the caption."""
    if paragraph is None or paragraph.tag != "p" or len(paragraph) != 1:
        return
    if (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return
    paragraph.tag = "figure"
    if caption:
        ElementTree.SubElement(paragraph, "figcaption").text = caption


def _name_note(note: ElementTree.Element) -> None:
    """`!!! not` and `!!! dikkat` become the two notes that the theme draws."""
    kind = fold(note.get("class", "").split()[-1])
    note.set("class", f"note {'info' if kind in _QUIET_NOTES else 'warning'}")
    title = note[0]
    if title.get("class") == "admonition-title":
        strong = ElementTree.SubElement(title, "strong")
        strong.text, title.text = title.text, None
