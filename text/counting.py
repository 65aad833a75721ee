"""Counting and shortening of text as readers see it."""

from bisect import bisect_right
from collections.abc import Callable

import regex

_GRAPHEME = regex.compile(r"\X")


def graphemes(text: str) -> list[str]:
    """The characters that a reader sees: `👨‍👩‍👧` is one."""
    return _GRAPHEME.findall(text)


def shorten(
    text: str, limit: int, length: Callable[[str], int] = lambda text: len(graphemes(text))
) -> str:
    """At most `limit` by the measure `length`: cut after a whole word, an ellipsis where cut."""
    if length(text) <= limit:
        return text
    words = text.split()
    return _cut(words, " ", limit, length) or _cut(graphemes(text), "", limit, length) or "…"


def _cut(parts: list[str], joint: str, limit: int, length: Callable[[str], int]) -> str:
    """As many of the first parts as there is room for; "" when not even one fits."""

    def first(count: int) -> str:
        return joint.join(parts[:count]).rstrip(".,;:!? ") + "…"

    # The length grows with the parts: halving finds the most even among 100,000 letters.
    count = bisect_right(range(1, len(parts) + 1), limit, key=lambda count: length(first(count)))
    return first(count) if count else ""
