from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.feedback_api.factories import make_receipt
from tests.moments import NOON


def test_what_is_overdue_stands_first_and_says_so(desk, tables):
    make_receipt(tables, category="zabita", description="yeni olan")
    make_receipt(tables, description="geciken", at=NOON - timedelta(days=60))

    page = desk.open("/personel/").text

    assert page.index("geciken") < page.index("yeni olan")
    assert "gün gecikti" in page
    assert "gün kaldı" in page


@pytest.mark.parametrize("words", ["IĞDIR", "ığdır", "iğdir", "ığdır yolu"])
def test_the_search_knows_turkish_letters(desk, tables, words):
    make_receipt(tables, description="Iğdır yolu kapalı")
    make_receipt(tables, description="Başka bir konu")

    page = desk.open(f"/personel/?ara={words}").text

    assert "1 başvuru" in page
    assert "Iğdır yolu kapalı" in page


def test_a_request_is_found_by_its_number(desk, tables):
    reference = make_receipt(tables).reference
    make_receipt(tables)

    page = desk.open(f"/personel/?ara={reference.lower()}").text

    assert reference in page
    assert "1 başvuru" in page


@pytest.mark.parametrize("words", ["%25", "_", "%5C", "'%20or%201=1", "%00", "%F0%9F%98%80"])
def test_signs_of_the_database_are_only_letters(desk, tables, words):
    make_receipt(tables, description="Sıradan bir metin")

    page = desk.open(f"/personel/?ara=x{words}")

    assert page.status_code == 200
    assert "Burada başvuru yok" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "durum=yok&kanal=yok&birim=yok&konu=yok&ilce=yok",
        "sayfa=0",
        "sayfa=-3",
        "sayfa=" + "9" * 50,
        "sayfa=١",
        "birim=%00",
        "ara=" + "a" * 5000,
    ],
)
def test_an_address_that_makes_no_sense_is_still_a_page(desk, query):
    assert desk.open(f"/personel/?{query}").status_code == 200


def test_two_hundred_cases_are_read_in_a_handful_of_queries(desk, tables):
    for number in range(60):
        make_receipt(tables, description=f"başvuru {number}")
    queries = []
    event.listen(tables.engine, "before_cursor_execute", lambda *given: queries.append(given[2]))

    page = desk.open("/personel/")

    assert page.text.count('class="what"') == 50
    assert len([query for query in queries if query.startswith("SELECT")]) <= 6


def test_the_filters_stay_when_the_page_is_turned(desk, tables):
    for number in range(51):
        make_receipt(tables, category="zabita", description=f"başvuru {number}")

    page = desk.open("/personel/?konu=zabita&ara=başvuru")

    assert "konu=zabita&amp;ara=ba%C5%9Fvuru&amp;sayfa=2" in page.text
