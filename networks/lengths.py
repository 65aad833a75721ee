"""How networks count the length of a text, and how long it may be."""

import math
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


def count_utf16(text: str) -> int:
    """In the units of UTF-16, as JavaScript and Telegram do: an emoji outside the plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def count_for_bluesky(text: str) -> int:
    """300 graphemes and 3,000 bytes at most: whichever fills its limit sooner."""
    return max(count_graphemes(text), math.ceil(len(text.encode()) / 10))


def count_weighted(text: str) -> int:
    """As X does: an emoji of several code points weighs two."""
    return sum(map(_weight, graphemes(LINK.sub("x" * _X_LINK, text))))


def _weight(grapheme: str) -> int:
    return 2 if any(map(_is_heavy, grapheme)) else len(grapheme)


def _is_heavy(letter: str) -> bool:
    return not any(first <= ord(letter) <= last for first, last in _LIGHT)


BLUESKY = Measure(300, count_for_bluesky)
INSTAGRAM = Measure(2200, count_utf16)
TELEGRAM = Measure(1024, count_utf16)  # of a text under a picture
X = Measure(280, count_weighted)

# Of networks that an outside service or a person posts to.
MEASURES: Mapping[str, Measure] = {
    "bluesky": BLUESKY,
    "instagram": INSTAGRAM,
    "linkedin": Measure(3000, len),
    "telegram": TELEGRAM,
    "threads": Measure(500, lambda text: len(text.encode())),
    "x": X,
}
# The shortest that the networks we do not know yet are likely to allow.
CAUTIOUS = Measure(500, count_graphemes)
