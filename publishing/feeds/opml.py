"""OPML 2.0 (http://opml.org/spec2.opml): all feeds of a language, to be taken over at once."""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from municipality import Municipality
from publishing.feeds.entries import Feed, xml_text
from text.language import gettext

# The name of the file; a language that is not here reads the English one, as addresses do.
_NAMES = {"tr": "akislar"}


def opml_address(language: str, municipality: Municipality) -> str:
    return municipality.path(f"/rss/{_NAMES.get(language, 'feeds')}.opml", language)


def opml(groups: Mapping[str, Iterable[Feed]], municipality: Municipality) -> bytes:
    """`groups` goes by heading."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    title = gettext("Feeds of %(name)s", name=municipality.name)
    # No date of making: it would change the bytes of every build.
    ElementTree.SubElement(head, "title").text = xml_text(title)
    ElementTree.SubElement(head, "ownerName").text = xml_text(str(municipality.name))
    body = ElementTree.SubElement(root, "body")
    for heading, feeds in groups.items():
        group = ElementTree.SubElement(body, "outline", text=xml_text(heading))
        group.extend(_outline(feed) for feed in feeds)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _outline(feed: Feed) -> ElementTree.Element:
    return ElementTree.Element(
        "outline",
        type="rss",
        text=xml_text(feed.full_title),
        title=xml_text(feed.full_title),
        xmlUrl=feed.url("rss"),
        htmlUrl=feed.site_url + feed.page,
        language=feed.language,
        version="RSS2",
    )
