"""Writes the index that the service searches."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from search.words import Word, words_of
from text.turkish import lower

SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    published_at TEXT,
    year INTEGER,
    ends_at TEXT,
    is_cancelled INTEGER NOT NULL,
    is_sample INTEGER NOT NULL,
    districts TEXT NOT NULL,
    freshness REAL NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, title_forms, body_forms, content='', tokenize='ascii'
);
CREATE TABLE spelling (
    language TEXT NOT NULL,
    folded TEXT NOT NULL,
    written TEXT NOT NULL,
    PRIMARY KEY (language, folded)
) WITHOUT ROWID;
"""
SHORTEST_SPELLING = 2
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Document:
    """One page that can be found."""

    url: str  # "/haberler/2026/11/su-kesintisi/"
    language: str
    kind: str
    title: str
    summary: str
    body: str  # plain text
    published_at: datetime | None  # its own zone says which year it is of; None: it does not age
    districts: tuple[str, ...] = ()  # their slugs
    ends_at: datetime | None = None  # when what it announces is over
    is_cancelled: bool = False
    is_sample: bool = False


class Words(NamedTuple):
    """What the index keeps of a document's words."""

    title: str  # folded: "su kesintisi"
    body: str
    title_forms: str
    body_forms: str
    spellings: Mapping[str, str]  # each way in which a word is written -> the word, folded


def read_words(document: Document) -> Words:
    """The words of the document; they depend on nothing else, so they may be kept."""
    title = list(words_of(document.title))
    body = list(words_of(f"{document.summary} {document.body}"))
    spellings = {word.written: word.folded for word in (*title, *body)}
    return Words(_whole(title), _whole(body), _forms(title), _forms(body), spellings)


def write_index(
    path: Path, documents: Iterable[Document], read: Callable[[Document], Words] = read_words
) -> None:
    """Put a new index at `path` in one step; the same documents give the same bytes.

    `read` gives what `read_words` does, perhaps from where it was kept.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        with connection:
            connection.executescript(SCHEMA)
            _Writer(connection).write(list(documents), read)
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    finally:
        connection.close()
    unfinished.replace(path)


class _Writer:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # How often each word is written in which way, by language.
        self._spellings: dict[str, Counter[str]] = {}
        self._folded: dict[str, str] = {}

    def write(self, documents: Sequence[Document], read: Callable[[Document], Words]) -> None:
        moments = [document.published_at for document in documents if document.published_at]
        newest = max(moments, default=None)
        for number, document in enumerate(documents, start=1):
            words = read(document)
            self._write_facts(number, document, _freshness(document, newest))
            self._write_words(number, words)
            self._spellings.setdefault(document.language, Counter()).update(words.spellings.keys())
            self._folded.update(words.spellings)
        self._write_spellings()

    def _write_facts(self, number: int, document: Document, freshness: float) -> None:
        published_at = document.published_at
        self._connection.execute(
            f"INSERT INTO document VALUES ({', '.join('?' * 13)})",  # noqa: S608 (question marks)
            (
                number,
                document.url,
                document.language,
                document.kind,
                document.title,
                document.summary,
                _utc(published_at),
                published_at.year if published_at else None,
                _utc(document.ends_at),
                document.is_cancelled,
                document.is_sample,
                " ".join(document.districts),
                freshness,
            ),
        )

    def _write_words(self, number: int, words: Words) -> None:
        self._connection.execute(
            "INSERT INTO words (rowid, title, body, title_forms, body_forms)"
            " VALUES (?, ?, ?, ?, ?)",
            (number, words.title, words.body, words.title_forms, words.body_forms),
        )

    def _write_spellings(self) -> None:
        """Of each word the way in which most pages write it: what a suggestion is made of."""
        for language, seen in sorted(self._spellings.items()):
            best: dict[str, str] = {}
            for written in sorted(seen, key=lambda written: (seen[written], written)):
                if written.isalpha() and len(written) >= SHORTEST_SPELLING:
                    best[self._folded[written]] = _in_small_letters(written, language)
            self._connection.executemany(
                "INSERT INTO spelling VALUES (?, ?, ?)",
                [(language, folded, written) for folded, written in sorted(best.items())],
            )


def _freshness(document: Document, newest: datetime | None) -> float:
    """How much more than an old page it is worth: 2 for the newest, 1.5 a year before it."""
    if document.published_at is None or newest is None:
        return 1.0
    return 1 + 1 / (1 + (newest - document.published_at) / YEAR)


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _whole(words: Iterable[Word]) -> str:
    return " ".join(word.folded for word in words)


def _forms(words: Iterable[Word]) -> str:
    return " ".join(form for word in words for form in word.forms)


def _in_small_letters(written: str, language: str) -> str:
    return lower(written) if language == "tr" else written.lower()
