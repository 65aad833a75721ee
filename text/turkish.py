"""Folding and sorting of Turkish words, without the C locale."""

import unicodedata

_LETTERS = str.maketrans("ıİçÇğĞöÖşŞüÜ", "iiccggoossuu")
_LOWER = str.maketrans("Iİ", "ıi")
_UPPER = str.maketrans("ıi", "Iİ")
_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}


def lower(text: str) -> str:
    """Lower case by Turkish rules: `IĞDIR` is `ığdır`, `İSPİR` is `ispir`."""
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Upper case by Turkish rules: `iğne` is `İĞNE`."""
    return text.translate(_UPPER).upper()


def fold(text: str) -> str:
    """The text without case and diacritics, for comparing: `İSPİR`, `ispir` and `Ispır` are one."""
    folded = text.translate(_LETTERS).casefold()
    # Nearly every text: the search index folds each word of the site.
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded)
    marks = {ord(letter) for letter in set(plain) if unicodedata.combining(letter)}
    return plain.translate(dict.fromkeys(marks))


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts by the Turkish alphabet, where ç follows c and ı comes before i."""
    return tuple((_RANK.get(letter, ord(letter) - 1000), letter) for letter in lower(text))
