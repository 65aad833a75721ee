"""What a citizen types finds the page, however it is spelled."""

from datetime import timedelta

import pytest

from search.index import Document, write_index
from search.query import IndexNotReadable, search
from search.results import Filters, Match
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
    return [hit.title for hit in search(path, question, language=language, at=NOON).hits]


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

    hits = search(path, "kar", language="tr", at=NOON).hits

    assert [hit.published_at for hit in hits] == sorted(
        (hit.published_at for hit in hits), reverse=True
    )


def test_the_same_documents_make_the_same_bytes(tmp_path):
    documents = [make_document("Kar"), make_document("Yol")]

    write_index(tmp_path / "a.db", documents)
    write_index(tmp_path / "b.db", documents)

    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_a_missing_index_is_not_an_empty_answer(tmp_path):
    with pytest.raises(IndexNotReadable):
        search(tmp_path / "search.db", "kar", language="tr", at=NOON)


def test_a_file_that_is_no_index_is_not_an_empty_answer(tmp_path):
    (tmp_path / "search.db").write_bytes(b"not an index " * 100)

    with pytest.raises(IndexNotReadable):
        search(tmp_path / "search.db", "kar", language="tr", at=NOON)


def test_a_short_word_does_not_find_what_only_begins_like_it(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document("Meclis kararları"), make_document("Karlı yollar açıldı")])

    assert find_titles(path, "kar") == ["Karlı yollar açıldı"]


def test_pages_with_the_whole_word_stand_before_its_other_forms(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document("Asfaltlama sürüyor"), make_document("Yeni asfalt")])

    results = search(path, "asfalt", language="tr", at=NOON)

    assert [(hit.title, hit.is_whole) for hit in results.hits] == [
        ("Yeni asfalt", True),
        ("Asfaltlama sürüyor", False),
    ]


def test_who_asks_with_other_forms_is_told_so(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document("Asfaltlama sürüyor")])

    assert search(path, "asfaltlandı", language="tr", at=NOON).match is Match.FORMS


def test_a_slip_of_the_finger_is_answered_with_what_was_meant(index):
    results = search(index, "kütüfhane", language="tr", at=NOON)

    assert results.suggestion is not None
    assert find_titles(index, results.suggestion) == ["Şenkaya kütüphanesi açıldı"]


def test_filters_narrow_and_say_how_many_each_would_leave(tmp_path):
    path = tmp_path / "search.db"
    old = make_document("Kar küreme", days=-400)
    write_index(path, [old, make_document("Kar tatili"), make_document("Kar şenliği")])

    results = search(path, "kar", language="tr", at=NOON, filters=Filters(year=2025))

    assert [hit.title for hit in results.hits] == ["Kar küreme"]
    assert dict(results.years) == {2025: 1, 2026: 2}


def test_a_page_of_results_begins_where_the_one_before_it_ended(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document(f"Kar {number}") for number in range(25)])

    first = search(path, "kar", language="tr", at=NOON)
    second = search(path, "kar", language="tr", at=NOON, offset=20)

    assert (len(first.hits), len(second.hits), first.total) == (20, 5, 25)
    assert not {hit.url for hit in first.hits} & {hit.url for hit in second.hits}


def test_a_new_index_is_read_in_the_place_of_the_one_before(tmp_path):
    path = tmp_path / "search.db"
    write_index(path, [make_document("Kar"), make_document("Snow", language="en")])
    before = find_titles(path, "kar")

    write_index(path, [make_document("Snow", language="en"), make_document("Kar yağdı")])

    assert (before, find_titles(path, "kar")) == (["Kar"], ["Kar yağdı"])


def test_pages_are_in_one_order_wherever_a_page_of_results_ends(tmp_path):
    path = tmp_path / "search.db"
    titles = ["Asfalt", "Asfaltlama", "Yeni asfalt", "Asfaltlanan yol", "Asfalt işi"]
    write_index(path, [make_document(title, body=f"{title} " * 3) for title in titles])

    whole = search(path, "asfalt", language="tr", at=NOON).hits
    parts = [
        search(path, "asfalt", language="tr", at=NOON, offset=start, limit=1).hits[0]
        for start in range(5)
    ]

    assert parts == whole
    assert [hit.is_whole for hit in whole] == [True, True, True, False, False]
