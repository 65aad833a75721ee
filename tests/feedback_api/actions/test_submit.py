from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from feedback_api.actions.references import is_secret_of
from feedback_api.actions.submit import StoredPicture
from feedback_api.errors import KeyAlreadyUsed
from feedback_api.models.outbox import MailStatus, OutgoingEmail
from feedback_api.models.requests import CITIZEN, SYSTEM, Attachment, ServiceRequest, Status
from feedback_api.queries.requests import get_request
from tests.feedback_api.citizen.test_bad_input import HOSTILE
from tests.feedback_api.factories import make_receipt
from text.cleaning import clean_text


def read_request(database, reference):
    with database.reading() as session:
        found = get_request(session, reference)
        session.refresh(found, ["history", "attachments"])
        return found


def count(database, model):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_a_request_is_stored_with_its_pictures_history_and_acknowledgement(any_tables):
    picture = StoredPicture("a" * 32, 640, 480, 1234, "b" * 64)

    receipt = make_receipt(
        any_tables, pictures=(picture,), reply_by="email", email="ayse@example.org"
    )

    stored = read_request(any_tables, receipt.reference)
    with any_tables.reading() as session:
        mail = session.scalars(select(OutgoingEmail)).one()
    assert [kept.key for kept in stored.attachments] == ["a" * 32]
    assert [(event.status, event.by) for event in stored.history] == [
        (Status.RECEIVED, CITIZEN),
        (Status.ROUTED, SYSTEM),
    ]
    assert (mail.recipient, mail.template, mail.status) == (
        "ayse@example.org",
        "acknowledgement",
        MailStatus.QUEUED,
    )
    assert is_secret_of(receipt.secret, stored.secret_hash)


def test_the_secret_is_nowhere_in_the_database(tables):
    receipt = make_receipt(tables, reply_by="email", email="ayse@example.org")

    with tables.reading() as session:
        raw = session.connection().connection.driver_connection
        dump = "\n".join(raw.iterdump())

    assert receipt.reference in dump
    assert receipt.secret not in dump
    assert receipt.secret.replace("-", "") not in dump


def test_the_same_sending_is_one_request_with_one_receipt(tables):
    first = make_receipt(tables, idempotency_key="once")

    again = make_receipt(tables, idempotency_key="once")

    assert (again.reference, again.secret) == (first.reference, first.secret)
    assert (first.is_new, again.is_new) == (True, False)
    assert count(tables, ServiceRequest) == 1


def test_sixteen_clicks_at_one_moment_are_one_request(any_tables, erzurum):
    with ThreadPoolExecutor(16) as clicks:
        receipts = list(
            clicks.map(
                lambda _: make_receipt(any_tables, idempotency_key="x", municipality=erzurum),
                range(16),
            )
        )

    assert len({receipt.reference for receipt in receipts}) == 1
    assert sum(receipt.is_new for receipt in receipts) == 1
    assert count(any_tables, ServiceRequest) == 1


def test_a_key_that_was_used_for_another_request_is_refused_and_overwrites_nothing(tables):
    first = make_receipt(tables, idempotency_key="k", description="Birinci")

    with pytest.raises(KeyAlreadyUsed):
        make_receipt(tables, idempotency_key="k", description="İkinci")

    assert read_request(tables, first.reference).description == "Birinci"


def test_another_institution_s_job_waits_for_a_clerk_who_sends_it_on(tables):
    receipt = make_receipt(tables, category="sokak-lambasi")

    assert read_request(tables, receipt.reference).status is Status.RECEIVED


def test_the_municipality_s_own_affiliate_is_served_at_the_same_desk(tables):
    receipt = make_receipt(tables, category="su-kesintisi")

    stored = read_request(tables, receipt.reference)

    assert (stored.status, stored.unit) == (Status.ROUTED, "su-ve-kanalizasyon")


def test_a_citizen_who_is_not_sure_leaves_the_unit_to_a_clerk(tables):
    receipt = make_receipt(tables, category="not-sure")

    stored = read_request(tables, receipt.reference)

    assert (stored.status, stored.unit, stored.category) == (Status.RECEIVED, None, None)


def test_without_an_address_no_mail_is_queued(tables):
    make_receipt(tables, reply_by="none")

    assert count(tables, OutgoingEmail) == 0


def test_if_the_outbox_fails_nothing_of_the_request_is_stored(tables):
    with tables.transaction() as session:
        session.connection().exec_driver_sql(
            "CREATE TRIGGER fail BEFORE INSERT ON outgoing_email"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )

    with pytest.raises(Exception, match="no"):
        make_receipt(tables, reply_by="email", email="ayse@example.org")

    assert (count(tables, ServiceRequest), count(tables, Attachment)) == (0, 0)


def test_a_request_is_found_by_its_words_without_turkish_letters(tables):
    receipt = make_receipt(tables, description="IĞDIR Caddesi'nde ÇUKUR", name="Şule İnce")

    words = read_request(tables, receipt.reference).words_folded

    assert "igdir caddesi'nde cukur" in words
    assert "sule ince" in words


def test_what_the_form_lets_through_every_database_takes(any_tables, erzurum):
    texts = [clean_text(typed)[:5000] or "x" for typed in HOSTILE.values()]

    stored = [
        read_request(any_tables, receipt.reference).description
        for text in texts
        for receipt in [
            make_receipt(any_tables, municipality=erzurum, description=text, place=text, name=text)
        ]
    ]

    assert stored == texts
