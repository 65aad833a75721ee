"""Recognises our own post among those that a network lists."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from networks.protocol import Listing, Message, Post

_LINK = re.compile(r"https?://[^\s<>\"']+")
_CLOCKS_DIFFER = timedelta(hours=1)
_BLOCKS = {"br", "p", "div", "li"}
# Networks and phones hang these on links.
_TRACKERS = {"fbclid", "gclid", "igshid", "mibextid"}


def find_matches(message: Message, posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if is_of(message, post)]


def is_of(message: Message, post: Post) -> bool:
    """True if the post links to what the message links to, or says the same."""
    if message.link and canonical(message.link) in {canonical(link) for link in post.links}:
        return True
    return normalised(message.text) == normalised(post.text)


def read_back(pages: Iterable[list[Post]], anchor: str, since: datetime) -> Listing:
    """Pages of an account's posts, newest first, read back to the anchor.

    Where a person has deleted the anchor, a post of an hour before `since` shows as well that
    nothing is hidden: the clocks of two machines differ by less.
    """
    posts: list[Post] = []
    for page in pages:
        for post in page:
            if post.remote_id == anchor:
                return Listing(tuple(posts), is_whole=True)
            posts.append(post)
        if not page and not anchor:
            return Listing(tuple(posts), is_whole=True)
    is_old_enough = any(post.posted_at < since - _CLOCKS_DIFFER for post in posts)
    return Listing(tuple(posts), is_whole=is_old_enough)


def canonical(link: str) -> str:
    """One form for the addresses of one page."""
    parts = urlsplit(link.rstrip(".,;:!?)"))
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if name not in _TRACKERS and not name.startswith("utm_")
    ]
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, urlencode(query), ""))


def normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def find_links(text: str) -> frozenset[str]:
    return frozenset(_LINK.findall(text))


def read_html(content: str) -> tuple[str, frozenset[str]]:
    """The words of an HTML post, and where its links lead."""
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return "".join(reader.words).strip(), frozenset(reader.links)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        self.links += [value for name, value in attrs if (tag, name) == ("a", "href") and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
