"""Reads the pictures that a header names, each with its description."""

from pathlib import Path

from publishing.findings import Level
from publishing.items import Shown
from publishing.reading.keys import BY_CODE
from publishing.reading.values import Reading
from publishing.targets import find_file
from text.cleaning import clean_line
from text.language import gettext


def read_picture(reading: Reading, code: str, content: Path) -> Shown | None:
    """The picture at the key `code`, described at `{code}_alt`; "-" says that it only decorates."""
    entry = reading.entry(code)
    if entry is None:
        return None
    value = clean_line(entry.value)
    file = find_file(value, beside=reading.source.path, content=content)
    if file is None:
        sentence = gettext(
            "There is no picture “%(name)s” beside this file nor in content/gorseller.",
            name=value[:100],
        )
        reading.refuse(entry, "D051", sentence)
    described = f"{code}_alt"
    alt = reading.text(described) or ""
    if not alt and not reading.has_left_over(described):
        sentence = gettext(
            "Say what the picture shows, for people who cannot see it: “%(key)s: …”.",
            key=BY_CODE[described],
        )
        reading.refuse(entry, "D050", sentence)
    return Shown(file, "" if alt == "-" else alt) if file else None


def read_before_and_after(reading: Reading, content: Path) -> tuple[Shown | None, Shown | None]:
    """The one that is there is shown all the same; that the other is not is worth a word."""
    for code, other in (("before", "after"), ("after", "before")):
        entry = reading.entry(code)
        if entry and not reading.entry(other):
            sentence = gettext(
                "There is “%(key)s” but no “%(other)s”: people will want to compare. The page "
                "shows the one picture.",
                key=BY_CODE[code],
                other=BY_CODE[other],
            )
            reading.refuse(entry, "D058", sentence, level=Level.WARNING)
    return read_picture(reading, "before", content), read_picture(reading, "after", content)
