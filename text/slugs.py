"""Addresses made of words."""

import re

from text.turkish import fold

_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def slugify(text: str) -> str:
    """`Işıklar Caddesi'nde İçme Suyu` is `isiklar-caddesinde-icme-suyu`; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text.translate(_APOSTROPHES))).strip("-")
