"""Sends strangers away from the desk, and keeps what they had typed if their session ended."""

from contextlib import ExitStack

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback_api.actions import people
from feedback_api.desk import kept
from feedback_api.desk.tokens import cookie_name
from feedback_api.models.people import Clerk
from feedback_api.origin import is_from_ourselves
from feedback_api.parts import now, parts
from text.language import speaking

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_other_sites() -> None:
    """Stop what another site made the browser send, before anything else looks at it."""
    # None is an old browser that says nothing: then the token of the form alone decides.
    if request.method not in SAFE_METHODS and is_from_ourselves(request) is False:
        abort(403)


def require_clerk() -> ResponseReturnValue | None:
    """Let a signed-in clerk pass; everybody else gets the sign-in page.

    A form that a clerk sent after the session ended is kept: it waits behind the sign-in page.
    """
    token = request.cookies.get(cookie_name(), "")
    clerk = people.see_session(parts().database, token, at=now()) if token else None
    if clerk is not None:
        _receive(clerk, token)
        return None
    if request.method in SAFE_METHODS:
        return redirect(url_for("entrance.sign_in", sonra=request.full_path.rstrip("?")), 303)
    return kept.show_sign_in_page(kept.what_was_sent()), 401


def stop_speaking(_error: BaseException | None = None) -> None:
    """The thread that answered in the clerk's language must not keep it."""
    if language := g.pop("language_of_clerk", None):
        language.close()


def _receive(clerk: Clerk, token: str) -> None:
    g.clerk = clerk
    g.session_token = token
    g.language_of_clerk = ExitStack()
    g.language_of_clerk.enter_context(speaking(clerk.language))
