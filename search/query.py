"""Finds pages in the index."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from search.words import match_expression

# Title before body, a whole word before a prefix: the weights of the index's four columns.
QUERY = """
SELECT url, kind, document.title, summary, published_at
FROM words JOIN document ON document.id = words.rowid
WHERE words MATCH :expression AND language = :language
ORDER BY bm25(words, 10, 2, 5, 1), published_at DESC
LIMIT :limit
"""


@dataclass(frozen=True)
class Hit:
    url: str
    kind: str
    title: str
    summary: str
    published_at: datetime


def search(path: Path, question: str, *, language: str, limit: int = 20) -> list[Hit]:
    """The pages in `language` that have every word of `question`, the best first.

    Any text is a question; one without a word finds nothing. Raises FileNotFoundError if there is
    no index at `path`.
    """
    expression = match_expression(question)
    if not path.exists():
        raise FileNotFoundError(path)
    if expression is None:
        return []
    # The file is never changed once it is in place, so it needs no lock.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        rows = connection.execute(
            QUERY, {"expression": expression, "language": language, "limit": limit}
        ).fetchall()
    finally:
        connection.close()
    return [
        Hit(url, kind, title, summary, datetime.fromisoformat(published_at))
        for url, kind, title, summary, published_at in rows
    ]
