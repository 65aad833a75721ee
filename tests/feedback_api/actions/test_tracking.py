import pytest

from feedback_api.actions import tracking
from feedback_api.errors import RequestNotFound, StatusNotAllowed
from feedback_api.models.requests import CITIZEN, EventKind, Status
from tests.feedback_api.factories import make_receipt
from tests.moments import NOON


@pytest.fixture
def receipt(tables):
    return make_receipt(tables)


def change(database, receipt, municipality, act):
    with database.transaction() as session:
        found = tracking.get_tracked(session, receipt.reference, receipt.secret, municipality)
        act(found)
        return found.status, [(event.kind, event.text) for event in found.history]


def test_a_wrong_number_and_a_wrong_secret_get_the_same_answer(tables, erzurum, receipt):
    other = make_receipt(tables)
    sentences = set()

    for number, secret in (
        (receipt.reference, other.secret),
        ("EBB-2222-2222", receipt.secret),
        (receipt.reference, ""),
        ("", receipt.secret),
    ):
        with tables.reading() as session, pytest.raises(RequestNotFound) as refusal:
            tracking.get_tracked(session, number, secret, erzurum)
        sentences.add(str(refusal.value))

    assert len(sentences) == 1


def test_what_a_citizen_adds_takes_a_waiting_request_up_again(tables, erzurum, receipt):
    def wait(found):
        found.move_to(Status.WAITING_FOR_CITIZEN, by="ayse", at=NOON, text="Hangi sokak?")

    change(tables, receipt, erzurum, wait)

    status, history = change(
        tables,
        receipt,
        erzurum,
        lambda found: tracking.add_information(found, "Lale Sokak", at=NOON),
    )

    assert status is Status.IN_PROGRESS
    assert (EventKind.FROM_CITIZEN, "Lale Sokak") in history


def test_a_double_click_adds_information_once(tables, erzurum, receipt):
    def add(found):
        tracking.add_information(found, "Lale Sokak", at=NOON)

    change(tables, receipt, erzurum, add)

    _status, history = change(tables, receipt, erzurum, add)

    assert [text for _kind, text in history].count("Lale Sokak") == 1


def test_an_answered_request_cannot_be_withdrawn(tables, erzurum, receipt):
    change(
        tables,
        receipt,
        erzurum,
        lambda found: found.move_to(Status.RESOLVED, by="ayse", at=NOON, text="Yapıldı."),
    )

    with pytest.raises(StatusNotAllowed):
        change(tables, receipt, erzurum, lambda found: tracking.withdraw(found, at=NOON))


def test_a_withdrawn_request_says_who_withdrew_it(tables, erzurum, receipt):
    with tables.transaction() as session:
        found = tracking.get_tracked(session, receipt.reference, receipt.secret, erzurum)
        tracking.withdraw(found, at=NOON)

    assert (found.status, found.history[-1].by, found.closed_at) == (
        Status.WITHDRAWN,
        CITIZEN,
        NOON,
    )
