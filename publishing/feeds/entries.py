"""A feed and its entries, before they take the form of a format."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from html import escape
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from municipality import Municipality
from publishing.item_page import ItemPage
from text.language import gettext

MAX_ENTRIES = 50
# An empty feed must say when it changed; the day it was built would change its bytes every day.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

_ROOTED = re.compile(r'( (?:href|src)=")/(?!/)')
# Readers of feeds show a plain picture, and of a chart its table: the choice of formats and the
# bars are for the page.
_FOR_THE_PAGE = re.compile(
    r"<svg .*?</svg>|</?picture>|<source [^>]*>"
    r'|(?<=[" ])(?:srcset|sizes|fetchpriority)="[^"]*" ?',
    re.DOTALL,
)
# Named one by one: compiling "all but those of XML" takes ten times as long.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, eq=False)
class Feed:
    """The newest items of one subject, in one language."""

    address: str  # without its ending: "/rss/haberler"
    title: str
    language: str
    page: str  # address of the page that shows the same: "/haberler/"
    entries: tuple[ItemPage, ...]  # at most MAX_ENTRIES, the newest first
    municipality: Municipality
    site_url: str
    dated: tuple[ItemPage, ...] = ()  # what its calendar holds
    group: str = ""  # "district", "tag", "project"; "" for everything and for the kinds
    hub: str = ""  # address of the WebSub hub that is told of its changes

    @cached_property
    def id(self) -> str:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, self.site_url + self.address)}"

    @property
    def publisher(self) -> str:
        return str(self.municipality.name)

    @property
    def full_title(self) -> str:
        return f"{self.publisher} – {self.title}"

    @property
    def description(self) -> str:
        return gettext(
            "%(title)s: what %(name)s published last.", title=self.title, name=self.publisher
        )

    @property
    def updated_at(self) -> datetime:
        return self.local(max((page.updated_at for page in self.entries), default=NEVER))

    def url(self, extension: str) -> str:
        return f"{self.site_url}{self.address}.{extension}"

    def local(self, moment: datetime) -> datetime:
        """The same instant with the municipality's offset, as readers expect to see it."""
        return moment.astimezone(ZoneInfo(self.municipality.time_zone))


def entry_html(page: ItemPage, site_url: str) -> str:
    """The whole text with absolute addresses; a sample says first that it is one."""
    parts = []
    if page.item.sample:
        sentence = gettext("This was written to show how the site works. What it says is not real.")
        parts.append(f"<p><strong>{gettext('Sample content')}:</strong> {sentence}</p>")
    if page.picture:
        parts.append(
            f'<p><img src="{site_url}{page.picture.src}" alt="{escape(page.picture.alt)}"'
            f' width="{page.picture.width}" height="{page.picture.height}"></p>'
        )
    parts.append(_absolute(str(page.html), page.absolute_url, site_url))
    return xml_text("\n".join(parts))


def entry_summary(page: ItemPage) -> str:
    return xml_text(page.description)


def entry_tags(page: ItemPage) -> list[str]:
    own = [*page.item.tags, *(district.name for district in page.item.districts)]
    return ([gettext("Sample content")] if page.item.sample else []) + [xml_text(t) for t in own]


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot hold at all."""
    return _NOT_XML.sub("", text)


def _absolute(html: str, page_url: str, site_url: str) -> str:
    html = _FOR_THE_PAGE.sub("", html).replace(' href="#', f' href="{page_url}#')
    return _ROOTED.sub(rf"\1{site_url}/", html)
