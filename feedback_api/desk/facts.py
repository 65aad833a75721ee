"""A case in rows of a name and a value, as its page and the list show them."""

from collections.abc import Mapping

from feedback_api.actions.contacts import show_telephone
from feedback_api.actions.submit import is_anothers_job
from feedback_api.desk import words
from feedback_api.models.requests import ServiceRequest
from municipality import Category, Institution, Municipality
from text.dates import say_day, say_moment
from text.language import current_language, gettext

Rows = list[tuple[str, str]]


def category_name(code: str | None, municipality: Municipality) -> str:
    category = _category(code, municipality)
    # A category that was taken out of the municipality's file still names its old requests.
    return str(category.name) if category else code or gettext("Topic not known")


def unit_name(slug: str | None, municipality: Municipality) -> str:
    names = {unit.slug: str(unit.name) for unit in municipality.units}
    return names.get(slug or "", slug or "")


def place_of(case: ServiceRequest, municipality: Municipality) -> str:
    districts = {district.slug: district.name for district in municipality.districts}
    district = districts.get(case.district or "", case.district)
    return ", ".join(filter(None, [district, case.neighbourhood]))


def whose_job(code: str | None, municipality: Municipality) -> Institution | None:
    """The other institution that answers for this category, if one does."""
    category = _category(code, municipality)
    return category.institution if category and is_anothers_job(category) else None


def say_facts(case: ServiceRequest, clerks: Mapping[int, str], municipality: Municipality) -> Rows:
    """What is known of the case, beside the citizen's own words; empty rows are left out."""
    language = current_language()
    institutions = {body.slug: str(body.name) for body in municipality.institutions}
    rows = [
        (gettext("Answer by"), say_day(case.deadline_on, language)),
        (gettext("Unit"), unit_name(case.unit, municipality) or gettext("None yet")),
        (gettext("Clerk"), clerks.get(case.clerk_id or 0) or gettext("Nobody has taken it")),
        (gettext("Referred to"), institutions.get(case.institution or "", case.institution)),
        (gettext("Received on"), say_moment(case.received_at, language, municipality.time_zone)),
        (gettext("Came by"), words.channel_label(case.channel)),
        (gettext("Kind of request"), words.track_label(case.track)),
        (gettext("Where"), place_of(case, municipality)),
        (gettext("Description of the place"), case.place),
        *_extra_answers(case, municipality),
    ]
    return [(name, value) for name, value in rows if value]


def say_contact(case: ServiceRequest, municipality: Municipality) -> Rows:
    telephone = case.reporter_telephone
    rows = [
        (gettext("Name and surname"), case.reporter_name),
        (gettext("Telephone"), telephone and show_telephone(telephone, municipality.country)),
        (gettext("E-mail"), case.reporter_email),
        (gettext("Address"), case.reporter_address),
        (gettext("Wants to hear"), words.reply_label(case.reply_by)),
    ]
    return [(name, value) for name, value in rows if value]


def _extra_answers(case: ServiceRequest, municipality: Municipality) -> Rows:
    category = _category(case.category, municipality)
    questions = {q.code: q for q in category.extra_questions} if category else {}
    rows = []
    for code, said in case.extra_answers.items():
        question = questions.get(code)
        choices = dict(question.choices) if question else {}
        rows.append((str(question.question) if question else code, str(choices.get(said, said))))
    return rows


def _category(code: str | None, municipality: Municipality) -> Category | None:
    return next((known for known in municipality.categories if known.code == code), None)
