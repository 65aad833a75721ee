import pytest

from feedback_api.actions.limits import TRACKING
from feedback_api.models.requests import EventKind, Status
from feedback_api.queries.requests import get_request
from tests.feedback_api.factories import make_receipt
from tests.moments import NOON


@pytest.fixture
def receipt(tables):
    return make_receipt(tables, description="Yol <b>kapalı</b>\nikinci satır")


def look(citizen, receipt, **more):
    citizen.open("/basvuru/takip/")
    return citizen.send(
        "/basvuru/takip/", reference=receipt.reference, secret=receipt.secret, **more
    )


def move(database, receipt, status, text=None):
    with database.transaction() as session:
        found = get_request(session, receipt.reference)
        found.move_to(status, by="ayse", at=NOON, text=text)
        if not status.is_open:
            found.answer = text


def test_a_citizen_reads_state_deadline_and_what_was_written(any_citizen, receipt):
    answer = look(any_citizen, receipt)

    assert "Birime iletildi" in answer.text
    assert "En geç 27 Kasım 2026" in answer.text
    assert "Yol &lt;b&gt;kapalı&lt;/b&gt;" in answer.text


def test_a_citizen_reads_the_answer(citizen, tables, receipt):
    move(tables, receipt, Status.RESOLVED, "Yol açıldı.")

    answer = look(citizen, receipt)

    assert "Cevaplandı: yerine getirildi" in answer.text
    assert "Yol açıldı." in answer.text


def test_a_late_answer_is_admitted(app, citizen, tables):
    late = make_receipt(tables, at=NOON.replace(month=10))

    answer = look(citizen, late)

    assert "Geciktik" in answer.text


def test_notes_among_clerks_are_not_shown(citizen, tables, receipt):
    with tables.transaction() as session:
        found = get_request(session, receipt.reference)
        found.record(EventKind.NOTE, by="ayse", at=NOON, text="Aramızda kalsın")

    answer = look(citizen, receipt)

    assert "Aramızda kalsın" not in answer.text


def test_a_wrong_secret_shows_the_form_with_what_was_typed(citizen, receipt):
    citizen.open("/basvuru/takip/")

    answer = citizen.send("/basvuru/takip/", reference=receipt.reference, secret="7K4M")

    fields = citizen.form("/basvuru/takip/").fields
    assert answer.status_code == 404
    assert (fields["reference"], fields["secret"]) == (receipt.reference, "7K4M")


def test_whoever_guesses_is_stopped_and_told_for_how_long(citizen, receipt):
    citizen.open("/basvuru/takip/")
    for _ in range(TRACKING.most):
        citizen.send("/basvuru/takip/", reference=receipt.reference, secret="x")

    answer = citizen.send("/basvuru/takip/", reference=receipt.reference, secret=receipt.secret)

    assert answer.status_code == 429
    assert "30 dakika sonra" in answer.text


def test_a_request_is_withdrawn_only_after_a_second_yes(any_citizen, tables, receipt):
    look(any_citizen, receipt)
    asked = any_citizen.send("/basvuru/takip/geri-al/")
    with tables.reading() as session:
        assert get_request(session, receipt.reference).status is Status.ROUTED

    answer = any_citizen.send("/basvuru/takip/geri-al/", confirmed="1")

    assert "geri almak istiyor musunuz" in asked.text
    assert "Siz geri aldınız" in answer.text


def test_withdrawing_twice_is_withdrawing_once(citizen, receipt):
    look(citizen, receipt)
    citizen.send("/basvuru/takip/geri-al/")
    asked = citizen.answer
    citizen.send("/basvuru/takip/geri-al/", confirmed="1")
    citizen.answer = asked

    answer = citizen.send("/basvuru/takip/geri-al/", confirmed="1")

    assert answer.status_code == 200
    assert answer.text.count("<h3>Siz geri aldınız</h3>") == 1


def test_a_citizen_adds_what_the_clerk_asked_for(any_citizen, tables, receipt):
    move(tables, receipt, Status.WAITING_FOR_CITIZEN, "Hangi sokak?")
    look(any_citizen, receipt)

    answer = any_citizen.send("/basvuru/takip/ekle/", text="Lale Sokak")

    assert "Lale Sokak" in answer.text
    assert "İnceleniyor" in answer.text


@pytest.mark.parametrize("typed", ["", " \u200b ", "ş" * 5001])
def test_an_addition_that_cannot_be_taken_stays_in_its_field(citizen, receipt, typed):
    look(citizen, receipt)

    answer = citizen.send("/basvuru/takip/ekle/", text=typed)

    assert answer.status_code == 422
    assert citizen.form("/basvuru/takip/ekle/").fields["text"] == typed.strip(" \u200b")
