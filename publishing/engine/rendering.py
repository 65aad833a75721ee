"""Turns an item's Markdown into HTML that is safe on a public page."""

from html import unescape

import nh3
from jinja2 import Environment
from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from publishing.engine.elements import Elements
from publishing.engine.item_files import Rendered
from publishing.engine.trail import Trail
from publishing.items import Item
from publishing.pictures import ADDRESS as PICTURES_ADDRESS
from text.language import gettext, speaking
from text.slugs import slugify

_TEXT_TAGS = (
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table thead tbody tr th td caption"
    " a img em strong b i s del ins sub sup abbr kbd q cite hr br div figure figcaption"
    " details summary"
)


def _only_our_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture from elsewhere, in raw HTML, would tell that server who reads our pages."""
    if tag == "img" and attribute == "src" and not value.startswith(PICTURES_ADDRESS):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(_TEXT_TAGS.split()),
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"id", "lang", "title"},
        "a": {"href"},
        "img": {"src", "alt", "width", "height", "loading", "decoding"},
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
# The words in a chart stand in its table too.
_BARE = nh3.Cleaner(tags=set(), clean_content_tags={"svg"})


class Renderer:
    """Renders items one by one; `environment` has the theme's macros."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._markdown: dict[str, tuple[Markdown, Elements]] = {}

    def render(self, item: Item, files: Trail) -> Rendered:
        """The item's text as HTML, with the files that `files` found for it."""
        with speaking(item.language):
            markdown, elements = self._for_language(item.language)
            elements.begin(item, files)
            html = markdown.reset().convert(item.body)
        html = _CLEANER.clean(html)
        # Drawings are made of tags that no editor may write.
        for mark, drawn in elements.drawn.items():
            html = html.replace(mark, drawn)
        files.rendered.html = html
        return files.rendered

    def _for_language(self, language: str) -> tuple[Markdown, Elements]:
        # One instance is reused: building it costs as much as half an item.
        if language not in self._markdown:
            markdown = _new_markdown()
            elements = Elements(markdown, self._environment)
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
        # By their classes: names would be looked for among all packages of the machine.
        extensions=[
            # A class instead of a style attribute, which our content policy forbids.
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TITLE=gettext("Back to note {} in the text")),
            AdmonitionExtension(),
            AttrListExtension(),
            # The prefix keeps the ids of headings apart from those of the page around them.
            TocExtension(permalink=False, slugify=lambda text, _: f"b-{slugify(text)}"),
            SaneListExtension(),
        ],
    )
