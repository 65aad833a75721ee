"""Pages of a built site as a telephone takes them: what they link, load and run."""

import re
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from tests.site.meaning import Meaning

KB = 1024
# A <link> of these kinds leads somewhere; of any other it loads something.
LEADS = {"alternate", "canonical", "next", "prev", "author", "license", "me", "search"}
# A telephone 360 pixels wide with two dots to a pixel, where 1rem is 16 pixels.
PHONE = {"vw": 3.6, "rem": 16, "px": 1}
DOTS = 2
_LENGTH = re.compile(r"(?:(-) )?([\d.]+)(vw|rem|px)")  # of "calc(100vw - 2.5rem)", each


@cache
def weigh(data):
    """Bytes on the wire, as a server sends them that was given the time to compress well."""
    return len(brotli.compress(data, quality=11))


class Site:
    """A folder as a web server serves it."""

    def __init__(self, folder):
        self.folder = Path(folder)

    @cached_property
    def pages(self):
        files = sorted(self.folder.rglob("*.html"))
        return [Page(path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in files]

    @property
    def articles(self):
        return [page for page in self.pages if page.is_item]

    def kinds(self, language):
        """A page of each kind: of each section an item, a list, a month, and what stands alone."""
        first = {}
        for page in self.pages:
            if page.language == language:
                first.setdefault(page.kind, page)
        return list(first.values())

    def shapes(self, language):
        """As few pages as there may be that have between them every part that a page can have."""
        kinds = self.kinds(language)
        left = set().union(*(page.parts for page in kinds))
        chosen = []
        while left:
            chosen.append(max(kinds, key=lambda page: len(page.parts & left)))
            left -= chosen[-1].parts
        return chosen

    def read(self, address):
        """The bytes behind an address of the site, whatever stands after its question mark."""
        return (self.folder / urlsplit(address).path.lstrip("/")).read_bytes()

    def weigh_styles(self, page):
        return sum(weigh(self.read(address)) for address in page.styles)

    def weigh_all(self, page):
        """The page with its styles, its icon and the pictures that a telephone takes."""
        pictures = sum(len(self.read(address)) for address in page.pictures)
        others = {address for tag, address in page.loads if tag == "link"}
        return weigh(page.data) + sum(weigh(self.read(address)) for address in others) + pictures


class Page:
    def __init__(self, path, data):
        self.path = path  # "haberler/index.html"
        self.data = data
        self.html = data.decode()
        parts = _Parts(self.html)
        self.styles = parts.styles
        self.loads = parts.loads  # (tag, address) of all that a browser may load by itself
        self.pictures = parts.pictures  # addresses of those that a telephone loads
        self.scripts = parts.scripts  # the text of each script in the page
        said = Meaning(self.html)
        self.language = said.language
        self.headings = said.headings
        self.links = said.links
        self.texts = said.texts
        self.parts = said.parts
        self.repeated_ids = said.repeated_ids

    @property
    def address(self):
        return "/" + self.path.removesuffix("index.html")

    @property
    def expected_language(self):
        return "en" if self.path.startswith("en/") else "tr"

    @property
    def is_item(self):
        return '<article class="item' in self.html

    @property
    def kind(self):
        """("haberler", 4, True): the section, how deep below it, and whether it is an item."""
        names = [name for name in self.path.split("/")[:-1] if name != "en"] or [self.path]
        return names[0], len(names), self.is_item

    def __repr__(self):
        return f"Page({self.path})"


class _Parts(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.styles, self.loads, self.pictures, self.scripts = [], [], set(), []
        self._in_script = False
        self._chosen = None  # by a <source> of the <picture> that is being read
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "link":
            self._read_link(given)
        elif tag == "source":
            self._chosen = self._chosen or choose(given)
        elif tag == "img":
            self.pictures.add(self._chosen or choose(given) or given.get("src", ""))
            self._chosen = None
        elif tag == "script":
            self._read_script(given)
        if tag != "a":
            self._note_loads(tag, given)
        self.scripts += [value for name, value in given.items() if name.startswith("on")]

    def _read_link(self, given):
        kinds = set(given.get("rel", "").split())
        if "stylesheet" in kinds:
            self.styles.append(given["href"])
        if not kinds & LEADS:
            self.loads.append(("link", given["href"]))

    def _read_script(self, given):
        # Of another type it is data, such as JSON-LD.
        self._in_script = given.get("type", "module") in {"module", "text/javascript"}
        if self._in_script:
            self.scripts.append("")

    def _note_loads(self, tag, given):
        addresses = [given.get(name) for name in ("src", "poster", "data", "background")]
        addresses += [address for address, _ in candidates(given.get("srcset", ""))]
        addresses += addresses_in_styles(given.get("style", ""))
        self.loads += [(tag, address) for address in addresses if address]

    def handle_endtag(self, tag):
        if tag == "script":
            self._in_script = False

    def handle_data(self, data):
        if self._in_script:
            self.scripts[-1] += data


def choose(given):
    """The candidate of a `srcset` that a telephone takes: the narrowest that is wide enough."""
    offered = sorted(candidates(given.get("srcset", "")), key=lambda candidate: candidate[1])
    wide_enough = [address for address, width in offered if width >= needed(given)]
    return next(iter([*wide_enough, *(address for address, _ in reversed(offered))]), None)


def candidates(srcset):
    """(address, width) of each."""
    parts = [part.split() for part in srcset.split(",") if part.strip()]
    return [(part[0], int(part[1].rstrip("w")) if len(part) > 1 else 0) for part in parts]


def needed(given):
    """Dots across, by what `sizes` says of a narrow screen: its last length."""
    last = given.get("sizes", "100vw").rpartition(",")[2]
    lengths = [float(sign + number) * PHONE[unit] for sign, number, unit in _LENGTH.findall(last)]
    return DOTS * sum(lengths)


def addresses_in_styles(css):
    return [found.strip("\"' ") for found in re.findall(r"url\(([^)]*)\)", css)]
