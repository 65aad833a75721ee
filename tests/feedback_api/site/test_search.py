import pytest

from search.index import Document, write_index
from tests.moments import NOON


@pytest.fixture
def visitor(app, tmp_path):
    write_index(
        tmp_path / "site" / ".meydan" / "search.db",
        [
            Document("/haberler/kar/", "tr", "news", "Kar küreme <b>sürüyor</b>", "Özet", "", NOON),
            Document("/en/news/snow/", "en", "news", "Snow clearing", "Summary", "", NOON),
        ],
    )
    return app.test_client()


def test_a_page_is_found_without_turkish_letters(visitor):
    answer = visitor.get("/ara/?q=KUREME")

    assert 'href="/haberler/kar/"' in answer.text
    assert "Kar küreme &lt;b&gt;sürüyor&lt;/b&gt;" in answer.text
    assert "için 1 sonuç" in answer.text


def test_each_language_finds_its_own_pages(visitor):
    answer = visitor.get("/en/ara/?q=snow")

    assert 'href="/en/news/snow/"' in answer.text
    assert 'lang="en"' in answer.text


def test_who_finds_nothing_is_led_to_the_form(visitor):
    answer = visitor.get("/ara/?q=uzay")

    assert "sonuç bulunamadı" in answer.text
    assert 'href="/basvuru/"' in answer.text


def test_the_question_stays_in_its_box(visitor):
    answer = visitor.get('/ara/?q=kar"><script>')

    assert "kar&#34;&gt;&lt;script&gt;" in answer.text


def test_without_an_index_the_page_says_so(app):
    answer = app.test_client().get("/ara/?q=kar")

    assert answer.status_code == 200
    assert "Arama şu anda kullanılamıyor" in answer.text
