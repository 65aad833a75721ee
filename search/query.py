"""Finds pages in the index, the best first."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from search.results import Filters, Hit, Match, Results
from search.suggestion import suggest
from search.words import Word, words_of_question

PAGE = 20
# bm25 counts a word the less the more often it stands, whatever the weight of its column: a title
# that has all that was asked for needs this to stay before a text that repeats it.
ALL_IN_TITLE = 2
EVERYTHING = Filters()

# The weights are those of the index's four columns: title before text, a whole word before another
# form. bm25 is below zero, the lower the better. What runs or is to come is worth more than what
# only stands, and that more than what is over.
FOUND = """
SELECT document.id, kind, year, districts, bm25(words, 10, 2, 4, 1) * freshness * CASE
    WHEN is_cancelled THEN 0.6
    WHEN ends_at IS NULL THEN 1
    WHEN ends_at <= :at THEN 0.6
    ELSE 1.2
END
FROM words JOIN document ON document.id = words.rowid
WHERE words MATCH :expression AND language = :language
"""
NUMBERS = "SELECT rowid FROM words WHERE words MATCH ?"
SHOWN = """
SELECT url, kind, title, summary, published_at, districts, ends_at <= :at, is_cancelled, is_sample
FROM document WHERE id = :id
"""


class IndexNotReadable(Exception):
    """There is no index, or it is not one that this version reads."""


class _Found(NamedTuple):
    rank: tuple[bool, float, int]  # without every whole word?, score, number of the document
    kind: str
    year: int | None
    districts: tuple[str, ...]


def search(
    path: Path,
    question: str,
    *,
    language: str,
    at: datetime,
    filters: Filters = EVERYTHING,
    offset: int = 0,
    limit: int = PAGE,
) -> Results:
    """The pages in `language` that have the words of `question`, from the `offset`th on.

    Pages with every word as it was typed come first, then those with other forms of the words; if
    there are none, those with some of the words. Any text is a question; one without a word finds
    nothing. Raises IndexNotReadable.
    """
    words = words_of_question(question, language)
    with _open(path) as connection:
        if not words:
            return Results(match=Match.NO_WORD)
        finder = _Finder(connection, language, at)
        match, found = finder.find(words)
        passing = sorted(_passing(found, filters), key=lambda entry: entry.rank)
        suggestion = None
        if match in {Match.SOME, Match.NOTHING}:
            suggestion = suggest(connection, question, words, language)
        return Results(
            hits=[finder.show(entry) for entry in passing[offset : offset + limit]],
            total=len(passing),
            match=match,
            suggestion=suggestion,
            kinds=Counter(entry.kind for entry in _passing(found, replace(filters, kind=None))),
            years=Counter(
                entry.year for entry in _passing(found, replace(filters, year=None)) if entry.year
            ),
            districts=Counter(
                district
                for entry in _passing(found, replace(filters, district=None))
                for district in entry.districts
            ),
        )


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.exists():
        raise IndexNotReadable(path)
    # The file is never changed once it is in place, so it needs no lock.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        # Opening alone reads nothing: a file that is no index is noticed here, word or no word.
        connection.execute("SELECT folded FROM spelling LIMIT 1")
        yield connection
    except sqlite3.DatabaseError as error:
        raise IndexNotReadable(path) from error
    finally:
        connection.close()


class _Finder:
    def __init__(self, connection: sqlite3.Connection, language: str, at: datetime) -> None:
        self._connection = connection
        self._language = language
        self._at = at.astimezone(UTC).isoformat()

    def find(self, words: Sequence[Word]) -> tuple[Match, list[_Found]]:
        """All pages that answer, in no order."""
        in_title = self._numbers([word.in_title for word in words])
        whole = self._numbers([word.whole for word in words])
        ways = [word.any_form for word in words]
        if found := self._rows(" AND ".join(ways), whole, in_title):
            has_whole = any(not entry.rank[0] for entry in found)
            return (Match.WHOLE if has_whole else Match.FORMS), found
        some = self._rows(" OR ".join(ways), whole, in_title)
        return (Match.SOME if some else Match.NOTHING), some

    def _numbers(self, ways: Sequence[str]) -> set[int]:
        """The documents, of any language, that answer to all the ways."""
        return {number for (number,) in self._connection.execute(NUMBERS, (" AND ".join(ways),))}

    def _rows(self, expression: str, whole: set[int], in_title: set[int]) -> list[_Found]:
        rows = self._connection.execute(
            FOUND, {"expression": expression, "language": self._language, "at": self._at}
        )
        found = []
        for number, kind, year, districts, score in rows:
            better = score * ALL_IN_TITLE if number in in_title else score
            # Between equals the order in which they were written decides: the newest first.
            rank = (number not in whole, better, number)
            found.append(_Found(rank, kind, year, _split(districts)))
        return found

    def show(self, entry: _Found) -> Hit:
        is_other, _, number = entry.rank
        row = self._connection.execute(SHOWN, {"id": number, "at": self._at}).fetchone()
        url, kind, title, summary, published_at, districts, is_over, is_cancelled, is_sample = row
        return Hit(
            url=url,
            kind=kind,
            title=title,
            summary=summary,
            published_at=datetime.fromisoformat(published_at) if published_at else None,
            districts=_split(districts),
            is_over=bool(is_over),
            is_cancelled=bool(is_cancelled),
            is_sample=bool(is_sample),
            is_whole=not is_other,
        )


def _split(districts: str) -> tuple[str, ...]:
    return tuple(districts.split())


def _passing(found: Sequence[_Found], filters: Filters) -> Iterator[_Found]:
    return (entry for entry in found if filters.let_pass(*entry[1:]))
