"""How networks count the length of a text, and how long it may be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from text.counting import graphemes


@dataclass(frozen=True)
class Measure:
    limit: int
    length: Callable[[str], int]
    cost: Callable[[str], int] = lambda _text: 0  # thousandths of a US dollar


# Links are counted by a fixed length. Letters outside ASCII are not taken into a link, so that
# we never count less than the network does.
LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")

# X counts these ranges of code points once and all others twice (its configuration, version 3).
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_X_LINK = 23


def count_graphemes(text: str) -> int:
    return len(graphemes(text))


def count_weighted(text: str) -> int:
    """As X does: an emoji of several code points weighs two."""
    return sum(map(_weight, graphemes(LINK.sub("x" * _X_LINK, text))))


def _weight(grapheme: str) -> int:
    return 2 if any(map(_is_heavy, grapheme)) else len(grapheme)


def _is_heavy(letter: str) -> bool:
    return not any(first <= ord(letter) <= last for first, last in _LIGHT)


# Networks that an outside service or a person posts to; those that we post to count themselves.
MEASURES: Mapping[str, Measure] = {
    "x": Measure(280, count_weighted),
    "telegram": Measure(1024, len),  # of a text under a picture
    "instagram": Measure(2200, len),
    "linkedin": Measure(3000, len),
    "bluesky": Measure(300, count_graphemes),
    "threads": Measure(500, lambda text: len(text.encode())),
}
# The shortest that the networks we do not know yet are likely to allow.
CAUTIOUS = Measure(500, count_graphemes)
