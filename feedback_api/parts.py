"""What every door of the service works with: made once by create_app, asked for here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app

from database import Database
from feedback_api.attachments import Attachments
from feedback_api.config import Settings
from municipality import Municipality

NAME = "meydan"


@dataclass(frozen=True)
class Parts:
    settings: Settings
    municipality: Municipality
    database: Database
    attachments: Attachments
    clock: Callable[[], datetime]  # aware, in UTC


def parts() -> Parts:
    """The parts of the application that answers just now."""
    found: Parts = current_app.extensions[NAME]
    return found


def now() -> datetime:
    return parts().clock()


def machine_clock() -> datetime:
    return datetime.now(UTC)
