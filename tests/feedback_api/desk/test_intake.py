import pytest

from feedback_api.models.requests import Channel
from tests.feedback_api.clerks import read_case
from tests.feedback_api.desk.test_case import BAD_TEXTS
from text.cleaning import clean_text

NEW = "/personel/yeni/"
CALL = {
    "category": "zabita",
    "description": "Kaldırım işgal edilmiş.",
    "telephone": "0532 123 45 67",
}
TEXT_FIELDS = ["description", "neighbourhood", "place", "name", "telephone", "email", "address"]


def reference_on(page):
    return page.split("/personel/basvuru/")[1].split("/")[0]


def test_a_call_is_written_down_and_its_number_read_out(desk, clerk, tables):
    desk.open(NEW)

    answer = desk.send(NEW, **CALL)

    assert "takip şifresini" in answer.text
    case = read_case(tables, reference_on(answer.text), clerk)
    assert (case.channel, case.reporter_telephone) == (Channel.TELEPHONE, "+905321234567")
    assert case.history[-1].by == "ayse"


def test_a_page_that_is_reloaded_shows_the_same_number(desk):
    desk.open(NEW)
    form = {**desk.form(NEW).fields, **CALL}

    pages = [desk.client.post(NEW, data=form).text for _ in range(2)]

    assert reference_on(pages[0]) == reference_on(pages[1])


def test_the_questions_of_a_category_are_asked_before_it_is_stored(desk):
    desk.open(NEW)

    asked = desk.send(NEW, **{**CALL, "category": "kar-kureme"})
    stored = desk.send(NEW, extra_durum="kapali")

    assert asked.status_code == 422
    assert "Yol ne durumda?" in asked.text
    assert stored.status_code == 200


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_whatever_is_typed_is_kept_or_accepted(desk, field):
    for kind, text in BAD_TEXTS.items():
        desk.open(NEW)
        answer = desk.send(NEW, **{**CALL, field: text})

        assert answer.status_code in {200, 422}, kind
        assert "<script>" not in answer.text
        if answer.status_code == 422:
            assert desk.page.errors, kind
            assert desk.form(NEW).fields["category"] == "zabita", kind
            assert len(desk.form(NEW).fields[field].strip()) == len(clean_text(text)), kind
