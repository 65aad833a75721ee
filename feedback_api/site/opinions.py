"""“Did this page help you?”: what the plain form at the end of every page sends."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import TextAreaField

from feedback_api.actions import limits
from feedback_api.actions.opinions import LONGEST_COMMENT, add_comment, note_opinion
from feedback_api.errors import (
    AnswerMissing,
    CommentTooLong,
    OpinionIsOver,
    PageNotKnown,
    SentTooMuch,
    TrapFilled,
)
from feedback_api.models.opinions import LONGEST_PAGE
from feedback_api.origin import is_from_ourselves
from feedback_api.parts import now, parts
from feedback_api.site.files import find_page
from text.language import lazy_gettext

blueprint = Blueprint("opinions", __name__)

LARGEST_BODY = 128 * 1024
ANSWERS = {"evet": True, "hayir": False}
# Pages that the service itself makes and that end with the question.
OWN_PAGES = ("/ara/", "/dogrula/ara/")


class CommentForm(FlaskForm):
    """No token: the pages that lead here are files and set no cookie."""

    class Meta:
        csrf = False

    comment = TextAreaField(lazy_gettext("What was missing?"))


@blueprint.before_request
def refuse_what_is_not_ours() -> None:
    request.max_content_length = LARGEST_BODY
    if request.method == "POST" and is_from_ourselves(request) is False:
        abort(403)


@blueprint.post("/geri-bildirim/")
def answer() -> ResponseReturnValue:
    """One reader's yes or no."""
    _read_form()
    page = find_known_page(request.form.get("sayfa", ""))
    was_useful = ANSWERS.get(request.form.get("yanit", ""))
    if was_useful is None:
        raise AnswerMissing
    with parts().database.transaction() as session:
        _count(session)
        opinion = note_opinion(session, page, was_useful=was_useful, at=now())
        token = None if was_useful else _serializer().dumps(opinion.id)
    return redirect(url_for(".thank", sayfa=page, no=token), 303)


@blueprint.get("/geri-bildirim/")
def thank() -> ResponseReturnValue:
    """After a “no” it asks what was missing; whoever does not want to say is done."""
    token = request.args.get("no", "")
    return _show(CommentForm(formdata=None), token, may_comment=_opinion_of(token) is not None)


@blueprint.post("/geri-bildirim/eksik/")
def tell_what_was_missing() -> ResponseReturnValue:
    _read_form()
    token, form = request.form.get("no", ""), CommentForm()
    opinion_id = _opinion_of(token)
    if opinion_id is None:
        raise OpinionIsOver
    try:
        with parts().database.transaction() as session:
            _count(session)
            add_comment(session, opinion_id, form.comment.data or "", at=now())
    except CommentTooLong as error:
        form.comment.errors = [str(error)]
        return _show(form, token, may_comment=True), error.http_status
    return redirect(url_for(".thank", sayfa=_page_of_link() or None), 303)


def find_known_page(address: str) -> str:
    """The page's path; what was searched for on it is nobody's business. Raises PageNotKnown."""
    path = address.partition("?")[0].partition("#")[0]
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST_PAGE:
        raise PageNotKnown
    municipality = parts().municipality
    own = {municipality.path(own, code) for own in OWN_PAGES for code in municipality.languages}
    if path not in own and not (path.endswith("/") and find_page(path.removeprefix("/"))):
        raise PageNotKnown
    return path


def _read_form() -> None:
    """Raises SentTooMuch before it is all read, and TrapFilled."""
    try:
        trap = request.form.get("web", "")
    except RequestEntityTooLarge as error:
        raise SentTooMuch from error
    if trap:
        raise TrapFilled


def _count(session: Session) -> None:
    """Raises TooManyAttempts."""
    limit, at = limits.OPINIONS, now()
    subject = limits.subject_of(
        limit, request.remote_addr or "", secret_key=parts().settings.secret_key, at=at
    )
    limits.check_limit(session, limit, subject, at=at)
    limits.count_attempt(session, subject, at=at)


def _show(form: CommentForm, token: str, *, may_comment: bool) -> str:
    return render_template(
        "geri-bildirim.html",
        form=form,
        token=token,
        page=_page_of_link(),
        may_comment=may_comment,
        limit=LONGEST_COMMENT,
        has_errors=bool(form.errors),
    )


def _page_of_link() -> str:
    """Where the way back leads; nowhere if the link was made up."""
    try:
        return find_known_page(request.values.get("sayfa", ""))
    except PageNotKnown:
        return ""


def _opinion_of(token: str) -> int | None:
    try:
        opinion_id: int = _serializer().loads(token)
    except BadSignature:
        return None
    return opinion_id


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(parts().settings.secret_key, salt="opinion")
