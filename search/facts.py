"""What filters and ranking must know of every page: read once from each index, then kept."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from search.results import Filters

# What runs or is to come is worth more than what only stands, and that more than what is over.
TO_COME = 1.2
OVER = 0.6
# Comes after every moment: such a page never ends.
_NEVER = "~"

_FACTS = """
SELECT id, language, kind, year, districts, freshness, ends_at, is_cancelled FROM document
ORDER BY id
"""


@dataclass(frozen=True)
class Facts:
    """One column for each fact; a page's is at the page's number."""

    languages: Sequence[str]
    kinds: Sequence[str]
    years: Sequence[int | None]
    districts: Sequence[tuple[str, ...]]  # their slugs
    ends: Sequence[str]  # the moment in UTC, or _NEVER
    worth: Sequence[float]  # until its end
    worth_after: Sequence[float]

    def in_language(self, numbers: Iterable[int], language: str) -> list[int]:
        languages = self.languages
        return [number for number in numbers if languages[number] == language]

    def passing(self, numbers: list[int], filters: Filters) -> list[int]:
        kinds, years, districts = self.kinds, self.years, self.districts
        if filters.kind is not None:
            numbers = [each for each in numbers if kinds[each] == filters.kind]
        if filters.year is not None:
            numbers = [each for each in numbers if years[each] == filters.year]
        if filters.district is not None:
            numbers = [each for each in numbers if filters.district in districts[each]]
        return numbers

    def count_kinds(self, numbers: Iterable[int]) -> Mapping[str, int]:
        return Counter(map(self.kinds.__getitem__, numbers))

    def count_years(self, numbers: Iterable[int]) -> Mapping[int, int]:
        return Counter(filter(None, map(self.years.__getitem__, numbers)))

    def count_districts(self, numbers: Iterable[int]) -> Mapping[str, int]:
        return Counter(chain.from_iterable(map(self.districts.__getitem__, numbers)))

    def worth_at(self, number: int, at: str) -> float:
        """How much more a page is worth than its words say; `at` is a moment in UTC."""
        return (self.worth_after if self.ends[number] <= at else self.worth)[number]


def read_facts(path: Path) -> Facts:
    """Those of the index that is at `path` now: a new one takes its place in one step."""
    state = path.stat()
    return _read(path, state.st_ino, state.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _inode: int, _changed_at: int) -> Facts:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute(_FACTS).fetchall()
    finally:
        connection.close()
    # Pages are numbered from 1 without a gap.
    _, languages, kinds, years, districts, freshness, ends, cancelled = zip(
        (0, "", "", None, "", 0.0, None, 0), *rows, strict=True
    )
    weights = list(map(_weigh, freshness, ends, cancelled))
    return Facts(
        languages=languages,
        kinds=kinds,
        years=years,
        districts=[tuple(each.split()) for each in districts],
        ends=[each or _NEVER for each in ends],
        worth=[before for before, _ in weights],
        worth_after=[after for _, after in weights],
    )


def _weigh(freshness: float, ends: str | None, is_cancelled: int) -> tuple[float, float]:
    """What the page is worth before and after its end."""
    if is_cancelled:
        return freshness * OVER, freshness * OVER
    return (freshness * TO_COME, freshness * OVER) if ends else (freshness, freshness)
