"""Queues e-mails with the change they tell about, and hands them to whoever sends them."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from feedback_api.models.outbox import MailStatus, OutgoingEmail
from feedback_api.models.requests import Event, ServiceRequest

# The longest a sender may take; then another may take over, and this one's fence is down.
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
# With the pauses above, three days of a mail server that is down.
MOST_ATTEMPTS = 21


@dataclass(frozen=True)
class Claim:
    """One message that its holder alone may send, until the lease ends."""

    email_id: int
    lease: str


def queue_email(
    session: Session,
    service_request: ServiceRequest,
    template: str,
    *,
    at: datetime,
    event: Event | None = None,
) -> OutgoingEmail | None:
    """Queue a mail to the reporter, in the transaction of the change; None without an address.

    `template` names a folder of `theme/templates/mail/`; `event` is the change that it tells of.
    """
    if not service_request.reporter_email:
        return None
    email = OutgoingEmail(
        service_request=service_request,
        event=event,
        template=template,
        recipient=service_request.reporter_email,
        language=service_request.language,
        message_id=secrets.token_hex(16),
        status=MailStatus.QUEUED,
        next_attempt_at=at,
        created_at=at,
    )
    session.add(email)
    return email


def claim_next(session: Session, *, at: datetime) -> Claim | None:
    """Take the lease of a message that is due; other workers pass over it."""
    email = session.scalar(
        select(OutgoingEmail)
        .where(
            OutgoingEmail.status == MailStatus.QUEUED,
            OutgoingEmail.next_attempt_at <= at,
            or_(OutgoingEmail.leased_until.is_(None), OutgoingEmail.leased_until <= at),
        )
        .order_by(OutgoingEmail.next_attempt_at, OutgoingEmail.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=OutgoingEmail)
    )
    if email is None:
        return None
    email.lease = secrets.token_hex(16)
    email.leased_until = at + LEASE
    email.attempts += 1
    return Claim(email.id, email.lease)


def mark_sent(session: Session, claim: Claim, *, at: datetime) -> None:
    """Nothing happens if the lease ended meanwhile and somebody else has the message."""
    email = _held(session, claim)
    if email is not None:
        email.status = MailStatus.SENT
        email.sent_at = at
        email.last_error = None
        _release(email)


def mark_not_sent(
    session: Session, claim: Claim, *, at: datetime, reason: str, forever: bool
) -> None:
    """Try again later, each time after twice the pause; give up if the server says never."""
    email = _held(session, claim)
    if email is None:
        return
    email.last_error = reason
    if forever or email.attempts >= MOST_ATTEMPTS:
        email.status = MailStatus.FAILED
    email.next_attempt_at = at + pause_after(email.attempts)
    _release(email)


def pause_after(attempts: int) -> timedelta:
    """Twice as long after each failure."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _held(session: Session, claim: Claim) -> OutgoingEmail | None:
    return session.scalar(
        select(OutgoingEmail).where(
            OutgoingEmail.id == claim.email_id, OutgoingEmail.lease == claim.lease
        )
    )


def _release(email: OutgoingEmail) -> None:
    email.lease = None
    email.leased_until = None
