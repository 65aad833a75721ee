"""What was shared last, for people who look."""

from contextlib import closing

from database import Database
from networks.ledger import list_deliveries
from publishing.settings import Settings
from publishing.share.report import Shared
from publishing.share.state import has_ledger


def list_last(settings: Settings, count: int) -> list[Shared]:
    """The newest deliveries, the oldest of them first; looking creates nothing."""
    if not has_ledger(settings):
        return []
    with closing(Database(settings.database_url)) as database, database.reading() as session:
        return [
            Shared(
                account=each.account,
                title=each.title,
                due_at=each.due_at,
                state=each.state,
                reason=each.reason,
                url=each.remote_url,
                next_at=each.next_at,
            )
            for each in list_deliveries(session)[-count:]
        ]
