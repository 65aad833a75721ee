"""What a citizen types finds the page, however it is spelled."""

from datetime import timedelta

import pytest

from search.index import Document, write_index
from search.query import search
from tests.moments import NOON


def make_document(title, *, body="", language="tr", days=0):
    return Document(
        url=f"/haberler/{title}/",
        language=language,
        kind="news",
        title=title,
        summary="",
        body=body,
        published_at=NOON + timedelta(days=days),
    )


def find_titles(path, question, language="tr"):
    return [hit.title for hit in search(path, question, language=language)]


@pytest.fixture
def index(tmp_path):
    path = tmp_path / "search.db"
    write_index(
        path,
        [
            make_document("Hınıs'ta su kesintisi"),
            make_document("İspir yolunda asfalt", body="Ilıca kavşağına kadar kar küreme yapıldı."),
            make_document("Şenkaya kütüphanesi açıldı"),
            make_document("Bus lines in winter", language="en"),
        ],
    )
    return path


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("HINIS", "Hınıs'ta su kesintisi"),
        ("hinis", "Hınıs'ta su kesintisi"),
        ("su kesintileri", "Hınıs'ta su kesintisi"),
        ("ispir", "İspir yolunda asfalt"),
        ("İSPİR asfaltlama", "İspir yolunda asfalt"),
        ("ılıca", "İspir yolunda asfalt"),
        ("kar küreme", "İspir yolunda asfalt"),
        ("senkaya", "Şenkaya kütüphanesi açıldı"),
        ("kütüphanenin", "Şenkaya kütüphanesi açıldı"),
    ],
)
def test_a_word_is_found_in_any_case_form_and_spelling(index, question, title):
    assert find_titles(index, question)[:1] == [title]


@pytest.mark.parametrize(
    "question",
    ["", "   ", '"', "*", "AND", "NEAR(", "{title}:", "a" * 10_000, "'; DROP TABLE words", "\x00"],
)
def test_any_text_is_a_question(index, question):
    assert isinstance(find_titles(index, question), list)


def test_a_page_in_another_language_is_not_found(index):
    assert find_titles(index, "bus") == []
    assert find_titles(index, "bus", language="en") == ["Bus lines in winter"]


def test_a_word_in_the_title_comes_before_one_in_the_text(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document("Yol", body="park " * 3), make_document("Park açıldı")])

    assert find_titles(path, "park") == ["Park açıldı", "Yol"]


def test_equal_pages_are_listed_newest_first(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document("Kar", days=day) for day in (0, 2, 1)])

    hits = search(path, "kar", language="tr")

    assert [hit.published_at for hit in hits] == sorted(
        (hit.published_at for hit in hits), reverse=True
    )


def test_the_same_documents_make_the_same_bytes(tmp_path):
    documents = [make_document("Kar"), make_document("Yol")]

    write_index(tmp_path / "a.db", documents)
    write_index(tmp_path / "b.db", documents)

    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_a_missing_index_is_not_an_empty_answer(tmp_path):
    with pytest.raises(FileNotFoundError):
        search(tmp_path / "search.db", "kar", language="tr")
