"""What every page of the desk has: the clerk, the way out, and errors in the desk's own frame."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from feedback_api.desk.blueprints import desk, entrance
from feedback_api.desk.tokens import form_token
from feedback_api.errors import FeedbackError


@desk.context_processor
def variables() -> dict[str, object]:
    """Strangers, too, are shown a page: that they must sign in."""
    if "clerk" not in g:
        return entrance_variables()
    return {"clerk": g.clerk, "form_token": form_token(), "alternate_url": None}


@entrance.context_processor
def entrance_variables() -> dict[str, object]:
    return {"clerk": None, "alternate_url": None}


@desk.errorhandler(FeedbackError)
def show_error(error: FeedbackError) -> ResponseReturnValue:
    return render_template("personel/sorun.html", message=str(error)), error.http_status
