"""The forms of the steps. What they accept stands in actions/intake.py, for all doors alike."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from feedback_api.actions import intake
from feedback_api.models.requests import ReplyBy, Track
from feedback_api.origin import OwnSiteOrToken
from municipality import Category, ExtraQuestion, Municipality
from text.cleaning import clean_line, clean_text
from text.language import gettext, lazy_gettext
from text.turkish import sort_key

LINE = [lambda typed: clean_line(typed or "")]
TEXT = [lambda typed: clean_text(typed or "")]
# Only says “(optional)”: what is needed together with what, intake says.
OPTIONAL = [Optional()]


def _text(label: Any, *, optional: bool = False, **attributes: str) -> StringField:
    """One line. No `maxlength`: it would cut what is pasted without a word."""
    return StringField(
        label, OPTIONAL if optional else (), filters=LINE, render_kw=attributes or None
    )


class CitizenForm(FlaskForm):
    """Carries the draft with it, so that it works without cookies too."""

    class Meta:
        csrf = True
        csrf_class = OwnSiteOrToken

    draft = HiddenField()

    def values(self) -> dict[str, str]:
        """What was typed, cleaned; the draft keeps it and intake judges it."""
        skipped = {"csrf_token", "draft", "pictures", "where"}
        return {field.name: field.data or "" for field in self if field.name not in skipped}

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Put each sentence beside its field."""
        for name, sentence in problems.items():
            if name in self:
                self[name].errors = [*self[name].errors, sentence]


class TopicForm(CitizenForm):
    category = RadioField(lazy_gettext("What is your request about?"), validate_choice=False)
    page = HiddenField()  # of ours, if the request is about one
    where = HiddenField()  # the district whose page led here

    def __init__(self, municipality: Municipality, **given: Any) -> None:
        super().__init__(**given)
        self.category.choices = [
            *(SelectChoice(known.code, str(known.question)) for known in municipality.categories),
            SelectChoice(intake.NOT_SURE, gettext("I am not sure")),
        ]


class DetailsForm(CitizenForm):
    description = TextAreaField(
        lazy_gettext("What happened, or what are you asking for?"), filters=TEXT
    )
    district = SelectField(lazy_gettext("District"), OPTIONAL, validate_choice=False)
    neighbourhood = _text(lazy_gettext("Neighbourhood"), optional=True)
    place = _text(lazy_gettext("Street, number or a place nearby"), optional=True)
    pictures = MultipleFileField(lazy_gettext("Photos"), OPTIONAL)

    def __init__(self, municipality: Municipality, **given: Any) -> None:
        super().__init__(**given)
        districts = sorted(municipality.districts, key=lambda known: sort_key(known.name))
        self.district.choices = [
            SelectChoice("", gettext("Choose a district")),
            *(SelectChoice(known.slug, known.name) for known in districts),
        ]

    def extra_fields(self) -> list[Any]:
        return [field for field in self if field.name.startswith(intake.EXTRA)]


class ContactForm(CitizenForm):
    track = RadioField(lazy_gettext("How do you want to send it?"), validate_choice=False)
    reply_by = RadioField(lazy_gettext("How should we answer you?"), validate_choice=False)
    email = _text(
        lazy_gettext("E-mail address"),
        type="email",
        autocomplete="email",
        spellcheck="false",
    )
    telephone = _text(lazy_gettext("Telephone number"), type="tel", autocomplete="tel")
    name = _text(lazy_gettext("Name and surname"), autocomplete="name")
    address = TextAreaField(
        lazy_gettext("Home or work address"),
        filters=TEXT,
        render_kw={"autocomplete": "street-address"},
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.track.choices = [
            SelectChoice(Track.LIGHT.value, gettext("As a wish or complaint")),
            SelectChoice(Track.PETITION.value, gettext("As a petition (dilekçe)")),
        ]
        self.reply_by.choices = [
            SelectChoice(ReplyBy.EMAIL.value, gettext("By e-mail")),
            SelectChoice(ReplyBy.TELEPHONE.value, gettext("By telephone")),
            SelectChoice(ReplyBy.POST.value, gettext("By post")),
            SelectChoice(ReplyBy.NONE.value, gettext("No need: I will look on the tracking page")),
        ]


class SendForm(CitizenForm):
    """Nothing to fill in: going on, or sending what was checked."""


class TrackForm(FlaskForm):
    class Meta:
        csrf = True
        csrf_class = OwnSiteOrToken

    reference = StringField(
        lazy_gettext("Request number"),
        filters=LINE,
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )
    secret = StringField(
        lazy_gettext("Tracking secret"),
        filters=LINE,
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )


class AddForm(TrackForm):
    text = TextAreaField(lazy_gettext("What do you want to add?"), filters=TEXT)


def details_form_for(category: Category | None) -> Callable[..., DetailsForm]:
    """The second step's form with the extra questions of this category."""
    questions = category.extra_questions if category else ()
    fields = {intake.EXTRA + question.code: _extra_field(question) for question in questions}
    return type("DetailsFormOfCategory", (DetailsForm,), fields)


def _extra_field(question: ExtraQuestion) -> Any:
    # Not OPTIONAL when it is needed; the label is in the language of this very page.
    validators = () if question.required else OPTIONAL
    if not question.choices:
        return StringField(str(question.question), validators, filters=LINE)
    return RadioField(
        str(question.question),
        validators,
        choices=[SelectChoice(code, str(words)) for code, words in question.choices],
        validate_choice=False,
    )
