"""Mends what can be mended without asking: `check --fix`."""

import re
from collections.abc import Iterable
from uuid import uuid4

from publishing.files import write_durably
from publishing.reading.source import Source

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def add_missing_uids(sources: Iterable[Source]) -> int:
    """Write a new uid into each file that has none; the rest of the file stays as it is."""
    mended = 0
    for source in sources:
        entry = source.entry("uid")
        if source.header.entries and (entry is None or not entry.value):
            write_durably(source.path, _with_uid(source, entry.line if entry else None))
            mended += 1
    return mended


def _with_uid(source: Source, empty: int | None) -> str:
    """The text with a uid: on its empty line, else on a new one below the first entry."""
    lines = _LINES.findall(source.text)
    first = source.header.entries[0].line
    # An indented line below belongs to the value above it, as does a member of a YAML list.
    while first < len(lines) and lines[first].startswith((" ", "\t", "- ")):
        first += 1
    ending = "\r\n" if lines[first - 1].endswith("\r\n") else "\n"
    if not lines[first - 1].endswith(("\n", "\r")):
        lines[first - 1] += ending
    written = f"uid: {uuid4()}{ending}"
    if empty is not None:
        return "".join([*lines[: empty - 1], written, *lines[empty:]])
    return "".join([*lines[:first], written, *lines[first:]])
