"""What was shared last, for people who look."""

from networks.deliveries import list_deliveries
from publishing.settings import Settings
from publishing.share.report import Shared, tell
from publishing.share.state import found_ledger


def list_last(settings: Settings, count: int) -> list[Shared]:
    """The newest deliveries, the oldest of them first; looking creates nothing."""
    with found_ledger(settings) as database:
        if database is None:
            return []
        with database.reading() as session:
            return [tell(each) for each in list_deliveries(session)[-count:]]
