"""Finds the links and pictures of a Markdown text, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Longer is no link that anyone wrote: two lone brackets stand that far apart.
_LONGEST = 2_000
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*(?P<target>\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Link:
    words: str  # the description, for a picture
    target: str
    is_picture: bool
    offset: int  # of its first bracket
    target_offset: int


# Several checks ask for the links of the same text, one after the other.
@lru_cache(maxsize=4)
def find_links(text: str) -> tuple[Link, ...]:
    """Links in the text's own order, then those whose address stands apart (`[1]: address`)."""
    return tuple(_links(text))


def _links(text: str) -> Iterator[Link]:
    opened = _pairs(text, "[", "]")
    closed = {start: end for end, start in _pairs(text, "(", ")").items()}
    for match in re.finditer(r"\]\(", text):
        first, last = opened.get(match.start()), closed.get(match.start() + 1)
        if first is not None and last is not None and last - first < _LONGEST:
            yield _link(text, first, match.start(), last)
    for match in _DEFINITION.finditer(text):
        if not match[0].lstrip().startswith("[^"):
            yield Link("", match["target"].strip("<>"), False, match.start(), match.start("target"))


def _link(text: str, first: int, middle: int, last: int) -> Link:
    """`[words](target "title")` from the places of its brackets."""
    inside = text[middle + 2 : last]
    target = _TITLE.sub("", inside).strip().strip("<>").strip()
    is_picture = first > 0 and text[first - 1] == "!"
    target_offset = middle + 2 + (len(inside) - len(inside.lstrip()))
    return Link(text[first + 1 : middle], target, is_picture, first, target_offset)


def _pairs(text: str, opening: str, closing: str) -> dict[int, int]:
    """Of every closing bracket the place of the one that it closes, in one pass."""
    waiting: list[int] = []
    pairs = {}
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match[0] == opening:
            waiting.append(match.start())
        elif waiting:
            pairs[match.start()] = waiting.pop()
    return pairs
