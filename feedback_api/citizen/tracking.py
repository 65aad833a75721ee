"""The citizen's own view of a request that was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from feedback_api.actions import limits, tracking
from feedback_api.actions.intake import LONGEST, check_addition
from feedback_api.citizen.blueprint import blueprint
from feedback_api.citizen.forms import AddForm, TrackForm
from feedback_api.citizen.steps import SENT_BACK
from feedback_api.errors import FeedbackError, RequestNotFound, TooManyAttempts
from feedback_api.models.requests import Event, EventKind, ServiceRequest, Status
from feedback_api.parts import now, parts
from text.dates import day_of
from text.language import gettext


@dataclass(frozen=True)
class Step:
    """One line of the history as the citizen reads it."""

    title: str
    at: datetime
    text: Markup | None


@blueprint.route("/basvuru/takip/", methods=["GET", "POST"])
def track() -> ResponseReturnValue:
    form = TrackForm()
    if request.method == "GET":
        return _render_form(form)
    if not form.validate():
        return _render_form(form), SENT_BACK
    return _render_state(_read(form), form)


@blueprint.post("/basvuru/takip/geri-al/")
def withdraw() -> ResponseReturnValue:
    """Asks once more, because it cannot be undone."""
    form = TrackForm()
    service_request = _read(form)
    if not form.validate() or "confirmed" not in request.form:
        return render_template("basvuru/geri-al.html", form=form, service_request=service_request)
    if service_request.status is not Status.WITHDRAWN:
        _change(form, lambda found: tracking.withdraw(found, at=now()))
    return _render_state(_read(form), form, done=gettext("You have withdrawn your request."))


@blueprint.post("/basvuru/takip/ekle/")
def add() -> ResponseReturnValue:
    form = AddForm()
    service_request = _read(form)
    is_ours = form.validate()
    said = form.text.data or ""
    if sentence := check_addition(said):
        form.text.errors = [sentence]
    if not is_ours or form.text.errors:
        return _render_state(service_request, form, adding=form), SENT_BACK
    _change(form, lambda found: tracking.add_information(found, said, at=now()))
    done = gettext("What you wrote was added to your request.")
    return _render_state(_read(form), form, done=done)


@blueprint.errorhandler(RequestNotFound)
@blueprint.errorhandler(TooManyAttempts)
def show_not_found(error: FeedbackError) -> ResponseReturnValue:
    """The form again, with what was typed."""
    form = TrackForm()
    form.form_errors = [str(error)]
    return _render_form(form), error.http_status


def _read(form: TrackForm) -> ServiceRequest:
    """Raises RequestNotFound, and TooManyAttempts to whoever only guesses."""
    limit, at = limits.TRACKING, now()
    subject = limits.subject_of(
        limit, request.remote_addr or "", secret_key=parts().settings.secret_key, at=at
    )
    with parts().database.reading() as session:
        limits.check_limit(session, limit, subject, at=at)
    try:
        with parts().database.reading() as session:
            return _get(session, form)
    except RequestNotFound:
        with parts().database.transaction() as session:
            limits.count_attempt(session, subject, at=at)
        raise


def _change(form: TrackForm, act: Callable[[ServiceRequest], None]) -> None:
    with parts().database.transaction() as session:
        act(_get(session, form))


def _get(session: Session, form: TrackForm) -> ServiceRequest:
    typed = (form.reference.data or "", form.secret.data or "")
    found = tracking.get_tracked(session, *typed, parts().municipality)
    session.refresh(found, ["history"])
    return found


def _render_form(form: TrackForm) -> str:
    return render_template("basvuru/takip.html", form=form, has_errors=bool(form.form_errors))


def _render_state(
    service_request: ServiceRequest,
    form: TrackForm,
    *,
    adding: AddForm | None = None,
    done: str | None = None,
) -> str:
    today = day_of(now(), parts().municipality.time_zone)
    add_form = adding or AddForm(formdata=None)
    add_form.reference.data, add_form.secret.data = form.reference.data, form.secret.data
    return render_template(
        "basvuru/durum.html",
        service_request=service_request,
        form=form,
        add_form=add_form,
        has_errors=bool(adding),
        steps=[_step(event) for event in service_request.history if event.is_public],
        is_overdue=service_request.is_overdue(today),
        done=done,
        limit=LONGEST["description"],
    )


def _step(event: Event) -> Step:
    titles = {
        EventKind.MESSAGE: gettext("Message from the municipality"),
        EventKind.FROM_CITIZEN: gettext("You added"),
    }
    title = event.status.label if event.status else titles.get(event.kind, "")
    # In the page it keeps its line breaks and is escaped like everything that was typed.
    text = Markup('<span class="said">{}</span>').format(event.text) if event.text else None
    return Step(title, event.at, text)
