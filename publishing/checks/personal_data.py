"""What identifies one person must not stand on a public page (law 6698)."""

import re
from collections.abc import Callable, Iterator

from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.reading.keys import find_key
from publishing.reading.source import Source
from text.language import gettext
from text.personal_data import (
    IBAN,
    IDENTITY_NUMBER,
    MOBILE_PHONE,
    is_iban,
    is_identity_number,
)

# Almost every text has none of them, and is let go after one look.
_ANY = re.compile(r"\d{11}|5\d{2}[\s).-]{0,3}\d{3}|\bTR\d{2}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|mailto:|\]\()[^\s)]*")
# Values that readers do not see, or see as a link only.
_NOT_SHOWN = {"uid", "link", "image", "documents", "share", "share_at"}


def personal_data(source: Source, site: Site) -> Iterator[Finding]:
    for code, sentence, level, offset in _find(source.body):
        yield source.finding(code, sentence, offset=offset, level=level)
    for entry in source.header.entries:
        key = find_key(entry.name)
        if key is None or key.code in _NOT_SHOWN:
            continue
        for code, sentence, level, offset in _find(entry.value):
            yield source.finding_at(entry, code, sentence, offset=offset, level=level)


def _find(text: str) -> Iterator[tuple[str, str, Level, int]]:
    if not _ANY.search(text):
        return
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for offset in _places(text, IDENTITY_NUMBER, is_identity_number):
        sentence = gettext("This is somebody's T.C. identity number; delete it.")
        yield "D070", sentence, Level.ERROR, offset
    for offset in _places(text, MOBILE_PHONE, lambda _: True):
        sentence = gettext(
            "This looks like a person's mobile number; delete it if it is not the municipality's."
        )
        yield "D071", sentence, Level.WARNING, offset
    for offset in _places(text, IBAN, is_iban):
        sentence = gettext(
            "This is a bank account (IBAN); delete it if it is not the municipality's."
        )
        yield "D072", sentence, Level.WARNING, offset


def _places(text: str, pattern: re.Pattern[str], is_real: Callable[[str], bool]) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(text) if is_real(match[0]))
