"""Counting and shortening of text as readers see it."""

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
    while words and length(" ".join(words).rstrip(".,;:!? ") + "…") > limit:
        words.pop()
    if words:
        return " ".join(words).rstrip(".,;:!? ") + "…"
    kept = graphemes(text)
    while kept and length("".join(kept) + "…") > limit:
        kept.pop()
    return "".join(kept) + "…"
