"""The service's commands: `flask --app feedback_api …`."""

from feedback_api.commands.database import db
from feedback_api.commands.work import worker

ALL = (db, worker)
