"""What sample readers said of the pages, noted by the same actions as everybody's."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from database import Database
from feedback_api.actions.opinions import add_comment, note_opinion

OPINIONS = Path(__file__).with_name("opinions.toml")
# Over so many days the answers without a comment are spread.
SPREAD = 14


def sow_opinions(database: Database, *, now: datetime) -> None:
    for page in tomllib.loads(OPINIONS.read_text(encoding="utf-8"))["page"]:
        comments = page["comments"]
        with database.transaction() as session:
            for number in range(page["yes"] + page["no"] - len(comments)):
                at = now - timedelta(days=1 + number % SPREAD)
                note_opinion(session, page["address"], was_useful=number < page["yes"], at=at)
            for comment in comments:
                at = now - timedelta(days=comment["days"])
                opinion = note_opinion(session, page["address"], was_useful=False, at=at)
                add_comment(session, opinion.id, comment["text"], at=at)
