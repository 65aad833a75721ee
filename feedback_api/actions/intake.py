"""What a request must say to be taken in, whichever door it comes through."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from feedback_api.actions.contacts import read_email, read_telephone
from feedback_api.models.requests import ReplyBy, Track
from municipality import Category, ExtraQuestion, Municipality
from text.language import gettext

# {name of a field: what the citizen said}, cleaned. A field that was left empty is "".
Values = Mapping[str, str]
# {name of a field: the sentence that stands beside it}
Problems = dict[str, str]

NOT_SURE = "not-sure"  # the topic of a citizen who leaves the choice to us
MOST_PICTURES = 3
LONGEST = {
    "description": 5000,
    "place": 300,
    "neighbourhood": 120,
    "name": 120,
    "email": 254,
    "telephone": 40,
    "address": 500,
}
LONGEST_EXTRA = 300
EXTRA = "extra_"  # before the code of an extra question


def check_topic(values: Values, municipality: Municipality) -> Problems:
    codes = {category.code for category in municipality.categories} | {NOT_SURE}
    if values.get("category", "") not in codes:
        return {"category": gettext("Choose what your request is about, or “I am not sure”.")}
    return {}


def check_details(values: Values, municipality: Municipality) -> Problems:
    problems = _too_long(values, ("description", "place", "neighbourhood"))
    if not values.get("description"):
        problems["description"] = gettext("Write what happened or what you are asking for.")
    district = values.get("district", "")
    if district and district not in {known.slug for known in municipality.districts}:
        problems["district"] = gettext("Choose a district from the list.")
    category = find_category(values.get("category", ""), municipality)
    for question in category.extra_questions if category else ():
        if sentence := _check_extra(question, values.get(EXTRA + question.code, "")):
            problems[EXTRA + question.code] = sentence
    return problems


def check_contact(values: Values, municipality: Municipality) -> Problems:
    problems = _too_long(values, ("name", "email", "telephone", "address"))
    if values.get("track", "") not in set(Track):
        problems["track"] = gettext("Choose how you want to send your request.")
    if values.get("reply_by", "") not in set(ReplyBy):
        problems["reply_by"] = gettext("Choose how we should reach you.")
    for name, sentence in (*_needed(values), *_not_understood(values, municipality)):
        problems.setdefault(name, sentence)
    return problems


def check_addition(said: str) -> str | None:
    """The sentence about what a citizen adds to a request later; None if it can be taken."""
    if not said:
        return gettext("Write what you want to add.")
    return _length_sentence(said, LONGEST["description"])


def check_location(latitude: object, longitude: object) -> Problems:
    """Programs may send a point; both numbers or none, finite and on the globe."""
    if latitude is None and longitude is None:
        return {}
    problems = {}
    if not _is_between(latitude, 90):
        problems["latitude"] = gettext("Give the latitude as a number between -90 and 90.")
    if not _is_between(longitude, 180):
        problems["longitude"] = gettext("Give the longitude as a number between -180 and 180.")
    return problems


def check_all(values: Values, municipality: Municipality) -> Problems:
    steps: tuple[Callable[[Values, Municipality], Problems], ...]
    steps = (check_topic, check_details, check_contact)
    return {name: said for step in steps for name, said in step(values, municipality).items()}


def find_category(code: str, municipality: Municipality) -> Category | None:
    return next((known for known in municipality.categories if known.code == code), None)


def _check_extra(question: ExtraQuestion, said: str) -> str | None:
    if not said:
        if not question.required:
            return None
        if question.choices:
            return gettext("Choose an answer: %(question)s", question=question.question)
        return gettext("Write an answer: %(question)s", question=question.question)
    if question.choices and said not in dict(question.choices):
        return gettext("Choose an answer: %(question)s", question=question.question)
    return _length_sentence(said, LONGEST_EXTRA)


def _needed(values: Values) -> Iterable[tuple[str, str]]:
    """What the chosen track and the chosen way to answer need."""
    track, reply_by = values.get("track", ""), values.get("reply_by", "")
    is_petition, by_post = track == Track.PETITION, reply_by == ReplyBy.POST
    if is_petition and reply_by in {ReplyBy.TELEPHONE, ReplyBy.NONE}:
        # Law 3071 art. 7: the answer to a petition is written.
        yield "reply_by", gettext("A petition is answered in writing: choose e-mail or post.")
    if (is_petition or by_post) and not values.get("name"):
        yield "name", gettext("Write your name and surname.")
    if (is_petition or by_post) and not values.get("address"):
        yield "address", gettext("Write your home or work address.")
    if reply_by == ReplyBy.EMAIL and not values.get("email"):
        yield "email", gettext("Write your e-mail address.")
    if reply_by == ReplyBy.TELEPHONE and not values.get("telephone"):
        yield "telephone", gettext("Write your telephone number.")


def _not_understood(values: Values, municipality: Municipality) -> Iterable[tuple[str, str]]:
    if (email := values.get("email")) and read_email(email) is None:
        yield (
            "email",
            gettext(
                "Write the e-mail address like ad.soyad@example.com, with one @ and without "
                "spaces or Turkish letters."
            ),
        )
    telephone = values.get("telephone")
    if telephone and read_telephone(telephone, municipality.country) is None:
        yield (
            "telephone",
            gettext("Write the telephone number with its area code, such as 0532 123 45 67."),
        )


def _too_long(values: Values, names: Iterable[str]) -> Problems:
    sentences = ((name, _length_sentence(values.get(name, ""), LONGEST[name])) for name in names)
    return {name: sentence for name, sentence in sentences if sentence}


def _length_sentence(said: str, limit: int) -> str | None:
    if len(said) <= limit:
        return None
    return gettext(
        "This is %(length)s characters long; shorten it to at most %(limit)s.",
        length=len(said),
        limit=limit,
    )


def _is_between(number: Any, limit: int) -> bool:
    # True and False are numbers in Python, and NaN is between nothing.
    if isinstance(number, bool) or not isinstance(number, int | float):
        return False
    return -limit <= number <= limit
