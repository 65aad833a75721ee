"""Whatever is typed or chosen: the form again with every field kept, or an accepted request."""

import struct
import zlib

import pytest
from sqlalchemy import func, select

from feedback_api.models.requests import ServiceRequest
from tests.feedback_api.browsing import STEPS
from tests.feedback_api.factories import make_picture
from text.cleaning import clean_line

HOSTILE = {
    "empty": "",
    "only spaces": "   \t  ",
    "only zero-width characters": "\u200b\u200b\ufeff\u2060",
    "NUL": "bir\0iki",
    "100,000 characters": "ş" * 100_000,
    "100,000 emoji": "🏔" * 100_000,
    "right-to-left marks": "\u202eters\u2066 yazı\u200f",
    "emoji": "🚧 çukur 👨‍👩‍👧",
    "a script": "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>",
    "dotted and dotless i": "İIıi ĞÜŞÖÇ ispir İSPİR ISPARTA ısırgan",
    "line separators": "bir\u2028iki\u2029üç\u0085dört\r\nBcc: baskasi@example.org",
    "stacked accents": "Z" + "\u0301" * 500,
    "templates": "{{ 7*7 }} {% raw %} %(x)s ${x} {0.__class__}",
}
HOSTILE_TEXTS = pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
DETAILS = ("description", "district", "neighbourhood", "place", "extra_hat", "extra_saat")
CONTACT = ("track", "reply_by", "email", "telephone", "name", "address")

GOOD_DETAILS = {
    "description": "Otobüs gelmedi.",
    "district": "yakutiye",
    "neighbourhood": "Lalapaşa",
    "place": "Durakta",
    "extra_hat": "K4",
    "extra_saat": "Sabah",
}
GOOD_CONTACT = {
    "track": "light",
    "reply_by": "email",
    "email": "ayse@example.org",
    "telephone": "0532 123 45 67",
    "name": "Ayşe Yılmaz",
    "address": "Cumhuriyet Cad. 1",
}


def is_shown_again(citizen, good, spoiled, typed):
    """The form came back with a sentence, and what was typed well is still in it."""
    address = STEPS["details"] if spoiled in DETAILS else STEPS["contact"]
    fields = citizen.form(address).fields
    kept = {name: fields.get(name) for name in good if name != spoiled}
    assert kept == {name: said for name, said in good.items() if name != spoiled}
    assert citizen.page.errors
    if spoiled in {"description", "place", "neighbourhood", "name", "address", "email"}:
        assert clean_line(fields[spoiled]) == clean_line(typed)


@HOSTILE_TEXTS
def test_any_topic_is_chosen_or_asked_for_again(citizen, typed):
    citizen.open("/basvuru/")

    answer = citizen.send("/basvuru/", category=typed)

    assert answer.status_code == 422
    assert citizen.page.errors


@HOSTILE_TEXTS
def test_any_text_in_the_details_is_kept_or_accepted(citizen, typed):
    page = citizen.go_to("details", category="otobus-seferi")

    for field in DETAILS:
        citizen.answer = page  # as the browser's way back gives it
        answer = citizen.send(STEPS["details"], **{**GOOD_DETAILS, field: typed})

        assert answer.status_code in {200, 422}, field
        if answer.status_code == 422:
            is_shown_again(citizen, GOOD_DETAILS, field, typed)
        else:
            assert citizen.form(STEPS["contact"])


@HOSTILE_TEXTS
def test_any_text_in_the_contact_is_kept_or_accepted(citizen, tables, typed):
    accepted = 0
    page = citizen.go_to("contact")

    for field in CONTACT:
        citizen.answer = page
        answer = citizen.send(STEPS["contact"], **{**GOOD_CONTACT, field: typed})

        assert answer.status_code in {200, 422}, field
        if answer.status_code == 422:
            is_shown_again(citizen, GOOD_CONTACT, field, typed)
        else:
            accepted += 1
            assert citizen.send(STEPS["check"]).status_code == 200
            assert count_requests(tables) == accepted
            page = citizen.go_to("contact")


@HOSTILE_TEXTS
def test_what_was_typed_is_text_on_every_page_it_is_shown_on(citizen, typed):
    citizen.go_to("contact", description=f"Sorun: {typed[:4000]}")
    citizen.send(STEPS["contact"], **GOOD_CONTACT)

    checked = citizen.answer.text

    assert "<script>" not in checked
    assert "onerror=alert(1)>" not in checked.replace("&gt;", "")
    assert "\0" not in checked
    assert "\u202e" not in checked


@HOSTILE_TEXTS
def test_any_number_and_secret_get_an_answer(citizen, typed):
    citizen.open("/basvuru/takip/")

    answer = citizen.send("/basvuru/takip/", reference=typed, secret=typed)

    assert answer.status_code == 404
    assert "bir başvuru bulamadık" in answer.text


@HOSTILE_TEXTS
def test_any_question_to_the_search_gets_a_page(citizen, typed):
    answer = citizen.client.get("/ara/", query_string={"q": typed})

    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_bytes_that_are_no_text_are_read_as_far_as_possible(citizen):
    answer = citizen.client.post(
        "/basvuru/",
        data=b"category=%ff%fe\xff&csrf_token=%00",
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 422


def test_a_file_with_too_many_fields_is_refused_with_a_sentence(citizen):
    answer = citizen.client.post(
        "/basvuru/ayrinti/",
        data={f"f{n}": "x" for n in range(2000)},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 413
    assert "<h1>" in answer.text


def png_of(width, height):
    """A PNG whose header names a size that its few bytes of data would unfold to."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * ((width + 7) // 8)) * height, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


SPOILED_FILES = {
    "a text file": ("not.jpg", b"hello", "açabildiğimiz bir fotoğraf değil"),
    "nothing at all": ("bos.jpg", b"", "açabildiğimiz bir fotoğraf değil"),
    "a page": ("sayfa.jpg", b"<html><script>alert(1)</script>", "açabildiğimiz bir fotoğraf değil"),
    "a drawing in SVG": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "fotoğraf değil"),
    "a GIF": ("a.gif", make_picture(form="GIF"), "fotoğraf değil"),
    "an iPhone's HEIC": ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
    "a truncated JPEG": ("yarim.jpg", make_picture((800, 600))[:1500], "bozuk ya da tam gelmedi"),
    "60 megapixels": ("dev.png", png_of(10_000, 6_000), "50 milyon pikselden büyük"),
    "100 megapixels": ("dev.png", png_of(10_000, 10_000), "50 milyon pikselden büyük"),
    "400 megapixels": ("dev.png", png_of(20_000, 20_000), "50 milyon pikselden büyük"),
    "16 megabytes": ("agir.jpg", make_picture() + b"\0" * (16 << 20), "15 MB’tan büyük"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), SPOILED_FILES.values(), ids=SPOILED_FILES)
def test_a_spoiled_file_gets_a_sentence_and_everything_else_is_kept(
    any_citizen, name, content, sentence
):
    any_citizen.go_to("details", category="otobus-seferi")

    answer = any_citizen.send(
        STEPS["details"],
        files=[("iyi.jpg", make_picture()), (name, content)],
        **GOOD_DETAILS,
    )

    fields = any_citizen.form(STEPS["details"]).fields
    assert answer.status_code == 422
    assert [said for said in any_citizen.page.errors if f"{name}: " in said and sentence in said]
    assert {said: fields[said] for said in GOOD_DETAILS} == GOOD_DETAILS
    assert "iyi.jpg" in answer.text
    assert answer.text.count("/basvuru/foto/") == 1


def test_a_file_name_is_only_ever_shown(any_citizen):
    name = "../../\u202e<img src=x>" + "a" * 300 + ".jpg"
    any_citizen.go_to("details")

    answer = any_citizen.send(STEPS["details"], files=[(name, make_picture())], description="")

    assert answer.status_code == 422
    assert "<img src=x>" not in answer.text
    assert "\u202e" not in answer.text


def count_requests(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ServiceRequest))


def test_a_body_of_any_size_is_answered(citizen):
    answer = citizen.client.post(
        "/basvuru/ayrinti/",
        data=b"--x",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(220 << 20)},
    )

    assert answer.status_code == 413
    assert "çok büyük" in answer.text
