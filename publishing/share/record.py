"""Reads the public record of posts, for the page that tells ours from others'."""

from collections.abc import Sequence
from datetime import datetime

from networks.posts import OfficialPost
from networks.record import list_newest_posts
from publishing.settings import Settings
from publishing.share.state import found_ledger

_NEWEST = 6


def read_newest_posts(settings: Settings, *, at: datetime) -> Sequence[OfficialPost]:
    """Raises LedgerNotReachable."""
    with found_ledger(settings) as database:
        if database is None:
            return ()
        with database.reading() as session:
            return list_newest_posts(session, at=at, limit=_NEWEST)
