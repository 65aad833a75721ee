import json

import pytest
from sqlalchemy import func, select

from feedback_api.models.requests import Channel, ServiceRequest
from tests.feedback_api.citizen.test_bad_input import HOSTILE_TEXTS

WHOLE = {
    "description": "Otobüs gelmedi.",
    "category": "otobus-seferi",
    "extra": {"hat": "K4"},
    "district": "yakutiye",
    "neighbourhood": "Lalapaşa",
    "place": "Durakta",
    "latitude": 39.9,
    "longitude": 41.27,
    "track": "petition",
    "reply_by": "email",
    "name": "Ayşe Yılmaz",
    "email": "ayse@example.org",
    "telephone": "0532 123 45 67",
    "address": "Cumhuriyet Cad. 1",
}


@pytest.fixture
def program(app):
    return app.test_client(use_cookies=False)


def count_requests(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ServiceRequest))


def test_a_program_sends_a_request(program, tables):
    answer = program.post("/api/basvuru", json=WHOLE)

    with tables.reading() as session:
        stored = session.scalars(select(ServiceRequest)).one()
    assert answer.status_code == 201
    assert answer.json["reference"] == stored.reference
    assert answer.json["tracking_url"] == "http://127.0.0.1:8000/basvuru/takip/"
    assert answer.json["deadline_on"] == "2026-12-24"
    assert (stored.channel, stored.extra_answers, stored.latitude, stored.reporter_telephone) == (
        Channel.API,
        {"hat": "K4"},
        39.9,
        "+905321234567",
    )


def test_what_a_program_got_opens_the_request_for_the_citizen(program, citizen):
    answer = program.post("/api/basvuru", json={"description": "Yol kapalı"}).json
    citizen.open("/basvuru/takip/")

    page = citizen.send("/basvuru/takip/", reference=answer["reference"], secret=answer["secret"])

    assert "Yol kapalı" in page.text


def test_every_field_that_is_wrong_gets_its_sentence(program, tables):
    answer = program.post(
        "/api/basvuru",
        json={
            "category": "yok",
            "extra": {"hat": 4},
            "district": "yok",
            "latitude": 91,
            "longitude": True,
            "track": "petition",
            "reply_by": "none",
            "email": "x",
            "telephone": ["0532"],
            "status": "resolved",
        },
    )

    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {
        "category", "description", "extra.hat", "district", "latitude", "longitude", "reply_by",
        "name", "address", "email", "telephone", "status",
    }  # fmt: skip
    assert all(sentence.endswith(".") for sentence in answer.json["errors"].values())
    assert count_requests(tables) == 0


def test_sentences_are_in_the_language_that_the_program_asks_for(program):
    answer = program.post("/api/basvuru", json={}, headers={"Accept-Language": "en-GB,en"})

    assert answer.json["errors"]["description"] == "Write what happened or what you are asking for."


def test_the_same_key_gets_the_same_receipt(program, tables):
    headers = {"Idempotency-Key": "4f6c"}
    first = program.post("/api/basvuru", json=WHOLE, headers=headers)

    again = program.post("/api/basvuru", json=WHOLE, headers=headers)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert count_requests(tables) == 1


def test_a_key_with_another_request_is_refused(program):
    headers = {"Idempotency-Key": "4f6c"}
    program.post("/api/basvuru", json=WHOLE, headers=headers)

    answer = program.post("/api/basvuru", json={**WHOLE, "place": "Başka"}, headers=headers)

    assert answer.status_code == 409
    assert "Idempotency-Key" in answer.json["error"]


def test_no_key_of_a_program_can_name_a_form(program, citizen, tables):
    citizen.go_to("check")
    with tables.reading() as session:
        draft_id = session.connection().exec_driver_sql("SELECT id FROM draft").scalar_one()
    program.post("/api/basvuru", json=WHOLE, headers={"Idempotency-Key": draft_id})

    citizen.send("/basvuru/kontrol/")

    assert count_requests(tables) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"latitude": NaN, "longitude": 1, "description": "x"}',
        b'{"latitude": Infinity}',
        b'{"description": "x", "description": "y"}',
        b"[" * 100_000,
        b'{"description": "x", "extra": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001,
        b"\xff\xfe\x00",
        '{"description": "ÿ"}'.encode("latin-1"),
    ],
    ids=range(12),
)
def test_what_is_no_json_object_gets_a_sentence(program, body):
    answer = program.post("/api/basvuru", data=body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json["error"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        {"description": "bir\0iki"},
        {"description": "\ud800"},
        {"description": "x", "name": "\udfff"},
        {"description": "x", "latitude": 1e999, "longitude": 1},
        {"description": "x", "latitude": 10**400, "longitude": 1},
        {"description": "x", "latitude": "39,9", "longitude": 1},
        {"description": "x", "latitude": 1},
        {"description": "x", "extra": []},
        {"description": {"a": 1}},
        {"description": 5},
        {"description": None},
        {"description": "x", "__class__": "y"},
    ],
    ids=range(12),
)
def test_what_is_no_value_gets_a_sentence_beside_its_field(program, body):
    answer = program.post("/api/basvuru", data=json.dumps(body), content_type="application/json")

    assert answer.status_code in {400, 422}
    assert answer.json.keys() <= {"error", "errors"}


@HOSTILE_TEXTS
@pytest.mark.parametrize("field", ["description", "place", "name", "email", "telephone", "address"])
def test_any_text_is_accepted_or_gets_a_sentence(program, field, typed):
    answer = program.post("/api/basvuru", json={**WHOLE, field: typed})

    assert answer.status_code in {201, 413, 422}
    assert answer.status_code == 201 or "error" in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_stranger_s_page_can_send_without_asking_is_refused(program, kind):
    answer = program.post("/api/basvuru", data=json.dumps(WHOLE), content_type=kind)

    assert answer.status_code == 415


def test_a_body_that_is_too_large_is_refused_before_it_is_read(program):
    answer = program.post(
        "/api/basvuru", data=b'{"description": "' + b"x" * 300_000 + b'"}',
        content_type="application/json",
    )  # fmt: skip

    assert answer.status_code == 413
    assert answer.json["error"] == "Gövde 256 kB’tan büyük."


def test_a_compressed_body_is_refused(program):
    answer = program.post("/api/basvuru", json=WHOLE, headers={"Content-Encoding": "gzip"})

    assert answer.status_code == 415


@pytest.mark.parametrize("key", ["", " ", "k" * 101, "ş"])
def test_a_key_that_is_no_key_gets_a_sentence(program, key):
    answer = program.post(
        "/api/basvuru", json=WHOLE, headers={"Idempotency-Key": key.encode().decode("latin-1")}
    )

    assert answer.status_code == 400


def test_other_methods_get_a_sentence_too(program):
    assert program.get("/api/basvuru").status_code in {404, 405}
