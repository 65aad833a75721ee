"""What was typed, as it is shown once more before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedback_api.actions.contacts import read_telephone, show_telephone
from feedback_api.actions.intake import EXTRA, Values, find_category
from feedback_api.models.requests import ReplyBy, Track
from municipality import ExtraQuestion, Municipality
from text.language import gettext


@dataclass(frozen=True)
class Line:
    step: str  # where it can be changed
    name: str
    said: str


def summarise(values: Values, municipality: Municipality) -> list[Line]:
    """Every answer that was given, in the order in which it was asked."""
    lines = (*_about(values, municipality), *_contact(values, municipality))
    return [line for line in lines if line.said]


def _about(values: Values, municipality: Municipality) -> Iterator[Line]:
    category = find_category(values.get("category", ""), municipality)
    topic = str(category.question) if category else gettext("I am not sure")
    yield Line("topic", gettext("Topic"), topic)
    yield Line("details", gettext("Your request"), values.get("description", ""))
    for question in category.extra_questions if category else ():
        said = values.get(EXTRA + question.code, "")
        yield Line("details", str(question.question), _in_words(question, said))
    yield Line("details", gettext("Place"), _place(values, municipality))


def _contact(values: Values, municipality: Municipality) -> Iterator[Line]:
    track = {
        Track.LIGHT: gettext("As a wish or complaint"),
        Track.PETITION: gettext("As a petition (dilekçe)"),
    }
    reply_by = {
        ReplyBy.EMAIL: gettext("By e-mail"),
        ReplyBy.TELEPHONE: gettext("By telephone"),
        ReplyBy.POST: gettext("By post"),
        ReplyBy.NONE: gettext("No need: I will look on the tracking page"),
    }
    yield Line("contact", gettext("How it is sent"), track[Track(values["track"])])
    yield Line("contact", gettext("How we answer"), reply_by[ReplyBy(values["reply_by"])])
    yield Line("contact", gettext("E-mail address"), values.get("email", ""))
    yield Line("contact", gettext("Telephone number"), _telephone(values, municipality))
    yield Line("contact", gettext("Name and surname"), values.get("name", ""))
    yield Line("contact", gettext("Home or work address"), values.get("address", ""))


def _in_words(question: ExtraQuestion, said: str) -> str:
    return str(dict(question.choices).get(said, said))


def _place(values: Values, municipality: Municipality) -> str:
    names = {district.slug: district.name for district in municipality.districts}
    district = names.get(values.get("district", ""), "")
    said = (values.get("place", ""), values.get("neighbourhood", ""), district)
    return ", ".join(part for part in said if part)


def _telephone(values: Values, municipality: Municipality) -> str:
    """As we understood it, so that a wrong digit is seen."""
    number = read_telephone(values.get("telephone", ""), municipality.country)
    return show_telephone(number, municipality.country) if number else ""
