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


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "***", "-;--", "\U0001f600", "\ufffd", "' ( ) ^ :", "\u200b*"],
)
def test_who_types_no_word_is_told_what_to_type(visitor, typed):
    answer = visitor.get("/ara/", query_string={"q": typed})

    assert answer.status_code == 200
    assert "içinde aranacak sözcük yok" in answer.text
    assert "“su kesintisi”" in answer.text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("küreme\0", True),
        ("küreme'; DROP TABLE document; --", True),
        ("küreme) OR title : (kar", True),
        ("kar NEAR(küreme)", True),
        ("ve ile bu", False),
    ],
)
def test_any_other_text_is_searched_for_as_words(visitor, typed, found):
    answer = visitor.get("/ara/", query_string={"q": typed})

    assert answer.status_code == 200
    assert ('href="/haberler/kar/"' in answer.text) == found
    assert ("sonuç bulunamadı" in answer.text) == (not found)


@pytest.mark.parametrize("typed", ["\0", "", "   ", "\u200b"])
def test_who_types_nothing_is_shown_how_to_search(visitor, typed):
    answer = visitor.get("/ara/", query_string={"q": typed})

    assert answer.status_code == 200
    assert "“su kesintisi”" in answer.text
    assert "<h2>" not in answer.text.partition("<main")[2].partition("</main>")[0]


def test_ten_thousand_letters_are_searched_for_by_their_beginning(visitor):
    answer = visitor.get("/ara/", query_string={"q": "küreme " + "a" * 10_000})

    assert answer.status_code == 200
    assert "yalnızca baş tarafı arandı" in answer.text
    assert 'href="/haberler/kar/"' in answer.text
    assert "a" * 500 not in answer.text


def test_filters_that_mean_nothing_narrow_nothing(visitor):
    answer = visitor.get("/ara/?q=kar&tur=%00&yil=9e9&ilce=';--&sayfa=-1")

    assert answer.status_code == 200
    assert "için 1 sonuç" in answer.text
