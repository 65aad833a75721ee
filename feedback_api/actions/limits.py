"""Stops whoever tries the same thing too often, and remembers nobody's address for it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from feedback_api.errors import TooManyAttempts
from feedback_api.models.drafts import Attempt


@dataclass(frozen=True)
class Limit:
    """Generous on purpose: many households of a mobile network share one address."""

    purpose: str
    most: int
    window: timedelta


TRACKING = Limit("tracking", most=60, window=timedelta(minutes=30))
OPINIONS = Limit("opinions", most=60, window=timedelta(minutes=30))


def subject_of(limit: Limit, address: str, *, secret_key: str, at: datetime) -> str:
    """Who is counted: a keyed hash that is another one each day, of an IPv4 or an IPv6 /64."""
    try:
        found = ip_address(address)
    except ValueError:
        network = "unknown"
    else:
        length = 64 if isinstance(found, IPv6Address) else 32
        network = str(ip_network((found, length), strict=False))
    words = f"{limit.purpose}\0{at:%Y-%m-%d}\0{network}"
    return hmac.new(secret_key.encode(), words.encode(), hashlib.sha256).hexdigest()


def check_limit(session: Session, limit: Limit, subject: str, *, at: datetime) -> None:
    """Raises TooManyAttempts if the limit has been reached."""
    attempts = session.scalar(
        select(func.count())
        .select_from(Attempt)
        .where(Attempt.subject == subject, Attempt.at > at - limit.window)
    )
    if (attempts or 0) >= limit.most:
        raise TooManyAttempts(int(limit.window.total_seconds() // 60))


def count_attempt(session: Session, subject: str, *, at: datetime) -> None:
    session.add(Attempt(subject=subject, at=at))


def forget_old_attempts(session: Session, *, at: datetime) -> None:
    session.execute(delete(Attempt).where(Attempt.at < at - timedelta(days=1)))
