"""Stops all sharing, starts it again, and lets what failed have its turn at once."""

from datetime import datetime

from networks import deciding
from publishing.settings import Settings
from publishing.share.state import ledger


def stop(settings: Settings, *, reason: str, by: str, at: datetime) -> None:
    """On every machine that shares from this ledger. Raises PublishError."""
    with ledger(settings) as database, database.transaction() as session:
        deciding.stop(session, reason=reason, by=by, at=at)


def resume(settings: Settings) -> None:
    with ledger(settings) as database, database.transaction() as session:
        deciding.resume(session)


def retry(settings: Settings, *, at: datetime) -> None:
    """Second tries and accounts that are left alone need not wait. Raises PublishError."""
    with ledger(settings) as database, database.transaction() as session:
        for account in settings.municipality.accounts:
            deciding.retry_now(session, account.slug, at=at)
