"""A table that is to be a chart must hold what bars can show."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publishing.charts import NAMES, Fault, Table
from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.reading.source import Source
from text.language import gettext
from text.turkish import fold

_BEGINNING = re.compile(r"!!!\s+(?P<name>[^\W\d_]+)[ \t]*(?P<title>.*)$")
_BORDER = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_MARKUP = re.compile(r"[*_`]")


@dataclass(frozen=True)
class _Cell:
    words: str
    offset: int  # in the text


@dataclass(frozen=True)
class _Block:
    """A chart as it stands in the text."""

    name: str  # as it is written: "grafik"
    title: str
    offset: int
    rows: Sequence[Sequence[_Cell]]  # the head first

    def place(self, fault: Fault) -> int:
        if fault.row is None:
            return self.offset
        row = self.rows[fault.row + 1]
        return row[min(fault.column, len(row) - 1)].offset


def undrawable_charts(source: Source, site: Site) -> Iterator[Finding]:
    """Only warnings: the page shows the table alone, which says the same."""
    for block in _find_blocks(source.prose):
        if not block.title:
            sentence = gettext(
                "Give the chart a title: !!! %(name)s “what it shows”.", name=block.name
            )
            yield source.finding("D090", sentence, offset=block.offset, level=Level.WARNING)
        words = [[cell.words for cell in row] for row in block.rows]
        for fault in Table(words[0] if words else [], words[1:], source.language).find_faults():
            yield source.finding(
                "D090", fault.sentence, offset=block.place(fault), level=Level.WARNING
            )


def _find_blocks(text: str) -> Iterator[_Block]:
    lines, offset = [], 0
    for line in text.split("\n"):
        lines.append((line, offset))
        offset += len(line) + 1
    for number, (line, offset) in enumerate(lines):
        begun = _BEGINNING.match(line)
        if begun and fold(begun["name"]) in NAMES:
            rows = list(_rows_below(lines[number + 1 :]))
            yield _Block(begun["name"], begun["title"].strip(" \t\"'"), offset, rows)


def _rows_below(lines: Sequence[tuple[str, int]]) -> Iterator[list[_Cell]]:
    """The rows of the first table of the indented lines."""
    is_begun = False
    for line, offset in lines:
        is_row = "|" in line
        if (line.strip() and not line.startswith(("    ", "\t"))) or (is_begun and not is_row):
            return
        if is_row:
            is_begun = True
            if not _RULE.fullmatch(line):
                yield _cells(line, offset)


def _cells(line: str, offset: int) -> list[_Cell]:
    cells = []
    for part in _BORDER.split(line):
        at = offset + len(part) - len(part.lstrip())
        cells.append(_Cell(_MARKUP.sub("", part).strip(), at))
        offset += len(part) + 1
    stripped = line.strip()
    return cells[stripped.startswith("|") : len(cells) - stripped.endswith("|")]
