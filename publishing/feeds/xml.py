"""Atom and RSS 2.0, written with feedgen."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree  # type: ignore[import-untyped]

from publishing.feeds.entries import Feed, entry_html, entry_summary, entry_tags, xml_text
from publishing.feeds.look import style_instructions
from publishing.item_page import ItemPage, Picture
from text.slugs import slugify

_ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
_MEDIA_NAMESPACE = "http://search.yahoo.com/mrss/"


class XmlFeeds:
    """Writes the feeds of one build; an item in many feeds is made into XML only once."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._looks: dict[str, bytes] = {}

    def atom(self, feed: Feed) -> bytes:
        generator = self._generate(feed, "atom", "application/atom+xml")
        return self._with_look(generator.atom_str(pretty=True), feed)

    def rss(self, feed: Feed) -> bytes:
        generator = self._generate(feed, "rss", "application/rss+xml")
        return self._with_look(generator.rss_str(pretty=True), feed)

    def _with_look(self, document: bytes, feed: Feed) -> bytes:
        """feedgen has no place for what stands before the root."""
        if feed.language not in self._looks:
            self._looks[feed.language] = style_instructions(
                feed.language, feed.municipality, feed.site_url
            )
        declaration, rest = document.split(b"\n", 1)
        return declaration + b"\n" + self._looks[feed.language] + rest

    def _generate(self, feed: Feed, extension: str, own_type: str) -> Any:
        generator = new_generator(feed.url(extension), feed.site_url + feed.page, own_type)
        generator.id(feed.id)
        generator.title(xml_text(feed.full_title))
        generator.description(xml_text(feed.description))
        generator.language(feed.language)
        generator.author(name=xml_text(feed.publisher))
        # feedgen would write the moment of the build, and every build would change the bytes.
        generator.updated(feed.updated_at)
        generator.meydan.hub = feed.hub
        for page in feed.entries:
            if page.item.uid not in self._entries:
                self._entries[page.item.uid] = _new_entry(feed, page)
            generator.add_entry(self._entries[page.item.uid], order="append")
        return generator


def new_generator(own_url: str, page_url: str, own_type: str) -> Any:
    """A feedgen generator with its links and what is the same for all of our feeds."""
    generator = FeedGenerator()
    generator.register_extension("meydan", _Channel, _EntryPicture)
    generator.generator("Meydan")
    generator.docs("")
    generator.link(href=own_url, rel="self", type=own_type)
    # The alternate link comes last, because feedgen 1.0.0 takes the last link of whatever kind
    # for RSS's <link> (lkiesow/python-feedgen, issue 122). A test says when this can go.
    generator.link(href=page_url, rel="alternate", type="text/html")
    return generator


class _Entry(FeedEntry):  # type: ignore[misc]
    """An entry that keeps what its links say, and is made into XML once for all its feeds."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, Any] = {}

    def atom_entry(self, extensions: bool = True) -> Any:
        return self._once("atom", lambda: self._mend_links(super(_Entry, self).atom_entry()))

    def rss_entry(self, extensions: bool = True) -> Any:
        return self._once("rss", super().rss_entry)

    def _once(self, form: str, make: Callable[[], Any]) -> Any:
        if form not in self._made:
            self._made[form] = make()
        return deepcopy(self._made[form])

    def _mend_links(self, entry: Any) -> Any:
        # feedgen 1.0.0 writes only the address of an entry's link, so that an enclosure becomes
        # a second alternate (lkiesow/python-feedgen, issue 135; 136 and 139 would mend it).
        # A test says when this can go.
        for element, link in zip(entry.findall("link"), self.link() or [], strict=True):
            element.attrib.update(link)
        return entry


class _Channel(BaseExtension):  # type: ignore[misc]
    """The hub, which feedgen 1.0.0 leaves out of RSS (lkiesow/python-feedgen, issue 122)."""

    hub = ""

    def extend_ns(self) -> dict[str, str]:
        return {"media": _MEDIA_NAMESPACE}

    def extend_atom(self, feed: Any) -> Any:
        return self._add(feed, "link")

    def extend_rss(self, channel: Any) -> Any:
        self._add(channel[0], f"{{{_ATOM_NAMESPACE}}}link")
        return channel

    def _add(self, parent: Any, name: str) -> Any:
        if self.hub:
            etree.SubElement(parent, name, rel="hub", href=self.hub)
        return parent


class _EntryPicture(BaseEntryExtension):  # type: ignore[misc]
    """The description of the picture, which neither format's enclosure has a place for."""

    url = ""
    picture: Picture | None = None

    def extend_atom(self, entry: Any) -> Any:
        return self._add(entry)

    def extend_rss(self, item: Any) -> Any:
        return self._add(item)

    def _add(self, parent: Any) -> Any:
        if not self.picture:
            return parent
        names = {"media": _MEDIA_NAMESPACE}
        content = etree.SubElement(parent, f"{{{_MEDIA_NAMESPACE}}}content", nsmap=names)
        facts = {"url": self.url, "type": self.picture.type, "medium": "image"}
        size = {"width": str(self.picture.width), "height": str(self.picture.height)}
        content.attrib.update(facts | size)
        if self.picture.alt:
            alt = etree.SubElement(content, f"{{{_MEDIA_NAMESPACE}}}description", type="plain")
            alt.text = xml_text(self.picture.alt)
        return parent


def new_entry(uid: str, title: str, url: str) -> Any:
    """An entry with an id that stays whatever else of the item changes."""
    entry = _Entry()
    entry.register_extension("meydan", _EntryPicture)
    entry.guid(uid, permalink=False)
    entry.title(xml_text(title))
    entry.link(href=url, rel="alternate", type="text/html")
    return entry


def add_picture(entry: Any, picture: Picture, site_url: str) -> None:
    url = site_url + picture.src
    entry.enclosure(url=url, length=picture.length, type=picture.type)
    entry.meydan.url, entry.meydan.picture = url, picture


def _new_entry(feed: Feed, page: ItemPage) -> Any:
    entry = new_entry(f"urn:uuid:{page.item.uid}", page.item.title, page.absolute_url)
    entry.published(feed.local(page.published_at))
    entry.updated(feed.local(page.updated_at))
    # In this order: feedgen takes the first of the two for RSS's <description>.
    entry.summary(entry_summary(page))
    entry.content(entry_html(page, feed.site_url), type="html")
    for tag in entry_tags(page):
        entry.category(term=slugify(tag) or tag, label=tag)
    if page.picture:
        add_picture(entry, page.picture, feed.site_url)
    return entry
