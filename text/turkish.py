"""Folding and sorting of Turkish words, without the C locale."""

import re
import unicodedata

_LETTERS = tuple(zip("ıİçÇğĞöÖşŞüÜ", "iiccggoossuu", strict=True))
_LOWER = str.maketrans("Iİ", "ıi")
_UPPER = str.maketrans("ıi", "Iİ")
_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_VOWELS = "aeıioöuüâîûAEIİOÖUÜÂÎÛ"
_SYLLABLE = re.compile(rf"(?<=[^\W\d_]{{2}})(?=[^\W\d_{_VOWELS}][{_VOWELS}])")
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}


def lower(text: str) -> str:
    """Lower case by Turkish rules: `IĞDIR` is `ığdır`, `İSPİR` is `ispir`."""
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Upper case by Turkish rules: `iğne` is `İĞNE`."""
    return text.translate(_UPPER).upper()


def fold(text: str) -> str:
    """The text without case and diacritics, for comparing: `İSPİR`, `ispir` and `Ispır` are one."""
    # The search index folds every text of the site: replacing letter by letter is many times
    # faster than translate(), and what is plain then, as nearly all is, is done.
    for letter, plain in _LETTERS:
        text = text.replace(letter, plain)
    folded = text.casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded)
    marks = [letter for letter in set(apart) if unicodedata.combining(letter)]
    for mark in marks:
        apart = apart.replace(mark, "")
    return apart


def hyphenate(text: str) -> str:
    """The text with a soft hyphen between syllables: `Palandöken` may become `Palan-döken`.

    A Turkish syllable begins with the consonant before its vowel; one letter alone is never
    cut off. Browsers know this for few languages, and Turkish is not among them.
    """
    return _SYLLABLE.sub("\N{SOFT HYPHEN}", text)


def sort_key(text: str) -> tuple[list[int], str]:
    """A key that sorts by the Turkish alphabet, where ç follows c and ı comes before i."""
    small = lower(text)
    return [_rank(letter) for letter in small], small


def _rank(letter: str) -> int:
    """`â` stands with `a`; what is no letter stands before all of them."""
    if letter not in _RANK:
        letter = unicodedata.normalize("NFD", letter)[0]
    return _RANK.get(letter, ord(letter) - 1000)
