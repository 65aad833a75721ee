"""Real questions over the sample content: the page that was meant is among the first three."""

from pathlib import Path

import pytest

from search.query import search
from tests.moments import NOON

pytestmark = pytest.mark.xdist_group("site")

QUESTIONS = Path(__file__).with_name("questions.tsv")
FIRST = 3
MOST_MISSES = 2


def list_questions():
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def index(site):
    return site.folder / ".meydan" / "search.db"


def test_the_page_that_was_meant_is_among_the_first_three(index):
    questions = list_questions()

    missed = []
    for question, wanted in questions:
        hits = search(index, question, language="tr", at=NOON, limit=FIRST).hits
        if not any(wanted in hit.url for hit in hits):
            missed.append((question, [hit.url for hit in hits]))

    assert len(questions) >= 60
    assert len(missed) <= MOST_MISSES, missed


@pytest.mark.parametrize("question", ["ve", "bu ne", "SELECT * FROM words", "🎉", "\u202ekar"])
def test_a_question_of_chance_is_answered_calmly(index, question):
    results = search(index, question, language="tr", at=NOON)

    assert results.total >= len(results.hits)
