import re

import pytest
from sqlalchemy import func, select

from feedback_api.models.drafts import Draft
from feedback_api.models.requests import ServiceRequest
from tests.feedback_api.browsing import STEPS
from tests.feedback_api.factories import make_picture

REFERENCE = re.compile(r"EBB-\w{4}-\w{4}")


def list_requests(database):
    with database.reading() as session:
        return session.scalars(select(ServiceRequest)).all()


def test_a_request_is_sent_in_four_steps(any_citizen, tables):
    answer = any_citizen.send_request(description="Yol buz tuttu.", category="zabita")

    stored = list_requests(tables)[0]
    assert answer.status_code == 200
    assert stored.reference in answer.text
    assert (stored.description, stored.category, stored.reporter_email) == (
        "Yol buz tuttu.",
        "zabita",
        "ayse@example.org",
    )


def test_the_secret_is_in_no_address(citizen):
    citizen.go_to("check")
    answer = citizen.send(STEPS["check"], follow=False)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/basvuru/alindi/"


def test_sending_the_same_form_again_shows_the_same_receipt(any_citizen, tables):
    any_citizen.go_to("check")
    page = any_citizen.answer
    first = any_citizen.send(STEPS["check"]).text
    any_citizen.answer = page

    again = any_citizen.send(STEPS["check"]).text

    assert REFERENCE.search(again)[0] == REFERENCE.search(first)[0]
    assert len(list_requests(tables)) == 1


def test_back_and_a_changed_text_after_sending_is_not_lost_and_no_second_request(
    any_citizen, tables
):
    any_citizen.go_to("details")
    details = any_citizen.answer
    any_citizen.send(STEPS["details"], description="Birinci")
    any_citizen.send(STEPS["contact"], track="light", reply_by="none")
    any_citizen.send(STEPS["check"])
    any_citizen.answer = details

    answer = any_citizen.send(STEPS["details"], description="Değiştirilmiş metin")

    assert REFERENCE.search(answer.text)
    assert "Değiştirilmiş metin" in answer.text
    assert [stored.description for stored in list_requests(tables)] == ["Birinci"]


def test_the_receipt_can_be_opened_again(citizen):
    first = REFERENCE.search(citizen.send_request().text)[0]

    again = citizen.open("/basvuru/alindi/").text

    assert REFERENCE.search(again)[0] == first


def test_back_to_the_check_after_sending_leads_to_the_receipt(citizen):
    citizen.send_request()

    answer = citizen.client.get("/basvuru/kontrol/")

    assert answer.headers["Location"] == "/basvuru/alindi/"


def test_a_second_request_begins_with_an_empty_form(citizen, tables):
    citizen.send_request(description="Birinci")

    citizen.send_request(description="İkinci")

    assert [stored.description for stored in list_requests(tables)] == ["Birinci", "İkinci"]


def test_two_tabs_hold_two_requests(citizen, tables):
    pages = {words: citizen.open("/basvuru/") for words in ("Sol", "Sağ")}
    for step, typed in (
        ("topic", {"category": "zabita"}),
        ("details", {}),
        ("contact", {"track": "light", "reply_by": "none"}),
        ("check", {}),
    ):
        for words in pages:
            citizen.answer = pages[words]
            more = {"description": words} if step == "details" else {}
            pages[words] = citizen.send(STEPS[step], **typed, **more)

    shown = {words: REFERENCE.search(page.text)[0] for words, page in pages.items()}
    assert shown == {found.description: found.reference for found in list_requests(tables)}


def test_whose_job_it_is_is_said_before_anything_personal_is_asked(any_citizen):
    any_citizen.open("/basvuru/")

    answer = any_citizen.send("/basvuru/", category="sokak-lambasi")

    assert "Elektrik dağıtım şirketi" in answer.text
    assert 'href="tel:186"' in answer.text
    assert "E-posta" not in answer.text


def test_another_institution_s_job_can_be_sent_all_the_same(any_citizen, tables):
    any_citizen.open("/basvuru/")
    any_citizen.send("/basvuru/", category="sokak-lambasi")
    any_citizen.send(STEPS["referral"])
    any_citizen.send(STEPS["details"], description="Lamba yanmıyor")
    any_citizen.send(STEPS["contact"], track="light", reply_by="none")

    any_citizen.send(STEPS["check"])

    assert [stored.category for stored in list_requests(tables)] == ["sokak-lambasi"]


def test_a_category_s_own_question_must_be_answered(citizen):
    citizen.go_to("details", category="otobus-seferi")

    answer = citizen.send(STEPS["details"], description="Gelmedi")

    assert answer.status_code == 422
    assert "Cevabınızı yazın: Hangi hat?" in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"track": "petition", "reply_by": "email"}, "Adınızı ve soyadınızı yazın."),
        ({"track": "petition", "reply_by": "email"}, "Ev veya iş adresinizi yazın."),
        ({"track": "petition", "reply_by": "none"}, "Dilekçeye yazılı cevap verilir"),
        ({"track": "light", "reply_by": "email"}, "E-posta adresinizi yazın."),
        ({"track": "light", "reply_by": "telephone"}, "Telefon numaranızı yazın."),
        ({"track": "light", "reply_by": "post"}, "Ev veya iş adresinizi yazın."),
        ({"reply_by": "none"}, "Başvurunuzu nasıl göndermek istediğinizi seçin."),
        ({"track": "light"}, "Size nasıl ulaşalım, seçin."),
    ],
)
def test_what_is_needed_together_is_asked_for_beside_its_field(citizen, typed, sentence):
    citizen.go_to("contact")

    answer = citizen.send(STEPS["contact"], **typed)

    assert answer.status_code == 422
    assert any(sentence in error for error in citizen.page.errors)


def test_a_light_request_needs_no_name_and_no_address(citizen, tables):
    citizen.go_to("contact")
    citizen.send(STEPS["contact"], track="light", reply_by="none")

    citizen.send(STEPS["check"])

    stored = list_requests(tables)[0]
    assert (stored.reporter_name, stored.reporter_email, stored.reporter_telephone) == (
        None,
        None,
        None,
    )


def test_answers_can_be_changed_before_they_are_sent(any_citizen, tables):
    any_citizen.go_to("check", description="İlk metin")
    change = "/basvuru/degistir/"
    if "/basvuru/degistir/" in any_citizen.answer.text:
        any_citizen.send(change, step="details")
    else:
        any_citizen.open(STEPS["details"])
    assert any_citizen.form(STEPS["details"]).fields["description"] == "İlk metin"

    any_citizen.send(STEPS["details"], description="Son metin")
    any_citizen.send(STEPS["contact"])
    any_citizen.send(STEPS["check"])

    assert [stored.description for stored in list_requests(tables)] == ["Son metin"]


def test_a_later_step_leads_to_the_one_that_is_not_finished(citizen):
    citizen.go_to("details")

    answer = citizen.client.get(STEPS["check"])

    assert answer.headers["Location"] == STEPS["details"]


def test_a_form_whose_draft_was_forgotten_keeps_what_stands_in_it(any_citizen, tables):
    any_citizen.go_to("details")
    with tables.transaction() as session:
        for draft in session.scalars(select(Draft)).all():
            session.delete(draft)

    any_citizen.send(STEPS["details"], description="Hâlâ burada")
    any_citizen.send(STEPS["topic"], category="zabita")

    assert any_citizen.form(STEPS["details"]).fields["description"] == "Hâlâ burada"


def test_the_draft_is_emptied_when_it_is_sent(citizen, tables):
    citizen.send_request(description="Gizli kalsın")

    with tables.reading() as session:
        assert [draft.answers for draft in session.scalars(select(Draft)).all()] == [{}]


def test_the_form_speaks_english_at_its_english_address(citizen, tables):
    answer = citizen.go_to("details", language="/en")

    assert "What happened, and where" in answer.text
    assert '<html lang="en"' in answer.text
    assert 'hreflang="tr"' in answer.text


def test_an_address_that_was_signed_by_nobody_opens_no_draft(citizen, tables):
    citizen.go_to("details", description="Başkasının metni")
    with tables.reading() as session:
        draft_id = session.scalars(select(Draft.id)).one()
    citizen.client.delete_cookie("meydan")
    citizen.open("/basvuru/")

    answer = citizen.send("/basvuru/", draft=draft_id, category="zabita", follow=False)

    with tables.reading() as session:
        assert session.scalar(select(func.count()).select_from(Draft)) == 2
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
    ids=str,
)
def test_a_form_that_is_not_from_our_page_is_shown_again_with_all_that_was_typed(citizen, headers):
    citizen.go_to("contact")
    typed = {"track": "light", "reply_by": "email", "email": "ayse@example.org", "name": "Ayşe"}

    answer = citizen.send(STEPS["contact"], csrf_token="x", headers=headers, **typed)

    fields = citizen.form(STEPS["contact"]).fields
    assert answer.status_code == 422
    assert "Hiçbir şey kaybolmadı" in answer.text
    assert {name: fields[name] for name in typed} == typed
    assert citizen.send(STEPS["contact"], headers={}).request.path == STEPS["check"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:8000"},
        {"Origin": "http://localhost"},
    ],
    ids=str,
)
def test_our_own_page_needs_no_token_and_so_no_cookie(citizen, headers):
    citizen.open("/basvuru/")

    answer = citizen.send("/basvuru/", csrf_token="", category="zabita", headers=headers)

    assert answer.status_code == 200


def test_photos_are_kept_through_every_error_and_arrive_with_the_request(any_citizen, tables):
    any_citizen.go_to("details")
    files = [("kar.jpg", make_picture(colour="white")), ("yol.png", make_picture(form="PNG"))]
    any_citizen.send(STEPS["details"], files=files, description="")
    any_citizen.send(STEPS["details"], description="Yol kapalı")
    any_citizen.send(STEPS["contact"], track="light", reply_by="none")
    assert any_citizen.answer.text.count("/basvuru/foto/") == 2

    any_citizen.send(STEPS["check"])

    with tables.reading() as session:
        stored = session.scalars(select(ServiceRequest)).one()
        assert len(stored.attachments) == 2


def test_the_same_photo_sent_twice_is_one_photo(any_citizen):
    any_citizen.go_to("details")
    photo = [("kar.jpg", make_picture())]
    any_citizen.send(STEPS["details"], files=photo, description="")

    answer = any_citizen.send(STEPS["details"], files=photo, description="")

    assert answer.text.count("/basvuru/foto/") == 1


def test_a_fourth_photo_gets_a_sentence(citizen):
    citizen.go_to("details")
    files = [(f"{colour}.jpg", make_picture(colour=colour)) for colour in ("red", "blue", "white")]

    answer = citizen.send(
        STEPS["details"], files=[*files, ("son.jpg", make_picture(colour="black"))], description="x"
    )

    assert answer.status_code == 422
    assert answer.text.count("/basvuru/foto/") == 3
    assert any("son.jpg: En çok 3 fotoğraf" in error for error in citizen.page.errors)


def test_a_photo_can_be_removed_and_what_was_typed_stays(any_citizen):
    any_citizen.go_to("details")
    any_citizen.send(STEPS["details"], files=[("kar.jpg", make_picture())], description="")
    key = re.search(r'name="remove" value="(\w+)"', any_citizen.answer.text)[1]

    answer = any_citizen.send(STEPS["details"], description="Yarım kalmış", remove=key)

    assert answer.status_code == 200
    assert "/basvuru/foto/" not in answer.text
    assert any_citizen.form(STEPS["details"]).fields["description"] == "Yarım kalmış"
    assert any_citizen.page.errors == []


def test_a_thumbnail_is_only_ever_a_picture(citizen):
    citizen.go_to("details")
    citizen.send(STEPS["details"], files=[("kar.jpg", make_picture())], description="")
    address = re.search(r'src="(/basvuru/foto/[^"]+)"', citizen.answer.text)[1]

    answer = citizen.client.get(address)

    assert answer.content_type == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert citizen.client.get(address[:-1]).status_code == 404


def test_every_page_of_the_form_may_not_be_kept_by_anyone(citizen):
    for step in ("topic", "details", "contact", "check"):
        answer = citizen.go_to(step)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
