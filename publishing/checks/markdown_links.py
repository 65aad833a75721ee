"""Finds the links and pictures of a Markdown text, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Longer is no link that anyone wrote; without a limit a hostile text would take minutes.
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


def find_links(text: str) -> Iterator[Link]:
    """Links in the text's own order, then those whose address stands apart (`[1]: address`)."""
    for match in re.finditer(r"\]\(", text):
        link = _around(text, match.start())
        if link:
            yield link
    for match in _DEFINITION.finditer(text):
        if not match[0].lstrip().startswith("[^"):
            yield Link("", match["target"].strip("<>"), False, match.start(), match.start("target"))


def _around(text: str, middle: int) -> Link | None:
    """The link whose words end at `middle`, where `](` stands."""
    first = _matching(text, middle, step=-1, opening="]", closing="[")
    last = _matching(text, middle + 1, step=1, opening="(", closing=")")
    if first is None or last is None:
        return None
    inside = text[middle + 2 : last]
    target = _TITLE.sub("", inside).strip().strip("<>").strip()
    is_picture = first > 0 and text[first - 1] == "!"
    target_offset = middle + 2 + (len(inside) - len(inside.lstrip()))
    return Link(text[first + 1 : middle], target, is_picture, first, target_offset)


def _matching(text: str, start: int, *, step: int, opening: str, closing: str) -> int | None:
    """The bracket that pairs with the one at `start`, in the direction `step`."""
    depth = 0
    stop = start + step * _LONGEST
    for place in range(start, max(min(stop, len(text)), -1), step):
        if text[place] == opening:
            depth += 1
        elif text[place] == closing:
            depth -= 1
            if depth == 0:
                return place
    return None
