"""The form in which a clerk writes down what a citizen says at the telephone or the counter."""

import secrets
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from feedback_api.actions import casework, intake
from feedback_api.actions.submit import Submission
from feedback_api.desk import words
from feedback_api.desk.blueprints import desk
from feedback_api.desk.forms import LINE, TEXT, DeskForm, by_name
from feedback_api.models.requests import Channel, ReplyBy, Track
from feedback_api.parts import now, parts
from municipality import Category, ExtraQuestion, Municipality
from text.language import gettext, lazy_gettext

CHANNELS = (Channel.TELEPHONE, Channel.COUNTER, Channel.LETTER)
KEY_LENGTH = 32


class IntakeForm(DeskForm):
    """Its rules are those of every request (actions/intake.py), so it has no validators."""

    key = HiddenField()
    channel = RadioField(
        lazy_gettext("How does it come?"),
        default=Channel.TELEPHONE.value,
        invalid_choice_message=lazy_gettext("Choose how the request comes."),
    )
    category = SelectField(lazy_gettext("Category"), validate_choice=False)
    description = TextAreaField(lazy_gettext("What the citizen says"), [], TEXT)
    district = SelectField(lazy_gettext("District"), validate_choice=False)
    neighbourhood = StringField(lazy_gettext("Neighbourhood"), [], LINE)
    place = StringField(lazy_gettext("Description of the place"), [], LINE)
    track = RadioField(
        lazy_gettext("Kind of request"), default=Track.LIGHT.value, validate_choice=False
    )
    reply_by = RadioField(
        lazy_gettext("How does the citizen want to hear from us?"),
        default=ReplyBy.TELEPHONE.value,
        validate_choice=False,
    )
    name = StringField(lazy_gettext("Name and surname"), [], LINE)
    telephone = StringField(lazy_gettext("Telephone"), [], LINE)
    email = StringField(lazy_gettext("E-mail"), [], LINE)
    address = StringField(lazy_gettext("Address"), [], LINE)

    def fit(self, municipality: Municipality) -> None:
        self.channel.choices = [SelectChoice(c.value, words.channel_label(c)) for c in CHANNELS]
        self.category.choices = [
            SelectChoice("", gettext("Choose a category")),
            *by_name(municipality.categories, "code"),
            SelectChoice(intake.NOT_SURE, gettext("Not known")),
        ]
        self.district.choices = [
            SelectChoice("", gettext("Not known")),
            *by_name(municipality.districts, "slug"),
        ]
        self.track.choices = [SelectChoice(t.value, words.track_label(t)) for t in Track]
        self.reply_by.choices = [SelectChoice(r.value, words.reply_label(r)) for r in ReplyBy]
        if not self.key.data or len(self.key.data) != KEY_LENGTH:
            self.key.data = secrets.token_hex(KEY_LENGTH // 2)

    @property
    def extra_fields(self) -> list[Any]:
        return [field for field in self if field.short_name.startswith(intake.EXTRA)]

    def values(self) -> dict[str, str]:
        """What was said, as every door hands it to actions/intake.py."""
        left_out = {"key", "channel", "csrf_token"}
        return {name: said or "" for name, said in self.data.items() if name not in left_out}

    def show(self, problems: intake.Problems) -> None:
        for name, sentence in problems.items():
            self[name].errors = [sentence]


@desk.get("/yeni/")
def new_case() -> ResponseReturnValue:
    form = IntakeForm()
    form.fit(parts().municipality)
    return render_template("personel/yeni.html", form=form)


@desk.post("/yeni/")
def write_down_case() -> ResponseReturnValue:
    """Answering the same sending again shows the same number, so a reload does no harm."""
    made = parts()
    category = intake.find_category(request.form.get("category", ""), made.municipality)
    form = _form_for(category)
    form.fit(made.municipality)
    is_valid = form.validate()
    problems = intake.check_all(form.values(), made.municipality)
    form.show(problems)
    if not is_valid or problems or _has_unasked(category):
        return render_template("personel/yeni.html", form=form), 422
    receipt = casework.write_down(
        made.database,
        Submission(
            values=form.values(),
            idempotency_key=form.key.data,
            channel=Channel(form.channel.data),
            language=made.municipality.language,
        ),
        municipality=made.municipality,
        secret_key=made.settings.secret_key,
        by=g.clerk,
        at=now(),
    )
    return render_template("personel/alindi.html", receipt=receipt)


def _form_for(category: Category | None) -> IntakeForm:
    """The form with the questions that only this category asks."""
    questions = category.extra_questions if category else ()
    fields = {intake.EXTRA + question.code: _field_for(question) for question in questions}
    return type("IntakeFormOfCategory", (IntakeForm,), fields)()


def _field_for(question: ExtraQuestion) -> Any:
    label = str(question.question)
    if not question.choices:
        return StringField(label, [], LINE)
    choices = [SelectChoice(code, str(said)) for code, said in question.choices]
    return RadioField(label, choices=choices, validate_choice=False)


def _has_unasked(category: Category | None) -> bool:
    """True if the category's own questions were not on the page when the form was sent."""
    if category is None or not category.extra_questions:
        return False
    return request.form.get("asked") != category.code
