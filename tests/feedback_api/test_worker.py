import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from feedback_api.actions.drafts import KEPT_FOR, keep_draft
from feedback_api.actions.outbox import queue_email
from feedback_api.actions.submit import submit
from feedback_api.models.drafts import Draft
from feedback_api.models.outbox import MailStatus, OutgoingEmail
from feedback_api.models.requests import Status
from feedback_api.parts import NAME
from feedback_api.queries.requests import get_request
from feedback_api.worker import Worker, only_one
from standins.mail import read_messages, serving_mail
from tests.feedback_api.factories import make_submission
from tests.moments import NOON
from tests.networks.factories import make_plan, plan


@pytest.fixture
def mailbox(tmp_path):
    """A real mail server's folder and port."""
    with serving_mail(tmp_path / "mails") as port:
        yield tmp_path / "mails", port


def make_worker(app, port=1, at=NOON):
    parts = app.extensions[NAME]
    settings = replace(parts.settings, mail_url=f"smtp://127.0.0.1:{port}")
    return Worker(replace(parts, settings=settings, clock=lambda: at), app.jinja_env)


def list_mails(database):
    with database.reading() as session:
        return session.scalars(select(OutgoingEmail)).all()


def make_request_with_mail(app, **given):
    parts = app.extensions[NAME]
    return submit(
        parts.database,
        make_submission(reply_by="email", email="ayse@example.org", **given),
        municipality=parts.municipality,
        secret_key=parts.settings.secret_key,
        at=NOON,
    )


def test_the_acknowledgement_brings_number_secret_and_deadline(app, mailbox):
    folder, port = mailbox
    receipt = make_request_with_mail(app)

    make_worker(app, port).run_once()

    message = read_messages(folder)[0]
    assert message.recipient == "ayse@example.org"
    assert message.subject == f"Başvurunuzu aldık: {receipt.reference}"
    assert receipt.secret in message.text
    assert "27 Kasım 2026" in message.text
    assert b"Auto-Submitted: auto-generated" in message.content
    assert list_mails(app.extensions[NAME].database)[0].status is MailStatus.SENT


def test_a_message_speaks_the_citizen_s_language(app, mailbox):
    folder, port = mailbox
    make_request_with_mail(app, language="en")

    make_worker(app, port).run_once()

    message = read_messages(folder)[0]
    assert message.subject.startswith("We have received your request")
    assert "/en/basvuru/takip/" in message.text


def test_nothing_that_a_citizen_typed_goes_to_an_address_nobody_verified(app, mailbox):
    folder, port = mailbox
    planted = "Casino http://evil.example"
    make_request_with_mail(app, description=planted, name=planted, place=planted)

    make_worker(app, port).run_once()

    message = read_messages(folder)[0]
    for word in ("Casino", "evil.example"):
        assert word not in f"{message.subject} {message.sender} {message.text}"


def test_a_change_brings_its_state_and_the_clerk_s_words(app, mailbox):
    folder, port = mailbox
    receipt = make_request_with_mail(app)
    database = app.extensions[NAME].database
    with database.transaction() as session:
        found = get_request(session, receipt.reference)
        event = found.move_to(
            Status.RESOLVED,
            by="ayse",
            at=NOON,
            text="Yol <açıldı>.\u2028\r\nBcc: x@evil.example\n.",
        )
        queue_email(session, found, "change", at=NOON, event=event)

    make_worker(app, port).run_once()

    message = next(m for m in read_messages(folder) if "Cevaplandı" in m.subject)
    assert message.recipient == "ayse@example.org"
    assert "Yol <açıldı>." in message.text
    assert receipt.secret not in message.text
    assert len(read_messages(folder)) == 2


def test_a_message_is_the_same_message_when_it_is_sent_twice(app, mailbox):
    folder, port = mailbox
    make_request_with_mail(app)
    worker = make_worker(app, port)
    worker.run_once()
    with app.extensions[NAME].database.transaction() as session:
        session.scalars(select(OutgoingEmail)).one().status = MailStatus.QUEUED

    worker.run_once()

    identities = {
        line
        for message in read_messages(folder)
        for line in message.content.splitlines()
        if line.lower().startswith(b"message-id:")
    }
    assert (len(read_messages(folder)), len(identities)) == (2, 1)


def test_a_mail_server_that_is_down_loses_nothing(app, mailbox):
    folder, port = mailbox
    make_request_with_mail(app)
    make_worker(app, port=1).run_once()
    waiting = list_mails(app.extensions[NAME].database)[0]
    assert waiting.status is MailStatus.QUEUED
    assert waiting.next_attempt_at == NOON + timedelta(minutes=1)

    make_worker(app, port, at=NOON + timedelta(minutes=1)).run_once()

    assert len(read_messages(folder)) == 1


def test_one_message_that_cannot_be_written_does_not_stop_the_others(app, mailbox):
    folder, port = mailbox
    make_request_with_mail(app)
    make_request_with_mail(app)
    database = app.extensions[NAME].database
    with database.transaction() as session:
        session.scalars(select(OutgoingEmail).order_by(OutgoingEmail.id)).first().template = "yok"

    make_worker(app, port).run_once()

    assert len(read_messages(folder)) == 1
    assert [mail.status for mail in list_mails(database)] == [MailStatus.QUEUED, MailStatus.SENT]


def test_old_drafts_go_with_their_photos(app):
    parts = app.extensions[NAME]
    key = parts.attachments.save(b"picture")
    with parts.database.transaction() as session:
        for name, at in (("old", NOON - KEPT_FOR * 2), ("new", NOON)):
            pictures = [{"key": key}] if name == "old" else []
            keep_draft(session, name, {"pictures": pictures}, at=at)

    make_worker(app).run_once()

    with parts.database.reading() as session:
        assert session.scalars(select(Draft.id)).all() == ["new"]
    assert list(parts.attachments.keys()) == []


def test_a_photo_that_nobody_knows_is_deleted_after_some_days(app):
    attachments = app.extensions[NAME].attachments
    key, young = attachments.save(b"left by a crash"), attachments.save(b"just sent")
    long_ago = (NOON - KEPT_FOR * 3).timestamp()
    os.utime(attachments.path(key), (long_ago, long_ago))
    os.utime(attachments.path(young), (NOON.timestamp(), NOON.timestamp()))

    make_worker(app).run_once()

    assert list(attachments.keys()) == [young]


def test_two_workers_on_one_machine_are_one(tmp_path):
    with only_one(tmp_path / "worker.lock") as first, only_one(tmp_path / "worker.lock") as second:
        assert (first, second) == (True, False)


def test_a_worker_ends_when_it_is_told_to(app):
    stop = threading.Event()
    running = threading.Thread(target=Worker(app.extensions[NAME], app.jinja_env).run, args=[stop])
    running.start()

    stop.set()
    running.join(20)

    assert not running.is_alive()


def test_an_accounts_trouble_is_said_once_until_it_changes(app, caplog):
    parts = app.extensions[NAME]
    plan(parts.database, make_plan("facebook"))
    worker = Worker(parts, app.jinja_env)

    for _ in range(3):
        worker.send_posts()

    said = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert len(said) == 1
    assert "FACEBOOK_PAGE_TOKEN" in said[0]
