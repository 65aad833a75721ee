"""How networks count the length of a text, and how long it may be."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import regex

from text.counting import graphemes


@dataclass(frozen=True)
class Measure:
    limit: int
    length: Callable[[str], int]
    # Of a text with so many pictures, in thousandths of a US dollar.
    cost: Callable[[str, int], int] = lambda _text, _pictures: 0


# Links are counted by a fixed length. Letters outside ASCII are not taken into a link, and neither
# is what may be the sentence's own at its end, so that we never count less than the network does.
LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*[A-Za-z0-9=_#/+\-]")
# X makes links of names without https://, too: "erzurum.bel.tr". It knows all the endings that
# there are; we take every one that may be one.
_BARE_LINK = re.compile(
    r"(?<![\w@$#./-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
    r"(?![\w@-])(?:/[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]*[A-Za-z0-9=_#/+\-]|/)?"
)
# A server whose name has Turkish letters.
_FOREIGN_LINK = re.compile(r"https?://[\w.-]*\w")
_HAS_NAME = re.compile(r"https?://[^/?#]*\.[A-Za-z]{2,}(?:[:/?#]|$)")

# X counts these ranges of code points once and all others twice (its configuration, version 3).
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_X_LINK = 23
# An emoji, however many code points it is made of: a picture, a flag, a number on a key.
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3")


def count_graphemes(text: str) -> int:
    return len(graphemes(text))


def count_utf16(text: str) -> int:
    """In the units of UTF-16, as JavaScript and Telegram do: an emoji outside the plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def count_for_bluesky(text: str) -> int:
    """300 graphemes and 3,000 bytes at most: whichever fills its limit sooner."""
    return max(count_graphemes(text), math.ceil(len(text.encode()) / 10))


def count_weighted(text: str) -> int:
    """As X does: of its NFC form, an emoji weighs two, a link 23."""
    rest, links = _take_links(unicodedata.normalize("NFC", text))
    return sum(map(_weight, graphemes(rest))) + links


def has_link(text: str) -> bool:
    """True if X would make a link of any part of it."""
    return bool(LINK.search(text) or _BARE_LINK.search(text))


def _take_links(text: str) -> tuple[str, int]:
    """The text with its links taken out, and what they weigh."""
    weight = 0

    def take(match: re.Match[str]) -> str:
        nonlocal weight
        # A number or "localhost" is no name that X would make a link of.
        is_link = "://" not in match[0] or _HAS_NAME.match(match[0])
        weight += _X_LINK if is_link else max(_X_LINK, len(match[0]))
        return "\n"

    rest = text
    for links in (LINK, _FOREIGN_LINK, _BARE_LINK):
        rest = links.sub(take, rest)
    # Each left a line break behind, which keeps its neighbours apart.
    return rest, weight - (rest.count("\n") - text.count("\n"))


def _weight(grapheme: str) -> int:
    return 2 if _EMOJI.search(grapheme) else sum(map(_weight_of_letter, grapheme))


def _weight_of_letter(letter: str) -> int:
    return 1 if any(first <= ord(letter) <= last for first, last in _LIGHT) else 2


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
