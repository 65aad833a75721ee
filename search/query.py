"""Finds pages in the index, the best first."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

from search.facts import Facts, read_facts
from search.results import Filters, Hit, Match, Results
from search.suggestion import suggest
from search.words import Word, words_of_question

PAGE = 20
# bm25 counts a word the less the more often it stands, whatever the weight of its column: a title
# that has all that was asked for needs this to stay before a text that repeats it.
ALL_IN_TITLE = 2
EVERYTHING = Filters()

# The weights are those of the index's four columns: title before text, a whole word before another
# form. bm25 is below zero, the lower the better. It is what takes longest, so it is asked only of
# what may be shown.
SCORES = "SELECT rowid, bm25(words, 10, 2, 4, 1) FROM words WHERE words MATCH :expression"
# The plus keeps SQLite from asking for each number by itself.
ONLY_WHOLE = " AND +rowid IN (SELECT rowid FROM words WHERE words MATCH :whole)"
NUMBERS = "SELECT rowid FROM words WHERE words MATCH ?"
SHOWN = """
SELECT url, kind, title, summary, published_at, districts, ends_at <= :at, is_cancelled, is_sample
FROM document WHERE id = :id
"""


class IndexNotReadable(Exception):
    """There is no index, or it is not one that this version reads."""


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
        facts = read_facts(path)
        finder = _Finder(connection, facts, language, at)
        match, found = finder.find(words)
        passing = facts.passing(found.numbers, filters)
        suggestion = None
        if match in {Match.SOME, Match.NOTHING}:
            suggestion = suggest(connection, question, words, language)
        best = finder.rank(found, passing, most=offset + limit)
        return Results(
            hits=[finder.show(number, found) for number in best[offset:]],
            total=len(passing),
            match=match,
            suggestion=suggestion,
            kinds=facts.count_kinds(facts.passing(found.numbers, replace(filters, kind=None))),
            years=facts.count_years(facts.passing(found.numbers, replace(filters, year=None))),
            districts=facts.count_districts(
                facts.passing(found.numbers, replace(filters, district=None))
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
    except (OSError, sqlite3.DatabaseError) as error:
        raise IndexNotReadable(path) from error
    finally:
        connection.close()


class _Found(NamedTuple):
    expression: str  # in FTS5's language
    numbers: list[int]  # of all pages that answer, in no order
    whole: str  # what pages with every word as it was typed answer to
    with_whole: set[int]
    in_title: set[int]


class _Finder:
    def __init__(
        self, connection: sqlite3.Connection, facts: Facts, language: str, at: datetime
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._language = language
        self._at = at.astimezone(UTC).isoformat()

    def find(self, words: Sequence[Word]) -> tuple[Match, _Found]:
        whole = _all_of(word.whole for word in words)
        with_whole = set(self._numbers(whole))
        in_title = set(self._numbers(_all_of(word.in_title for word in words)))
        ways = [word.any_form for word in words]
        every = _all_of(ways)
        if numbers := self._numbers(every):
            has_whole = not with_whole.isdisjoint(numbers)
            match = Match.WHOLE if has_whole else Match.FORMS
            return match, _Found(every, numbers, whole, with_whole, in_title)
        some = " OR ".join(ways)
        numbers = self._numbers(some)
        match = Match.SOME if numbers else Match.NOTHING
        return match, _Found(some, numbers, whole, with_whole, in_title)

    def rank(self, found: _Found, numbers: list[int], *, most: int) -> list[int]:
        """The best `most` of the numbers, which were found; the best first.

        Pages with every word as typed stand first: where they fill the place, no other is looked
        at.
        """
        first = [number for number in numbers if number in found.with_whole]
        if len(first) >= most:
            return self._best(SCORES + ONLY_WHOLE, found, first, most)
        return self._best(SCORES, found, numbers, most)

    def _best(self, statement: str, found: _Found, numbers: list[int], most: int) -> list[int]:
        asked = {"expression": found.expression, "whole": found.whole}
        scores = dict(self._connection.execute(statement, asked))

        def rank(number: int) -> tuple[bool, float, int]:
            score = scores[number] * self._facts.worth_at(number, self._at)
            better = score * ALL_IN_TITLE if number in found.in_title else score
            # Between equals the order in which they were written decides: the newest first.
            return number not in found.with_whole, better, number

        return nsmallest(most, numbers, key=rank)

    def _numbers(self, expression: str) -> list[int]:
        """The pages in the language that answer."""
        found = (number for (number,) in self._connection.execute(NUMBERS, (expression,)))
        return self._facts.in_language(found, self._language)

    def show(self, number: int, found: _Found) -> Hit:
        row = self._connection.execute(SHOWN, {"id": number, "at": self._at}).fetchone()
        url, kind, title, summary, published_at, districts, is_over, is_cancelled, is_sample = row
        return Hit(
            url=url,
            kind=kind,
            title=title,
            summary=summary,
            published_at=datetime.fromisoformat(published_at) if published_at else None,
            districts=tuple(districts.split()),
            is_over=bool(is_over),
            is_cancelled=bool(is_cancelled),
            is_sample=bool(is_sample),
            is_whole=number in found.with_whole,
        )


def _all_of(ways: Iterable[str]) -> str:
    return " AND ".join(ways)
