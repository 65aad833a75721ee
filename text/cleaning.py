"""Takes out of what people send the characters that nobody typed on purpose."""

import re
import unicodedata

_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_COMBINING_RUN = re.compile(r"([\u0300-\u036f]{4})[\u0300-\u036f]+")
# Cc: controls, Cf: zero-width and direction marks, Cs: halves of surrogate pairs. The joiner
# U+200D stays, because family emoji and some scripts are made with it.
_INVISIBLE = {"Cc", "Cf", "Cs"}
_KEPT = {"\n", "\t", "\u200d"}


def clean_text(text: str) -> str:
    """Several lines: NFC, no control, zero-width or direction characters, no stacked accents."""
    text = _LINE_BREAKS.sub("\n", text)
    # Letter by letter only for what is there and should not be: nearly every text is clean.
    for letter in set(text) - _KEPT:
        if unicodedata.category(letter) in _INVISIBLE:
            text = text.replace(letter, "")
    return _COMBINING_RUN.sub(r"\1", unicodedata.normalize("NFC", text)).strip(" \t\n\u200d")


def clean_line(text: str) -> str:
    """One line: as clean_text, each run of white space a single space."""
    return " ".join(clean_text(text).split())


def is_blank(text: str) -> bool:
    """True if nothing of the text would be seen."""
    return not clean_line(text)
