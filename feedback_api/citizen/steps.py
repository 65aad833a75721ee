"""The form in its steps: topic, details, contact, check, receipt."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from feedback_api.actions import intake
from feedback_api.actions.submit import Submission, is_anothers_job, picture_of, submit
from feedback_api.citizen import drafting, photos
from feedback_api.citizen.about_page import address_of, page_meant
from feedback_api.citizen.blueprint import blueprint
from feedback_api.citizen.drafting import Typed
from feedback_api.citizen.forms import (
    ContactForm,
    SendForm,
    TopicForm,
    details_form_for,
)
from feedback_api.citizen.summary import summarise
from feedback_api.models.requests import Channel
from feedback_api.parts import now, parts
from municipality import Category
from text.language import current_language, gettext

# A form that was sent back: read, understood, and not accepted as it is.
SENT_BACK = 422


@blueprint.route("/basvuru/", methods=["GET", "POST"])
def topic() -> ResponseReturnValue:
    typed = drafting.open_typed()
    if request.method == "GET":
        return _show_topic(typed)
    if typed.was_sent:
        return _show_receipt(typed)
    form = TopicForm(parts().municipality)
    typed.suggest("district", _known_district(form))
    if not _accept(form, typed, intake.check_topic):
        return _render("konu", typed, form), SENT_BACK
    chosen = _category(typed)
    return _go_on("referral" if chosen and is_anothers_job(chosen) else "details", typed)


@blueprint.route("/basvuru/baska-kurum/", methods=["GET", "POST"])
def referral() -> ResponseReturnValue:
    """Whose job it is, before anything personal was asked. The citizen may send it all the same."""
    typed = drafting.open_typed()
    if request.method == "POST" and SendForm().validate():
        return _go_on("details", typed)
    return _show_referral(typed)


@blueprint.route("/basvuru/ayrinti/", methods=["GET", "POST"])
def details() -> ResponseReturnValue:
    typed = drafting.open_typed()
    if request.method == "GET":
        return _show_or_mend("details", typed)
    form = details_form_for(_category(typed))(parts().municipality)
    if typed.was_sent:
        return _show_receipt(typed, unsent=form.description.data)
    not_taken = photos.receive_photos(typed)
    removed = request.form.get("remove")
    if removed:
        photos.remove_photo(typed, removed)
    is_accepted = _accept(form, typed, intake.check_details, keep_pictures=True)
    if removed:
        return _render_details(typed, details_form_for(_category(typed)), shown=form.values())
    form.pictures.errors = [*form.pictures.errors, *not_taken]
    if not is_accepted or not_taken:
        return _render_details(typed, lambda *_args, **_given: form), SENT_BACK
    return _go_on("contact", typed)


@blueprint.route("/basvuru/iletisim/", methods=["GET", "POST"])
def contact() -> ResponseReturnValue:
    typed = drafting.open_typed()
    if request.method == "GET":
        return _show_or_mend("contact", typed)
    if typed.was_sent:
        return _show_receipt(typed)
    form = ContactForm()
    if not _accept(form, typed, intake.check_contact):
        return _render("iletisim", typed, form), SENT_BACK
    return _go_on("check", typed)


@blueprint.route("/basvuru/kontrol/", methods=["GET", "POST"])
def check() -> ResponseReturnValue:
    """All answers once more; sending them is the one step that cannot be taken back."""
    typed = drafting.open_typed()
    if typed.was_sent:
        return _to_receipt(typed)
    if request.method == "GET" or _first_unfinished(typed) is not None:
        return _show_or_mend("check", typed)
    form = SendForm()
    if not form.validate():
        return _render_check(typed, form), SENT_BACK
    submit(
        parts().database,
        Submission(
            values=typed.values(),
            idempotency_key=typed.draft_id,
            channel=Channel.FORM,
            language=current_language(),
            pictures=tuple(picture_of(kept) for kept in typed.pictures),
        ),
        municipality=parts().municipality,
        secret_key=parts().settings.secret_key,
        at=now(),
        draft_id=typed.draft_id,
    )
    return _to_receipt(typed)


@blueprint.post("/basvuru/degistir/")
def change() -> ResponseReturnValue:
    """What the “Change” links do, for browsers whose links do not know the draft."""
    typed = drafting.open_typed()
    if typed.was_sent:
        return _to_receipt(typed)
    step = request.form.get("step", "")
    return _SHOWN.get(step, _show_topic)(typed)


@blueprint.get("/basvuru/alindi/")
def received() -> ResponseReturnValue:
    found = drafting.find_receipt(None)
    if found is None:
        return redirect(url_for(".topic"))
    receipt, service_request = found
    return render_template(
        "basvuru/alindi.html", receipt=receipt, service_request=service_request, unsent=None
    )


def _accept(
    form: Any,
    typed: Typed,
    check_values: Callable[..., intake.Problems],
    *,
    keep_pictures: bool = False,
) -> bool:
    """Whether the step may be left. What can be kept is kept, whether it may or not."""
    is_ours = form.validate()
    values = form.values()
    known = {**typed.values(), **values}
    problems = check_values(known, parts().municipality)
    form.add_problems(problems)
    typed.answers.update({name: said for name, said in values.items() if name not in problems})
    if not problems or keep_pictures:
        drafting.keep(typed)
    return is_ours and not problems


def _go_on(step: str, typed: Typed) -> ResponseReturnValue:
    """To the next page; without cookies it is shown at once, as it could not find its draft."""
    if drafting.has_cookies():
        return redirect(url_for(f".{step}"), 303)
    return _show_or_mend(step, typed)


def _show_or_mend(step: str, typed: Typed) -> ResponseReturnValue:
    """The page of a step, or of an earlier one that is not finished yet."""
    unfinished = _first_unfinished(typed)
    order = list(_SHOWN)
    if unfinished is not None and order.index(unfinished) < order.index(step):
        if request.method == "GET":
            return _first_or_receipt(typed, unfinished)
        return _SHOWN[unfinished](typed)
    return _SHOWN[step](typed)


def _first_or_receipt(typed: Typed, unfinished: str) -> Response:
    """Back after sending asks for a page of a form that is no more: it leads to the receipt."""
    is_over = drafting.CURRENT not in session and drafting.LAST_SENT in session
    return redirect(url_for(".received" if is_over and not typed.answers else f".{unfinished}"))


def _first_unfinished(typed: Typed) -> str | None:
    municipality, values = parts().municipality, typed.values()
    steps = {
        "topic": intake.check_topic,
        "details": intake.check_details,
        "contact": intake.check_contact,
    }
    return next((step for step, judge in steps.items() if judge(values, municipality)), None)


def _to_receipt(typed: Typed) -> ResponseReturnValue:
    if not drafting.has_cookies():
        return _show_receipt(typed)
    drafting.note_sent(typed)
    return redirect(url_for(".received"), 303)


def _show_receipt(typed: Typed, unsent: str | None = None) -> ResponseReturnValue:
    """For a form that was sent: whatever is done with it again, it is the same request."""
    found = drafting.find_receipt(typed.draft_id)
    if found is None:
        return redirect(url_for(".topic"))
    receipt, service_request = found
    is_new_text = bool(unsent) and unsent != service_request.description
    return render_template(
        "basvuru/alindi.html",
        receipt=receipt,
        service_request=service_request,
        unsent=unsent if is_new_text else None,
    )


def _show_topic(typed: Typed) -> ResponseReturnValue:
    # The pages of services lead here with the topic in the address, error pages with their own.
    page = page_meant()
    topic = request.args.get("konu") or (intake.NOT_SURE if page else "")
    where = request.args.get("ilce", "")
    chosen = {"category": topic, "where": where, **typed.answers, "page": page}
    return _render("konu", typed, TopicForm(parts().municipality, formdata=None, data=chosen))


def _known_district(form: TopicForm) -> str:
    known = {district.slug for district in parts().municipality.districts}
    return form.where.data if form.where.data in known else ""


def _show_referral(typed: Typed) -> ResponseReturnValue:
    category = _category(typed)
    if category is None or category.institution is None:
        return redirect(url_for(".topic"))
    return _render("baska-kurum", typed, SendForm(), category=category)


def _show_details(typed: Typed) -> ResponseReturnValue:
    shown = typed.answers
    if (page := typed.values().get("page")) and not shown.get("description"):
        about = gettext("About this page: %(address)s", address=address_of(page))
        shown = {**shown, "description": about}
    return _render_details(typed, details_form_for(_category(typed)), shown=shown)


def _show_contact(typed: Typed) -> ResponseReturnValue:
    return _render("iletisim", typed, ContactForm(**_typed_before(typed)))


def _show_check(typed: Typed) -> ResponseReturnValue:
    return _render_check(typed, SendForm(formdata=None))


# The steps in their order, each with what shows its page.
_SHOWN: dict[str, Callable[[Typed], ResponseReturnValue]] = {
    "topic": _show_topic,
    "referral": _show_referral,
    "details": _show_details,
    "contact": _show_contact,
    "check": _show_check,
}


def _typed_before(typed: Typed) -> dict[str, Any]:
    return {"formdata": None, "data": typed.answers}


def _render_details(
    typed: Typed, make_form: Callable[..., Any], shown: dict[str, Any] | None = None
) -> str:
    data = {name: said for name, said in (shown or {}).items() if name != "pictures"}
    form = make_form(parts().municipality, formdata=None, data=data)
    return _render(
        "ayrinti",
        typed,
        form,
        category=_category(typed),
        kept=photos.thumbnails(typed),
        limit=intake.LONGEST["description"],
        most_pictures=intake.MOST_PICTURES,
    )


def _render_check(typed: Typed, form: SendForm) -> str:
    return _render(
        "kontrol",
        typed,
        form,
        summary=summarise(typed.values(), parts().municipality),
        kept=photos.thumbnails(typed),
        has_cookies=drafting.has_cookies(),
    )


def _render(page: str, typed: Typed, form: Any, **more: object) -> str:
    form.draft.data = drafting.signed(typed)
    return render_template(f"basvuru/{page}.html", form=form, has_errors=bool(form.errors), **more)


def _category(typed: Typed) -> Category | None:
    return intake.find_category(typed.values().get("category", ""), parts().municipality)
