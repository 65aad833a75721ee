"""Pages of a built site as a browser takes them: what they link, load and run."""

import re
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import brotli

KB = 1024
# A <link> of these kinds leads somewhere; of any other it loads something.
LEADS = {"alternate", "canonical", "next", "prev", "author", "license", "me", "search"}


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

    def read(self, address):
        """The bytes behind an address of the site, whatever stands after its question mark."""
        return (self.folder / urlsplit(address).path.lstrip("/")).read_bytes()

    def weigh_styles(self, page):
        return sum(weigh(self.read(address)) for address in page.styles)


class Page:
    def __init__(self, path, data):
        self.path = path  # "haberler/index.html"
        self.data = data
        self.html = data.decode()
        parts = _Parts(self.html)
        self.styles = parts.styles
        self.loads = parts.loads  # (tag, address) of all that a browser may load by itself
        self.links = parts.links
        self.scripts = parts.scripts  # the text of each script in the page

    def __repr__(self):
        return f"Page({self.path})"


class _Parts(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.styles, self.loads, self.links, self.scripts = [], [], [], []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        kinds = set(given.get("rel", "").split())
        if tag == "link" and "stylesheet" in kinds:
            self.styles.append(given["href"])
        if tag == "link" and not kinds & LEADS:
            self.loads.append((tag, given["href"]))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag != "a":
            self._note_loads(tag, given)
        # Of another type it is data, such as JSON-LD.
        if tag == "script" and given.get("type", "module") in {"module", "text/javascript"}:
            self._in_script = True
            self.scripts.append("")

    def _note_loads(self, tag, given):
        for name in ("src", "poster", "data", "background", "xlink:href"):
            if given.get(name):
                self.loads.append((tag, given[name]))
        for candidate in given.get("srcset", "").split(","):
            if candidate.strip():
                self.loads.append((tag, candidate.split()[0]))
        for address in addresses_in_styles(given.get("style", "")):
            self.loads.append((tag, address))
        for name, value in given.items():
            if name.startswith("on"):
                self.scripts.append(value)

    def handle_endtag(self, tag):
        if tag == "script":
            self._in_script = False

    def handle_data(self, data):
        if self._in_script:
            self.scripts[-1] += data


def addresses_in_styles(css):
    return [found.strip("\"' ") for found in re.findall(r"url\(([^)]*)\)", css)]
