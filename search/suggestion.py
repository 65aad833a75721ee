"""What a question that finds too little may have meant, in words that the pages have."""

import re
import sqlite3
from collections.abc import Sequence

from search.words import Word
from text.nearest import nearest

# Looking for what is near takes time: a question with more unknown words is not a slip.
MOST_UNKNOWN = 3
SHORTEST = 4
LENGTH_APART = 2
ALIKE = 0.75

IS_KNOWN = """
SELECT 1 FROM words JOIN document ON document.id = words.rowid
WHERE words MATCH ? AND language = ? LIMIT 1
"""
# A slip rarely changes the length much, or both how a word begins and what follows.
NEAR = """
SELECT folded, written FROM spelling
WHERE language = :language AND length(folded) BETWEEN :shortest AND :longest
AND (substr(folded, 1, 1) = :first OR substr(folded, 2, 2) = :following)
"""
WRITTEN = "SELECT written FROM spelling WHERE language = ? AND folded = ?"


def suggest(
    connection: sqlite3.Connection, question: str, words: Sequence[Word], language: str
) -> str | None:
    """The question with each word that no page has replaced by the nearest that pages have.

    `words` are those of the question that count. None if there is nothing near.
    """
    vocabulary = _Vocabulary(connection, language)
    unknown = [word for word in words if not vocabulary.knows(word)]
    if len(unknown) > MOST_UNKNOWN:
        return None
    suggested = question
    for word in unknown:
        if meant := vocabulary.two_words(word.folded) or vocabulary.nearest(word.folded):
            suggested = re.sub(rf"\b{re.escape(word.written)}\b", meant, suggested)
    return suggested if suggested != question else None


class _Vocabulary:
    def __init__(self, connection: sqlite3.Connection, language: str) -> None:
        self._connection = connection
        self._language = language

    def knows(self, word: Word) -> bool:
        """True if a page has the word in any form."""
        found = self._connection.execute(IS_KNOWN, (word.any_form, self._language))
        return found.fetchone() is not None

    def nearest(self, folded: str) -> str | None:
        if len(folded) < SHORTEST:
            return None
        candidates = dict(
            self._connection.execute(
                NEAR,
                {
                    "language": self._language,
                    "shortest": len(folded) - LENGTH_APART,
                    "longest": len(folded) + LENGTH_APART,
                    "first": folded[0],
                    "following": folded[1:3],
                },
            )
        )
        near = nearest(folded, candidates, alike=ALIKE)
        return candidates[near] if near else None

    def two_words(self, folded: str) -> str | None:
        """The two words that were typed as one: `sukesintisi`."""
        for cut in range(2, len(folded) - 2):
            first, second = self._written(folded[:cut]), self._written(folded[cut:])
            if first and second:
                return f"{first} {second}"
        return None

    def _written(self, folded: str) -> str | None:
        row = self._connection.execute(WRITTEN, (self._language, folded)).fetchone()
        return str(row[0]) if row else None
