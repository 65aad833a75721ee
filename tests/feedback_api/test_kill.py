"""`kill -9` under posts: every number that was shown is in the database, whole and once."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import selectinload

from database import Database
from feedback_api.actions.references import is_secret_of
from feedback_api.attachments import Attachments
from feedback_api.models.outbox import OutgoingEmail
from feedback_api.models.requests import ServiceRequest
from tests.feedback_api.browsing import STEPS, read_page
from tests.feedback_api.factories import make_picture

ROOT = Path(__file__).parents[2]
KILLS = 20
# After how many more answers each kill comes: never the same place in the work.
ANSWERS_BETWEEN = [1, 2, 3, 5, 4] * (KILLS // 5)
MANY_TIMES = 100

pytestmark = [
    pytest.mark.skipif(not Path("/proc").exists(), reason="finds the process in /proc"),
    # One killed service for all of these tests.
    pytest.mark.xdist_group("kill"),
]


class Ledger:
    """What citizens were shown, noted the moment they saw it."""

    def __init__(self):
        self.seen = {}
        self.posted = set()
        self.failures = []
        self.is_over = False
        self._changed = threading.Condition()

    def note(self, description, reference, secret, pictures):
        with self._changed:
            self.seen[description] = (reference, secret, pictures)
            self._changed.notify_all()

    def wait_for(self, count):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.seen) >= count or self.failures, 60)
        assert self.failures == []


@contextmanager
def serving(folder):
    """gunicorn as it is shipped; its one worker holds all that a crash could lose."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        os.set_inheritable(listening.fileno(), True)
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/service.db",
            "ATTACHMENTS_URL": f"file:{folder}/attachments",
            "SITE_FOLDER": str(folder / "site"),
            "VAR_FOLDER": str(folder / "var"),
            "WORKER": "process",
            "SECRET_KEY": "of the test",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        command += ["--preload", "--log-level", "critical", "--bind", f"fd://{listening.fileno()}"]
        command += ["feedback_api.wsgi:app"]
        service = subprocess.Popen(
            command, cwd=ROOT, env=environment, pass_fds=[listening.fileno()]
        )
        try:
            yield service, f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            service.terminate()
            service.wait(30)


def kill_worker(service):
    """The process that answers, without a chance to tidy up; gunicorn starts another."""
    children = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)


def insist(send):
    """As people and programs do: no answer, so the very same thing once more."""
    for _ in range(MANY_TIMES):
        try:
            return send()
        except httpx.TransportError:
            continue
    raise AssertionError("the service did not come back")


def post_as_program(client, description):
    body = {"description": description, "reply_by": "email", "email": "ayse@example.org"}
    answer = insist(
        lambda: client.post("/api/basvuru", json=body, headers={"Idempotency-Key": description})
    )
    assert answer.status_code in {200, 201}
    return answer.json()["reference"], answer.json()["secret"], 0


def post_as_citizen(client, description):
    client.cookies.clear()
    page = insist(lambda: client.get("/basvuru/"))
    page = send_step(client, page, "topic", category="zabita")
    picture = make_picture(colour=f"#{hashlib.sha256(description.encode()).hexdigest()[:6]}")
    files = {"pictures": ("foto.jpg", picture)}
    page = send_step(client, page, "details", files=files, description=description)
    page = send_step(
        client, page, "contact", track="light", reply_by="email", email="ayse@example.org"
    )
    page = send_step(client, page, "check")
    shown = [part.split("<")[0] for part in page.text.replace("<wbr>", "").split('"no">')[1:3]]
    return shown[0], shown[1], 1


def send_step(client, page, step, files=None, **typed):
    forms = [form for form in read_page(page.text).forms if form.action == STEPS[step]]
    data = {**forms[-1].fields, **typed}
    answer = insist(lambda: client.post(STEPS[step], data=data, files=files))
    assert answer.status_code == 200, answer.text
    return answer


def keep_posting(post, url, name, ledger):
    headers = {"Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=url, headers=headers, timeout=30, follow_redirects=True) as client:
        number = 0
        while not ledger.is_over:
            number += 1
            description = f"{name}-{number}"
            try:
                ledger.note(description, *post(client, description))
            except Exception as error:
                ledger.failures.append(repr(error))
                raise


@pytest.fixture(scope="module")
def killed(tmp_path_factory, empty_tables):
    """What was shown, and the folder of a service that was killed at twenty moments."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "service.db").write_bytes(empty_tables.read_bytes())
    ledger = Ledger()
    with serving(folder) as (service, url):
        people = [
            threading.Thread(target=keep_posting, args=(post, url, f"{post.__name__}-{n}", ledger))
            for n, post in enumerate([post_as_program] * 2 + [post_as_citizen] * 2)
        ]
        for person in people:
            person.start()
        for answers in ANSWERS_BETWEEN:
            ledger.wait_for(len(ledger.seen) + answers)
            kill_worker(service)
        ledger.is_over = True
        for person in people:
            person.join(60)
    assert ledger.failures == []
    return ledger.seen, folder


@pytest.fixture
def requests_by_description(killed):
    _seen, folder = killed
    database = Database(f"sqlite:///{folder}/service.db")
    with database.reading() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        found = session.scalars(
            select(ServiceRequest).options(
                selectinload(ServiceRequest.attachments), selectinload(ServiceRequest.history)
            )
        ).all()
        by_description = {}
        for service_request in found:
            by_description.setdefault(service_request.description, []).append(service_request)
    yield by_description
    database.close()


def test_every_number_that_was_shown_is_stored_once(killed, requests_by_description):
    seen, _folder = killed

    stored = {
        description: [found.reference for found in requests_by_description.get(description, [])]
        for description in seen
    }

    assert len(seen) >= sum(ANSWERS_BETWEEN)
    assert stored == {description: [shown[0]] for description, shown in seen.items()}


def test_nothing_is_stored_twice(requests_by_description):
    twice = [words for words, found in requests_by_description.items() if len(found) > 1]

    assert twice == []


def test_every_secret_that_was_shown_opens_its_request(killed, requests_by_description):
    seen, _folder = killed

    wrong = [
        description
        for description, (_reference, secret, _pictures) in seen.items()
        if not is_secret_of(secret, requests_by_description[description][0].secret_hash)
    ]

    assert wrong == []


def test_every_picture_that_was_sent_is_on_the_disk(killed, requests_by_description):
    seen, folder = killed
    attachments = Attachments(folder / "attachments")

    for description, (_reference, _secret, pictures) in seen.items():
        kept = requests_by_description[description][0].attachments
        assert len(kept) == pictures
        for picture in kept:
            content = attachments.path(picture.key).read_bytes()
            assert hashlib.sha256(content).hexdigest() == picture.sha256


def test_every_request_has_its_history_and_one_acknowledgement(killed, requests_by_description):
    _seen, folder = killed
    database = Database(f"sqlite:///{folder}/service.db")
    with database.reading() as session:
        told = session.scalars(select(OutgoingEmail.service_request_id)).all()
    database.close()

    stored = [found[0] for found in requests_by_description.values()]

    assert sorted(told) == sorted(service_request.id for service_request in stored)
    assert all(service_request.history for service_request in stored)
