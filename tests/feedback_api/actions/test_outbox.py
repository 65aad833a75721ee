from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback_api.actions import outbox
from feedback_api.models.outbox import MailStatus, OutgoingEmail
from tests.feedback_api.factories import make_receipt
from tests.moments import NOON

LATER = NOON + outbox.LEASE


@pytest.fixture
def queued(tables):
    """A database with one e-mail in its outbox."""
    make_receipt(tables, reply_by="email", email="ayse@example.org")
    return tables


def claim(database, at):
    with database.transaction() as session:
        return outbox.claim_next(session, at=at)


def read_mail(database):
    with database.reading() as session:
        return session.scalars(select(OutgoingEmail)).one()


def test_a_message_is_given_to_one_sender_only(any_tables):
    make_receipt(any_tables, reply_by="email", email="ayse@example.org")

    first, second = claim(any_tables, NOON), claim(any_tables, NOON)

    assert first is not None
    assert second is None


def test_a_message_whose_sender_died_is_given_to_the_next(queued):
    dead = claim(queued, NOON)

    next_one = claim(queued, LATER)

    assert next_one.email_id == dead.email_id
    assert next_one.lease != dead.lease


def test_a_sender_that_wakes_up_late_marks_nothing(queued):
    late = claim(queued, NOON)
    claim(queued, LATER)

    with queued.transaction() as session:
        outbox.mark_sent(session, late, at=LATER)

    assert read_mail(queued).status is MailStatus.QUEUED


def test_a_message_that_was_not_taken_waits_longer_each_time(queued):
    pauses, at = [], NOON
    for _ in range(3):
        held = claim(queued, at)
        with queued.transaction() as session:
            outbox.mark_not_sent(session, held, at=at, reason="421 busy", forever=False)
        pauses.append(read_mail(queued).next_attempt_at - at)
        at = read_mail(queued).next_attempt_at

    assert pauses == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]


def test_a_message_that_is_refused_for_ever_is_not_tried_again(queued):
    held = claim(queued, NOON)

    with queued.transaction() as session:
        outbox.mark_not_sent(session, held, at=NOON, reason="550 no such user", forever=True)

    assert (read_mail(queued).status, read_mail(queued).last_error) == (
        MailStatus.FAILED,
        "550 no such user",
    )
    assert claim(queued, NOON + timedelta(days=9)) is None


def test_three_days_without_a_mail_server_lose_nothing():
    waited = sum(
        (outbox.pause_after(attempt) for attempt in range(1, outbox.MOST_ATTEMPTS)), timedelta()
    )

    assert waited > timedelta(days=3)
