"""Bar charts: where each bar and each word of one stands. components/chart.html draws them.

Across, everything is in percent of the chart's width, and downwards in `em` of its letters: the
words keep their size on every screen, and the bars take the room that there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap

# The narrowest screen, of 320 pixels, has room for so many letters of a chart in a line.
_LETTERS = 36
_LABEL_LINES = 2
_NARROWEST = 30.0  # percent that the longest bar keeps, however long the words beside it are
_LINE = 1.35
_BAR = 1.1
_GAP = 0.8
# A bar's tones, one after the other: they repeat what the words beside the bars say.
TONES = (1, 0.55, 0.25, 0)


@dataclass(frozen=True)
class Value:
    number: float | None  # not negative; None: not known, and no bar
    words: str  # as it is to be read: "1.250 m³"


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[Value, ...]  # one for each series of the chart


@dataclass(frozen=True)
class Line:
    y: float
    words: str


@dataclass(frozen=True)
class Bar:
    y: float  # its upper edge
    height: float
    width: float
    tone: float
    words: Line


@dataclass(frozen=True)
class Chart:
    series: tuple[str, ...]  # at most as many as there are TONES
    rows: tuple[Row, ...]

    @property
    def labels(self) -> list[Line]:
        return [part for part in self._parts if isinstance(part, Line)]

    @property
    def bars(self) -> list[Bar]:
        return [part for part in self._parts if isinstance(part, Bar)]

    @property
    def height(self) -> float:
        last = self.bars[-1]
        return round(last.y + last.height + 0.2, 2)

    @cached_property
    def _parts(self) -> list[Line | Bar]:
        return list(self._place())

    def _place(self) -> Iterator[Line | Bar]:
        numbers = [value.number or 0 for row in self.rows for value in row.values]
        words = [self._words(at, value) for row in self.rows for at, value in enumerate(row.values)]
        room = max(len(each) for each in words) + 1
        widest = max(100 - 100 * room / _LETTERS, _NARROWEST)
        scale = widest / (max(numbers) or 1)
        y = 0.0
        for row in self.rows:
            for words_of_label in wrap(
                row.label, _LETTERS, max_lines=_LABEL_LINES, placeholder=" …"
            ):
                yield Line(round(y + 1, 2), words_of_label)
                y += _LINE
            for at, value in enumerate(row.values):
                beside = Line(round(y + 0.9, 2), self._words(at, value))
                width = round((value.number or 0) * scale, 2)
                yield Bar(round(y, 2), _BAR, width, TONES[at], beside)
                y += _BAR + 0.2
            y += _GAP

    def _words(self, at: int, value: Value) -> str:
        """With several series each bar says which it is, so that no colour has to."""
        return value.words if len(self.series) == 1 else f"{self.series[at]}: {value.words}"
