"""What watches over the service asks: is it alive, can it take requests."""

from pathlib import Path

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from database.revisions import is_current
from feedback_api.parts import parts

blueprint = Blueprint("operations", __name__)

MIGRATIONS = Path(__file__).parent.parent / "migrations"


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    return {"alive": True}


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """503 until the database can be reached in its newest form and pictures can be stored."""
    state = {"database": _is_database_ready(), "attachments": parts().attachments.is_ready()}
    return state, 200 if all(state.values()) else 503


def _is_database_ready() -> bool:
    try:
        return is_current(parts().database, MIGRATIONS, "feedback_version")
    except SQLAlchemyError:
        return False
