"""How fast the search answers over 10,000 pages, beside a plain scan of the same texts."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.texts import NEWEST, documents
from search.index import Document, write_index
from search.query import search

PAGES = 10_000
ROUNDS = 3
QUESTIONS = (
    "su kesintisi",
    "kesintiler",
    "kar küreme",
    "KAR",
    "asfaltlama",
    "otobüs saatleri",
    "İspir",
    "senkaya",
    "sokağım neden kapalı",
    "imar planı askısı",
    "park bakımı",
    "kış hazırlığı",
    "karovaçay",
    "kütüfhane",
    "sukesintisi",
    "uzay mekiği",
    "yol",
    "Büyükşehir Belediyesi bugün yeni çalışma duyurdu",
)


def run() -> Iterator[str]:
    pages = list(documents(PAGES))
    with TemporaryDirectory() as folder:
        index = Path(folder) / "search.db"
        started = perf_counter()
        write_index(index, pages)
        seconds = perf_counter() - started
        yield f"{PAGES:,} pages written in {seconds:.1f} s, {index.stat().st_size / 1e6:.0f} MB"
        ours = _measure(lambda question: search(index, question, language="tr", at=NEWEST))
    scan = _Scan(pages)
    baseline = _measure(scan.find)
    yield f"{len(QUESTIONS)} questions, {ROUNDS} times each       p50        p95"
    yield f"search                       {_in_words(ours)}"
    yield f"plain scan (LIKE)            {_in_words(baseline)}"
    ratios = [mine / theirs for mine, theirs in zip(ours, baseline, strict=True)]
    yield f"ratio                        {ratios[0]:8.2f}   {ratios[1]:8.2f}"


class _Scan:
    """The simplest that finds something: every text that has the letters."""

    def __init__(self, pages: Sequence[Document]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE TABLE page (title TEXT, body TEXT)")
        rows = [(page.title, f"{page.title} {page.summary} {page.body}") for page in pages]
        self._connection.executemany("INSERT INTO page VALUES (?, ?)", rows)

    def find(self, question: str) -> object:
        words = question.split()
        has_all = " AND ".join(["body LIKE ?"] * len(words))
        statement = f"SELECT title FROM page WHERE {has_all}"  # noqa: S608 (question marks)
        return self._connection.execute(statement, [f"%{word}%" for word in words]).fetchall()


def _measure(find: Callable[[str], object]) -> tuple[float, float]:
    """Seconds of the median and of the slowest twentieth."""
    find(QUESTIONS[0])
    seconds = []
    for question in QUESTIONS * ROUNDS:
        started = perf_counter()
        find(question)
        seconds.append(perf_counter() - started)
    percentiles = quantiles(seconds, n=20, method="inclusive")
    return percentiles[9], percentiles[18]


def _in_words(seconds: tuple[float, float]) -> str:
    return "   ".join(f"{each * 1000:5.1f} ms" for each in seconds)
