"""What a page says: its language, headings, links and texts, and of what parts it is made."""

from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
VOID |= {"track", "wbr"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What stands in these is no text of the page.
SILENT = {"script", "style", "template"}


class Link(NamedTuple):
    name: str  # as a screen reader says it
    target: str


class Meaning(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.headings = []  # their levels, in their order
        self.links = []
        self.texts = []  # (language, text)
        self.parts = set()  # "li.row"
        self._ids = Counter()
        self._open = []  # (tag, language) of what is not closed yet
        self._link = None  # (target, words) of the link that is being read
        self.feed(html)

    @property
    def language(self):
        return self._language_of_page

    @property
    def repeated_ids(self):
        return [name for name, count in self._ids.items() if count > 1]

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "html":
            self._language_of_page = given.get("lang", "")
        self.parts.update([tag, *(f"{tag}.{name}" for name in given.get("class", "").split())])
        if "id" in given:
            self._ids[given["id"]] += 1
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
        if tag not in VOID:
            self._open.append((tag, given.get("lang") or self._language))
        if tag == "a" and "href" in given:
            self._link = (given["href"], [])
        self._hear(given.get("aria-label") or given.get("alt") or "")

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "a" and self._link:
            target, words = self._link
            self.links.append(Link(" ".join("".join(words).split()), target))
            self._link = None

    def handle_data(self, data):
        if self._open and self._open[-1][0] not in SILENT:
            self._hear(data)

    def _hear(self, text):
        if self._link:
            self._link[1].append(text)
        if text.strip():
            self.texts.append((self._language, " ".join(text.split())))

    @property
    def _language(self):
        return self._open[-1][1] if self._open else ""
