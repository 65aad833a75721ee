"""The service's commands: `flask --app feedback_api …`."""

from feedback_api.commands.database import db
from feedback_api.commands.people import create_clerk
from feedback_api.commands.work import worker

ALL = (db, create_clerk, worker)
