"""Writes the index that the service searches."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from search.words import prefixes_of, words_of

SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    published_at TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, title_prefixes, body_prefixes, content='', tokenize='ascii'
);
"""


@dataclass(frozen=True)
class Document:
    """One page that can be found."""

    url: str  # "/haberler/2026/11/su-kesintisi/"
    language: str
    kind: str
    title: str
    summary: str
    body: str  # plain text
    published_at: datetime


def write_index(path: Path, documents: Iterable[Document]) -> None:
    """Put a new index at `path` in one step; the same documents give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        with connection:
            connection.executescript(SCHEMA)
            for number, document in enumerate(documents, start=1):
                _add(connection, number, document)
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    finally:
        connection.close()
    unfinished.replace(path)


def _add(connection: sqlite3.Connection, number: int, document: Document) -> None:
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            document.url,
            document.language,
            document.kind,
            document.title,
            document.summary,
            document.published_at.astimezone(UTC).isoformat(),
        ),
    )
    body = f"{document.summary} {document.body}"
    columns = (
        words_of(document.title),
        words_of(body),
        prefixes_of(document.title),
        prefixes_of(body),
    )
    connection.execute(
        "INSERT INTO words (rowid, title, body, title_prefixes, body_prefixes)"
        " VALUES (?, ?, ?, ?, ?)",
        (number, *(" ".join(column) for column in columns)),
    )
