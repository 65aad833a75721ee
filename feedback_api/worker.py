"""Does what can wait: sends queued e-mails and due posts, forgets what is old."""

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from jinja2 import Environment
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from feedback_api import mail
from feedback_api.actions import drafts, limits, opinions, outbox
from feedback_api.errors import MailNotSent
from feedback_api.models.outbox import OutgoingEmail
from feedback_api.parts import Parts
from networks.sending import send_due

log = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between two looks for work
# Mails of one round: then the other work has its turn.
ROUND = 50
SWEEP_EVERY = timedelta(hours=1)


class Worker:
    """One per machine: the lock file in VAR_FOLDER says who."""

    def __init__(self, parts: Parts, environment: Environment) -> None:
        self._parts = parts
        self._composer = mail.Composer(parts.settings, parts.municipality, environment)
        self._swept_at: datetime | None = None
        self._troubles: dict[str, str] = {}  # {account: what was said of it last}

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set. While another worker of this machine runs, wait for its end."""
        while not stop.is_set():
            with only_one(self._parts.settings.var_folder / "worker.lock") as is_mine:
                while is_mine and not stop.is_set():
                    self.run_once()
                    stop.wait(PAUSE)
            stop.wait(PAUSE)

    def run_once(self) -> None:
        """All that is due now. What fails is in the log, and does not hold up the rest."""
        for job in (self.send_mails, self.send_posts, self._sweep):
            try:
                job()
            except Exception:
                # The database may be away for a while; what is due stays due.
                log.exception("The worker could not finish %s", job.__name__)

    def send_posts(self) -> None:
        """Deliveries to the social networks whose hour has come."""
        parts = self._parts
        report = send_due(
            parts.database, parts.municipality, at=parts.clock(), environ=parts.settings.environ
        )
        troubles = dict(report.troubles)
        if report.stopped:
            troubles["*"] = report.stopped
        for account, sentence in troubles.items():
            # A missing token stays missing: said every two seconds it would bury all else.
            if self._troubles.get(account) != sentence:
                log.warning("%s: %s", account, sentence)
        self._troubles = troubles

    def send_mails(self) -> int:
        """Send what is due; how many messages left. One that fails does not hold up the others."""
        sent = 0
        for _ in range(ROUND):
            at = self._parts.clock()
            with self._parts.database.transaction() as session:
                claim = outbox.claim_next(session, at=at)
            if claim is None:
                break
            sent += self._send(claim)
        return sent

    def _send(self, claim: outbox.Claim) -> bool:
        try:
            mail.send(self._compose(claim), self._parts.settings.mail_url)
        except MailNotSent as error:
            self._note_failure(claim, str(error), forever=error.forever)
            return False
        except Exception as error:
            # A message that cannot be written must not stop the others; the desk shows it.
            log.exception("E-mail %s could not be composed", claim.email_id)
            self._note_failure(claim, type(error).__name__, forever=False)
            return False
        with self._parts.database.transaction() as session:
            outbox.mark_sent(session, claim, at=self._parts.clock())
        return True

    def _compose(self, claim: outbox.Claim) -> EmailMessage:
        with self._parts.database.reading() as session:
            email = session.scalars(
                select(OutgoingEmail)
                .where(OutgoingEmail.id == claim.email_id)
                .options(joinedload(OutgoingEmail.service_request), joinedload(OutgoingEmail.event))
            ).one()
            return self._composer.compose(email)

    def _note_failure(self, claim: outbox.Claim, reason: str, *, forever: bool) -> None:
        log.warning("E-mail %s was not sent: %s", claim.email_id, reason)
        with self._parts.database.transaction() as session:
            outbox.mark_not_sent(
                session, claim, at=self._parts.clock(), reason=reason, forever=forever
            )

    def _sweep(self) -> None:
        at = self._parts.clock()
        if self._swept_at is not None and at - self._swept_at < SWEEP_EVERY:
            return
        attachments = self._parts.attachments
        with self._parts.database.transaction() as session:
            keys = drafts.forget_old_drafts(session, at=at)
            limits.forget_old_attempts(session, at=at)
            opinions.forget_old_comments(session, at=at)
        # A crash between a picture and its draft leaves a file that nobody knows.
        old = list(attachments.keys(older_than=at - 2 * drafts.KEPT_FOR))
        with self._parts.database.reading() as reading:
            keys += drafts.find_strangers(reading, old)
        for key in keys:
            attachments.delete(key)
        self._swept_at = at


class WorkerThread:
    """The worker inside the service, for a machine that runs nothing else."""

    def __init__(self, make: Callable[[], Worker]) -> None:
        self._make = make
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def start(self) -> None:
        """Start it, if it is not running. Cheap: every request may call it."""
        if self._thread is not None:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._make().run, args=(self._stop,), name="worker", daemon=True
                )
                self._thread.start()


@contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Whether this process got the lock; the system frees it when a process ends, however."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
