import pytest

from feedback_api.models.requests import Status
from tests.feedback_api.clerks import last_line, make_clerk, make_desk, read_case
from tests.feedback_api.factories import make_picture, make_receipt
from text.cleaning import clean_text

BAD_TEXTS = {
    "empty": "",
    "blanks": " \t\r\n ",
    "zero-width": "\u200b\ufeff\u2060",
    "NUL": "a\0b",
    "100,000 characters": "ş" * 100_000,
    "right to left": "\u202eabc\u2066",
    "emoji": "👨‍👩‍👧‍👦🏔️",
    "script": "<script>alert(1)</script>",
    "dotted and dotless": "İIıi Iğdır",
    "not a word": "x" * 9_000,
}
FIELDS = [
    ("cevap", "text", {"outcome": "resolved"}),
    ("cevap", "reason", {"outcome": "declined", "text": "Olmaz."}),
    ("soru", "text", {}),
    ("not", "text", {}),
    ("kurum", "note", {"institution": "ANOTHER"}),
    ("durum", "reason", {"status": "withdrawn"}),
]


def page_of(reference, act=""):
    return f"/personel/basvuru/{reference}/" + (f"{act}/" if act else "")


def send(desk, reference, act, **typed):
    desk.open(page_of(reference))
    return desk.send(page_of(reference, act), **{f"{act}-{name}": t for name, t in typed.items()})


@pytest.mark.parametrize(("act", "field", "beside"), FIELDS, ids=lambda part: str(part)[:12])
def test_whatever_is_typed_is_kept_or_accepted(desk, tables, erzurum, act, field, beside):
    other = next(body.slug for body in erzurum.institutions if not body.affiliate)
    beside = {name: other if said == "ANOTHER" else said for name, said in beside.items()}

    for kind, text in BAD_TEXTS.items():
        reference = make_receipt(tables).reference
        answer = send(desk, reference, act, **{**beside, field: text})

        assert answer.status_code in {200, 422}, kind
        assert "<script>" not in answer.text
        if answer.status_code == 422:
            assert desk.page.errors, kind
            kept = desk.form(page_of(reference, act)).fields
            assert {name: kept[f"{act}-{name}"].strip() for name in beside} == beside, kind
            assert len(kept[f"{act}-{field}"].strip()) == len(clean_text(text)), kind


def test_an_answer_is_on_the_page_and_in_the_history(desk, clerk, tables):
    reference = make_receipt(tables).reference

    answer = send(desk, reference, "cevap", outcome="resolved", text="Yol açıldı.")

    assert "Cevabınız kaydedildi" in answer.text
    assert read_case(tables, reference, clerk).answer == "Yol açıldı."


def test_a_refusal_without_a_reason_comes_back_with_the_sentence_beside_it(desk, tables):
    reference = make_receipt(tables).reference

    answer = send(desk, reference, "cevap", outcome="declined", text="Olmaz.")

    assert answer.status_code == 422
    assert any("Gerekçeyi yazın" in error for error in desk.page.errors)


def test_who_comes_second_reads_what_the_first_did_and_keeps_the_text(
    desk, colleague, clerk, tables
):
    reference = make_receipt(tables).reference
    desk.open(page_of(reference))
    send(colleague, reference, "soru", text="Hangi sokak?")

    fields = {"cevap-outcome": "resolved", "cevap-text": "Bitti."}
    conflict = desk.send(page_of(reference, "cevap"), **fields)

    assert conflict.status_code == 409
    assert "Hangi sokak?" in conflict.text
    assert "Can Işık" in conflict.text
    assert read_case(tables, reference, clerk).status is Status.WAITING_FOR_CITIZEN
    assert "Cevabınız kaydedildi" in desk.send(page_of(reference, "cevap")).text


def test_text_for_which_it_is_too_late_is_shown_to_be_copied(desk, colleague, tables):
    reference = make_receipt(tables).reference
    desk.open(page_of(reference))
    send(colleague, reference, "cevap", outcome="resolved", text="Ben cevapladım.")

    fields = {"cevap-outcome": "answered", "cevap-text": "Benim uzun cevabım."}
    conflict = desk.send(page_of(reference, "cevap"), **fields)

    assert conflict.status_code == 409
    assert "Benim uzun cevabım." in conflict.text
    assert "Bu işlem artık yapılamıyor" in conflict.text


def test_a_double_click_is_one_answer(desk, clerk, tables):
    reference = make_receipt(tables).reference
    desk.open(page_of(reference))
    form = desk.form(page_of(reference, "cevap")).fields
    typed = {**form, "cevap-outcome": "resolved", "cevap-text": "Bitti."}

    codes = [
        desk.client.post(page_of(reference, "cevap"), data=typed).status_code for _ in range(2)
    ]

    assert codes == [303, 303]
    history = read_case(tables, reference, clerk).history
    assert sum(event.status is Status.RESOLVED for event in history) == 1


@pytest.mark.parametrize("seen", ["", "-1", "9" * 40, "ü", "١٢"])
def test_a_form_that_says_nothing_of_what_was_seen_is_too_late(desk, tables, seen):
    reference = make_receipt(tables).reference
    desk.open(page_of(reference))

    answer = desk.send(page_of(reference, "al"), **{"al-seen": seen})

    assert answer.status_code == 409


def test_a_clerk_of_one_unit_finds_no_case_of_another(app, tables):
    clerk = make_clerk(tables, "derya", units=["ulasim"])
    desk = make_desk(app, tables, clerk)
    reference = make_receipt(tables, category="zabita").reference

    answer = desk.open(page_of(reference))

    assert answer.status_code == 404
    assert "Biriminizin başvuruları arasında" in answer.text


def test_who_passes_a_case_to_another_unit_is_led_back_to_the_list(app, tables):
    desk = make_desk(app, tables, make_clerk(tables, "derya", units=["zabita"]))
    reference = make_receipt(tables, category="zabita").reference

    answer = send(desk, reference, "birim", unit="ulasim")

    assert answer.request.path == "/personel/"
    assert "Değişiklik kaydedildi" in answer.text


def test_a_picture_is_shown_to_clerks_as_nothing_but_a_picture(app, desk, citizen, tables):
    citizen.go_to("details")
    citizen.send("/basvuru/ayrinti/", description="Çukur.", files=[("a.jpg", make_picture())])
    citizen.send("/basvuru/iletisim/", track="light", reply_by="email", email="a@example.org")
    citizen.send("/basvuru/kontrol/")
    desk.open("/personel/")
    reference = desk.answer.text.split("/personel/basvuru/")[1].split("/")[0]
    case = read_case(tables, reference, make_clerk(tables, "can"))
    address = f"{page_of(reference)}resim/{case.attachments[0].key}.jpg"

    picture = desk.client.get(address, buffered=True)

    assert picture.content_type == "image/jpeg"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert picture.headers["Content-Disposition"] == f"inline; filename={reference}.jpg"
    assert app.test_client().get(address).status_code == 303


def test_a_picture_of_another_case_is_not_found(desk, tables):
    reference = make_receipt(tables).reference

    answers = [
        desk.client.get(f"{page_of(reference)}{kind}/{key}.jpg").status_code
        for kind in ("resim", "kucuk-resim")
        for key in ("0" * 32, "x", "..%2f..%2fetc")
    ]

    assert set(answers) == {404}


def test_an_english_clerk_reads_english(app, tables):
    desk = make_desk(app, tables, make_clerk(tables, "jane", language="en"))
    reference = make_receipt(tables).reference

    answer = desk.open(page_of(reference))

    assert "What the citizen wrote" in answer.text
    assert '<html lang="en"' in answer.text


def test_the_case_shows_the_last_line_that_its_forms_name(desk, clerk, tables):
    reference = make_receipt(tables).reference

    desk.open(page_of(reference))

    seen = desk.form(page_of(reference, "cevap")).fields["cevap-seen"]
    assert seen == str(last_line(tables, reference, clerk))
