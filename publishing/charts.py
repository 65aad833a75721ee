"""Reads the table of a chart: names in its first column, numbers in the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text.language import gettext
from text.numbers import NumberNotUnderstood, read_number
from text.turkish import fold
from theme.charts import TONES, Chart, Row, Value

# The words after `!!!` that make a chart of a table.
NAMES = {"grafik", "chart"}
MOST_ROWS = 40

_UNKNOWN = {"", "-", "–", "—"}
# A bar for the sum would make all others small; the table still shows it.
_SUMS = {"toplam", "genel toplam", "total"}


@dataclass(frozen=True)
class Fault:
    """Why a table cannot be drawn, and where: the row is counted without the head."""

    sentence: str
    row: int | None = None
    column: int = 0


@dataclass(frozen=True)
class Table:
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    language: str

    def read(self) -> Chart:
        """The chart of a table without faults."""
        values = (
            Row(row[0], tuple(Value(self._number(cell), cell) for cell in row[1:]))
            for _, row in self._drawn()
        )
        return Chart(tuple(self.head[1:]), tuple(values))

    def find_faults(self) -> list[Fault]:
        drawn = list(self._drawn())
        if len(self.head) < 2 or not drawn:
            return [Fault(_no_table())]
        faults = list(self._too_much(len(drawn)))
        return faults or [
            Fault(sentence, number, column)
            for number, row in drawn
            for column, cell in enumerate(row[1:], 1)
            if (sentence := self._what_is_wrong(cell))
        ]

    def _drawn(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows that have bars, each as long as the head, and where they stand."""
        for number, row in enumerate(self.rows):
            if any(row) and fold(row[0]) not in _SUMS:
                missing = len(self.head) - len(row)
                yield number, [*row, *[""] * missing][: len(self.head)]

    def _number(self, cell: str) -> float | None:
        return None if cell in _UNKNOWN else read_number(cell, self.language)

    def _too_much(self, rows: int) -> Iterator[Fault]:
        columns = len(self.head) - 1
        if columns > len(TONES):
            yield Fault(
                gettext(
                    "A chart has room for %(most)s columns of numbers, this table has %(count)s. "
                    "Divide it into several charts.",
                    most=len(TONES),
                    count=columns,
                )
            )
        if rows > MOST_ROWS:
            yield Fault(
                gettext(
                    "A chart has room for %(most)s rows, this table has %(count)s. Show it as a "
                    "table only, without “!!!”, or put fewer rows into the chart.",
                    most=MOST_ROWS,
                    count=rows,
                )
            )

    def _what_is_wrong(self, cell: str) -> str | None:
        try:
            number = self._number(cell)
        except NumberNotUnderstood:
            return gettext(
                "“%(words)s” cannot be drawn as a number. Write one number in each cell, such as "
                "1.250 or 12,5; a dash where it is not known.",
                words=cell[:50],
            )
        if number is not None and number < 0:
            return gettext(
                "“%(words)s” is less than zero, which a bar cannot show. Show it as a table only, "
                "without “!!!”.",
                words=cell[:50],
            )
        return None


def _no_table() -> str:
    return gettext(
        "A chart needs a table below its title, indented by four spaces: names in the first "
        "column, numbers in the others."
    )
