"""Finds in the public record what somebody saw: by the words of a post, or by an address."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from networks.matching import canonical, find_links
from networks.models import Delivery, Purpose
from networks.posts import LONGEST_QUESTION, OfficialPost
from networks.record import NEWEST_FIRST, is_public, read_posts
from text.turkish import fold

# So many words in a row are no accident: the text was copied from a post.
LEAST_QUOTED = 5
# What the database looks for; the rest of a long question is compared with what it finds.
_MOST_CONDITIONS = 8
_PORTION = 500

_WORD = re.compile(r"[^\W_]+")
_CUT = ("…", "...")  # where a network cut the text that was copied
# Other letters are folded into these (ç into c, â into a): in a text any letter may stand there.
_FOLDED_INTO = re.compile("[aceginosuyz]")

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://[^\s/?#]+|[^\s/?#]+\.[a-z]{2,}(:\d+)?)([/?#]\S*)?", re.IGNORECASE)
_FORMS_OF_A_SITE = ("www.", "m.", "mobile.")
_OLD_NAMES = {"twitter.com": "x.com"}
# Their apps hang much on an address that says nothing of the post.
_WITHOUT_QUERY = {"bsky.app", "instagram.com", "t.me", "x.com"}


class Match(StrEnum):
    """What the posts that were found say about the question."""

    POST = "post"  # it is the address of one of them
    PAGE = "page"  # it is the address of a page that they lead to
    TEXT = "text"  # its words stand in them, in that order
    WORDS = "words"  # they have all of its words somewhere
    NOTHING = "nothing"
    NO_WORD = "no_word"  # there is nothing in it to look for
    TOO_LONG = "too_long"  # that a part of it was found would prove nothing


@dataclass(frozen=True)
class Finding:
    match: Match
    posts: Sequence[OfficialPost] = ()  # of the page that was asked for, newest first
    has_more: bool = False


class _Candidate(NamedTuple):
    id: int
    uid: str
    account: str
    purpose: Purpose
    text: str
    link: str | None
    remote_url: str | None

    @property
    def key(self) -> tuple[object, ...]:
        """The same for a post and its edits: people see one of them."""
        is_reply = self.purpose is Purpose.REPLY
        return (self.id,) if is_reply else (self.uid, self.account)


class _Way(NamedTuple):
    match: Match
    condition: ColumnElement[bool]  # lets too many pass
    is_meant: Callable[[_Candidate], bool]


def find_posts(
    session: Session, question: str, *, at: datetime, offset: int = 0, limit: int = 20
) -> Finding:
    """The posts that `question` may be of: a pasted text, a few words, or one address."""
    if len(question) > LONGEST_QUESTION:
        return Finding(Match.TOO_LONG)
    ways = list(_list_ways(question))
    for way in ways:
        found = _read(session, way, at=at, most=offset + limit + 1)
        if found:
            posts = read_posts(session, found[offset : offset + limit])
            return Finding(way.match, posts, has_more=len(found) > offset + limit)
    return Finding(Match.NOTHING if ways else Match.NO_WORD)


def find_page_path(question: str, site_url: str) -> str | None:
    """`haberler/2026/` if the question is the address of a page of that site.

    `https://belediye.example@evil.example/` is an address of evil.example.
    """
    address = _read_address(question)
    if address is None:
        return None
    host, path, _ = _comparable(address)
    return f"{path}/".lstrip("/") if host == _comparable(site_url)[0] else None


def is_same_address(one: str, other: str) -> bool:
    """True if both lead to the same page, whatever an app hung on them."""
    return _comparable(one) == _comparable(other)


def _read(session: Session, way: _Way, *, at: datetime, most: int) -> list[int]:
    """The newest `most` deliveries that are meant; of a post and its edits one."""
    # Sorting numbers is fast, sorting texts is not.
    ids = session.scalars(
        select(Delivery.id).where(is_public(at), way.condition).order_by(*NEWEST_FIRST)
    ).all()
    facts = select(*(getattr(Delivery, name) for name in _Candidate._fields))
    found: dict[tuple[object, ...], int] = {}
    for start in range(0, len(ids), _PORTION):
        portion = ids[start : start + _PORTION]
        rows = {row.id: row for row in session.execute(facts.where(Delivery.id.in_(portion)))}
        for candidate in (_Candidate._make(rows[number]) for number in portion):
            if candidate.key not in found and way.is_meant(candidate):
                found[candidate.key] = candidate.id
                if len(found) == most:
                    return list(found.values())
    return list(found.values())


def _list_ways(question: str) -> Iterator[_Way]:
    """How to understand the question, the most certain first."""
    address = _read_address(question)
    if address:
        yield from _ways_of_address(address)
        if address == question and "/" not in question:
            # A full stop without a space after it looks like `bel.tr`.
            yield from _ways_of_words(question)
    else:
        yield from _ways_of_words(question)


def _ways_of_address(address: str) -> Iterator[_Way]:
    wanted = _comparable(address)
    part = wanted[1] or wanted[0]

    def is_of_post(candidate: _Candidate) -> bool:
        return candidate.remote_url is not None and _comparable(candidate.remote_url) == wanted

    def is_of_page(candidate: _Candidate) -> bool:
        links = {candidate.link, *find_links(candidate.text)} - {None}
        return any(_comparable(str(link)) == wanted for link in links)

    leads_there = [
        column.icontains(part, autoescape=True)
        for column in (Delivery.remote_url, Delivery.link, Delivery.text)
    ]
    yield _Way(Match.POST, leads_there[0], is_of_post)
    yield _Way(Match.PAGE, leads_there[1] | leads_there[2], is_of_page)


def _ways_of_words(question: str) -> Iterator[_Way]:
    words = _words_of(question)
    if not words:
        return
    longest = sorted(set(words), key=len, reverse=True)[:_MOST_CONDITIONS]
    condition = and_(*(Delivery.text.ilike(f"%{_FOLDED_INTO.sub('_', w)}%") for w in longest))
    end = "" if question.rstrip().endswith(_CUT) else " "
    quoted = f" {' '.join(words)}{end}"
    # A word may go on: “kesinti” finds “kesintisi”; a number may not.
    parts = [f" {word} " if word.isdigit() else f" {word}" for word in set(words)]

    def is_quoted(candidate: _Candidate) -> bool:
        return quoted in _haystack(candidate)

    def has_words(candidate: _Candidate) -> bool:
        # Folding alone is much faster than taking a text apart.
        folded = fold(candidate.text)
        if not all(word in folded for word in words):
            return False
        haystack = _haystack(candidate)
        return all(part in haystack for part in parts)

    if len(words) >= LEAST_QUOTED:
        yield _Way(Match.TEXT, condition, is_quoted)
    yield _Way(Match.WORDS, condition, has_words)


def _haystack(candidate: _Candidate) -> str:
    return f" {' '.join(_words_of(candidate.text))} "


def _words_of(text: str) -> list[str]:
    """Its words, folded; of a link only what networks show of it, too."""
    for link in find_links(text):
        text = text.replace(link, " ".join(_comparable(link)))
    return _WORD.findall(fold(text))


def _read_address(question: str) -> str | None:
    """The question if it is nothing but an address."""
    return question if _ADDRESS.fullmatch(question) else None


def _comparable(address: str) -> tuple[str, str, str]:
    """Host, path and query; the same for `https://www.…/`, `http://m.…?fbclid=1` and so on."""
    try:
        parts = urlsplit(canonical(f"https://{_SCHEME.sub('', address, count=1)}"))
    except ValueError:  # a bracket in the wrong place is enough
        return "", address, ""
    host = parts.netloc.rpartition("@")[2]
    for form in _FORMS_OF_A_SITE:
        host = host.removeprefix(form)
    host = _OLD_NAMES.get(host, host)
    return host, parts.path, "" if host in _WITHOUT_QUERY else parts.query
