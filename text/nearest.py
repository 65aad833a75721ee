"""What did the person mean."""

from collections.abc import Iterable
from difflib import get_close_matches

from text.turkish import fold


def nearest(word: str, words: Iterable[str], alike: float = 0.5) -> str | None:
    """The most similar of `words`, whatever its case and diacritics; None if none is similar.

    `alike` is how much they must have in common, from 0 to 1.
    """
    by_fold = {fold(candidate): candidate for candidate in words}
    close = get_close_matches(fold(word), by_fold, n=1, cutoff=alike)
    return by_fold[close[0]] if close else None
