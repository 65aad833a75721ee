"""The forms of the desk, each with its own wording for everything that can be wrong."""

import hmac
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.csrf.core import CSRF
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from feedback_api.actions.casework import MOVES_WITH_WORDS, OUTCOMES
from feedback_api.desk.tokens import form_token
from feedback_api.desk.words import status_label
from feedback_api.errors import FeedbackError, ReasonMissing
from feedback_api.models.requests import NEXT_STATUSES, ServiceRequest, Status
from municipality import Municipality
from text.cleaning import clean_line, clean_text
from text.language import gettext, lazy_gettext, ngettext
from text.turkish import sort_key

LONGEST_TEXT = 10_000
LONGEST_NOTE = 2_000
# NUL and other invisible characters go; whatever else was typed comes back to its author.
TEXT = [lambda typed: clean_text(typed or "")]
LINE = [lambda typed: clean_line(typed or "")]


class AtMost:
    """A limit that is said in our words, and not with `maxlength`, which cuts what is pasted."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, _form: Any, field: Any) -> None:
        if (excess := len(field.data or "") - self.limit) > 0:
            raise ValidationError(
                ngettext(
                    "This is %(num)s character too long. Shorten it; nothing was cut off.",
                    "This is %(num)s characters too long. Shorten it; nothing was cut off.",
                    excess,
                )
            )


class TokenOfSession(CSRF):
    """The session's own token: the form of another session, or of none, is not obeyed."""

    def generate_csrf_token(self, _field: Any) -> str:
        return form_token()

    def validate_csrf_token(self, _form: Any, field: Any) -> None:
        if not hmac.compare_digest((field.data or "").encode(), field.current_token.encode()):
            raise ValidationError(
                gettext(
                    "Your session ended while you were writing, so nothing has been sent yet. "
                    "Everything you wrote is still here: look it over and send it again."
                )
            )


class DeskForm(FlaskForm):
    """A form whose problems that belong to no field stand at the top of the page."""

    class Meta:
        csrf_class = TokenOfSession

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        self.form_errors += list(self.csrf_token.errors)
        self.csrf_token.errors = ()
        return bool(is_valid)


class SignInForm(FlaskForm):
    """Has Flask-WTF's own token, because there is no session yet."""

    username = StringField(
        lazy_gettext("Username"), [DataRequired(lazy_gettext("Type your username."))], LINE
    )
    password = PasswordField(
        lazy_gettext("Password"), [DataRequired(lazy_gettext("Type your password."))]
    )
    # Where to go afterwards, and what was typed before (desk/kept.py).
    sonra = HiddenField()
    kept = HiddenField()


class CaseForm(DeskForm):
    """What is done to a case names the last line of its history that the clerk had read."""

    seen = HiddenField()

    @property
    def seen_event(self) -> int:
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0

    def fit(self, service_request: ServiceRequest, municipality: Municipality) -> None:
        """Fill in the choices; a form that offers none needs nothing."""

    def blame(self, error: FeedbackError) -> None:
        """Show what the action refused, beside the field that can mend it."""
        if isinstance(error, ReasonMissing):
            self["reason"].errors = [str(error)]
        else:
            self.form_errors.append(str(error))


class AnswerForm(CaseForm):
    outcome = RadioField(
        lazy_gettext("What came of it?"),
        invalid_choice_message=lazy_gettext("Choose what came of the request."),
    )
    text = TextAreaField(
        lazy_gettext("Answer to the citizen"),
        [DataRequired(lazy_gettext("Write the answer.")), AtMost(LONGEST_TEXT)],
        TEXT,
    )
    reason = TextAreaField(lazy_gettext("Why could it not be done?"), [AtMost(LONGEST_NOTE)], TEXT)

    def fit(self, service_request: ServiceRequest, municipality: Municipality) -> None:
        self.outcome.choices = [SelectChoice(s.value, status_label(s)) for s in OUTCOMES]


class AskForm(CaseForm):
    text = TextAreaField(
        lazy_gettext("What should the citizen tell us?"),
        [DataRequired(lazy_gettext("Write what you need to know.")), AtMost(LONGEST_TEXT)],
        TEXT,
    )


class NoteForm(CaseForm):
    text = TextAreaField(
        lazy_gettext("Note among clerks"),
        [DataRequired(lazy_gettext("Write the note.")), AtMost(LONGEST_TEXT)],
        TEXT,
    )


class StatusForm(CaseForm):
    status = RadioField(
        lazy_gettext("New state"), invalid_choice_message=lazy_gettext("Choose the new state.")
    )
    reason = TextAreaField(lazy_gettext("Reason"), [AtMost(LONGEST_NOTE)], TEXT)

    def fit(self, service_request: ServiceRequest, municipality: Municipality) -> None:
        allowed = NEXT_STATUSES[service_request.status] - MOVES_WITH_WORDS
        self.status.choices = [
            SelectChoice(s.value, status_label(s)) for s in Status if s in allowed
        ]


class RouteForm(CaseForm):
    unit = SelectField(
        lazy_gettext("Unit"), invalid_choice_message=lazy_gettext("Choose the unit.")
    )
    category = SelectField(
        lazy_gettext("Category"), invalid_choice_message=lazy_gettext("Choose the category.")
    )

    def fit(self, service_request: ServiceRequest, municipality: Municipality) -> None:
        self.unit.choices = by_name(municipality.units, "slug")
        self.category.choices = by_name(municipality.categories, "code")
        if not service_request.unit:
            self.unit.choices.insert(0, SelectChoice("", gettext("Choose a unit")))
        if not service_request.category:
            self.category.choices.insert(0, SelectChoice("", gettext("Not known")))
        if self.unit.data is None:
            self.unit.data = service_request.unit or ""
            self.category.data = service_request.category or ""


class ReferForm(CaseForm):
    institution = SelectField(
        lazy_gettext("Institution"),
        invalid_choice_message=lazy_gettext("Choose the institution."),
    )
    note = TextAreaField(
        lazy_gettext("Note to the citizen"), [Optional(), AtMost(LONGEST_NOTE)], TEXT
    )

    def fit(self, service_request: ServiceRequest, municipality: Municipality) -> None:
        others = [body for body in municipality.institutions if not body.affiliate]
        self.institution.choices = [
            SelectChoice("", gettext("Choose an institution")),
            *by_name(others, "slug"),
        ]


def by_name(things: Any, key: str) -> list[SelectChoice]:
    """Units, categories or institutions as choices, by the alphabet."""
    choices = [SelectChoice(getattr(thing, key), str(thing.name)) for thing in things]
    return sorted(choices, key=lambda choice: sort_key(choice.label))
