"""Letters of a card: the font, and titles of any length in the room that there is."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import fontpkg
from PIL import ImageFont

# The machine's fonts would draw other letters on each machine.
_FAMILY = "IBM Plex Sans"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700

# The font draws a box for it, as for every letter that it lacks.
_MISSING = "\U0010fffd"

Font = ImageFont.FreeTypeFont


@lru_cache
def font(size: int, weight: int) -> Font:
    # Raqm would need a library that not every machine has; Turkish needs no shaping.
    found = ImageFont.truetype(fontpkg.path(_FAMILY), size, layout_engine=ImageFont.Layout.BASIC)
    found.set_variation_by_axes([weight, 100])
    return found


def legible(text: str) -> str:
    """The text in composed letters, without what the font has no letter for, such as emoji."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(each for each in composed if _has(each)).split())


@lru_cache(maxsize=1024)
def _has(letter: str) -> bool:
    if letter.isspace() or letter.isascii():
        return letter.isprintable() or letter.isspace()
    letters = font(30, REGULAR)
    return bytes(letters.getmask(letter)) != bytes(letters.getmask(_MISSING))


def fit(
    text: str, sizes: Iterable[tuple[int, int]], width: int, weight: int = BOLD
) -> tuple[Font, list[str]]:
    """The largest font and the lines of the text in it; the smallest and a “…” if none is right.

    `sizes` are (pixels, most lines), the largest first.
    """
    for size, most in sizes:
        letters = font(size, weight)
        lines = wrap(text, letters, width)
        if len(lines) <= most and not _breaks_a_word(lines, text):
            return letters, lines
    kept = lines[: most - 1]
    rest = " ".join(lines[most - 1 :]) if len(lines) > most else lines[-1]
    return letters, [*kept, shorten(rest, letters, width)]


def wrap(text: str, letters: Font, width: int) -> list[str]:
    """Broken between words; within a word only where it is longer than a line."""
    lines: list[str] = []
    for word in _pieces(text, letters, width):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and letters.getlength(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def shorten(text: str, letters: Font, width: int) -> str:
    """As many whole words as fit, with “…” for the rest; letters, where not even one word does."""
    if letters.getlength(text) <= width:
        return text
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        shorter = " ".join(words[:count]).rstrip(".,;:–-") + "…"
        if letters.getlength(shorter) <= width:
            return shorter
    return _beginning(words[0], letters, width, "…")


def _pieces(text: str, letters: Font, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while letters.getlength(rest) > width:
            begun = _beginning(rest, letters, width)
            yield begun
            rest = rest[len(begun) :]
        yield rest


def _beginning(word: str, letters: Font, width: int, end: str = "") -> str:
    """The most of the word that fits in front of `end`."""
    few, many = 1, len(word)
    while few < many:
        middle = (few + many + 1) // 2
        if letters.getlength(word[:middle] + end) <= width:
            few = middle
        else:
            many = middle - 1
    return word[:few] + end


def _breaks_a_word(lines: list[str], text: str) -> bool:
    return " ".join(lines) != " ".join(text.split())
