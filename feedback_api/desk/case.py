"""One case: what was sent, what happened since, and what a clerk can do with it now."""

from flask import flash, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from feedback_api.desk import facts, words
from feedback_api.desk.acts import ACTS, Act, possible_acts
from feedback_api.desk.blueprints import desk
from feedback_api.desk.forms import CaseForm
from feedback_api.errors import CaseChanged, NothingToChange, ReasonMissing, StatusNotAllowed
from feedback_api.models.requests import ServiceRequest
from feedback_api.parts import now, parts
from feedback_api.queries import casework as queries
from text.dates import day_of

# A picture is only ever a picture, even for a browser that would like to see more in it.
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=600",
}


@desk.get("/basvuru/<reference>/")
def case_page(reference: str) -> ResponseReturnValue:
    return _show(reference)


@desk.get("/basvuru/<reference>/<name>/")
def act_page(reference: str, name: str) -> ResponseReturnValue:
    """Where a reload leads after a form was shown again."""
    _find_act(name)
    return redirect(url_for("desk.case_page", reference=reference), 303)


@desk.post("/basvuru/<reference>/<name>/")
def act(reference: str, name: str) -> ResponseReturnValue:
    """Do one thing to the case; whatever is in the way, the form comes back with its words."""
    chosen = _find_act(name)
    form = chosen.form(prefix=f"{name}-")
    with parts().database.reading() as session:
        form.fit(queries.get_case(session, reference, clerk=g.clerk), parts().municipality)
    if not form.validate_on_submit():
        return _show(reference, sent=(name, form)), 422
    try:
        with parts().database.transaction() as session:
            service_request = chosen.do(session, reference, form, by=g.clerk, at=now())
    except CaseChanged as error:
        return _after_change(reference, name, form, error)
    except (NothingToChange, ReasonMissing, StatusNotAllowed) as error:
        form.blame(error)
        return _show(reference, sent=(name, form)), error.http_status
    flash(str(chosen.done))
    if g.clerk.can_see(service_request.unit):
        return redirect(url_for("desk.case_page", reference=reference), 303)
    return redirect(url_for("desk.case_list"), 303)


@desk.get("/basvuru/<reference>/resim/<key>.jpg")
def picture(reference: str, key: str) -> ResponseReturnValue:
    return _send_picture(reference, key, is_small=False)


@desk.get("/basvuru/<reference>/kucuk-resim/<key>.jpg")
def thumbnail(reference: str, key: str) -> ResponseReturnValue:
    return _send_picture(reference, key, is_small=True)


def _find_act(name: str) -> Act:
    if name not in ACTS:
        raise NotFound
    return ACTS[name]


def _after_change(
    reference: str, name: str, form: CaseForm, error: CaseChanged
) -> ResponseReturnValue:
    """Somebody was faster. If it was the same clerk with the same click, all is well."""
    with parts().database.reading() as session:
        service_request = queries.get_case(session, reference, clerk=g.clerk)
    newer = [event for event in service_request.history if event.id > form.seen_event]
    is_alone = all(event.by == g.clerk.username for event in newer)
    if is_alone and ACTS[name].is_done(service_request, form, g.clerk):
        flash(str(ACTS[name].done))
        return redirect(url_for("desk.case_page", reference=reference), 303)
    seen, form.seen.data = form.seen_event, None
    return _show(reference, sent=(name, form), changed_since=seen), error.http_status


def _show(
    reference: str,
    *,
    sent: tuple[str, CaseForm] | None = None,
    changed_since: int | None = None,
) -> str:
    """The page of the case. `sent` is the form that came back, with the name of its act."""
    made = parts()
    with made.database.reading() as session:
        case = queries.get_case(session, reference, clerk=g.clerk)
        said = {text for event in case.history for text in (event.by, event.text or "")}
        names = queries.find_names(session, said)
        clerks = queries.find_names_by_id(session, [case.clerk_id])
    history = words.say_history(case, names, made.municipality)
    newest = case.history[-1].id
    return render_template(
        "personel/basvuru.html",
        case=case,
        facts=facts.say_facts(case, clerks, made.municipality),
        contact=facts.say_contact(case, made.municipality),
        category=facts.category_name(case.category, made.municipality),
        status=(words.status_label(case.status), words.status_tone(case.status)),
        deadline=words.say_deadline(case, day_of(now(), made.municipality.time_zone)),
        history=history,
        news=[] if changed_since is None else [x for x in history if x.id > changed_since],
        is_changed=changed_since is not None,
        forms=_forms(case, newest, sent),
        possible=possible_acts(case, g.clerk),
        sent=sent,
        institution=facts.whose_job(case.category, made.municipality),
    )


def _forms(
    case: ServiceRequest, newest: int, sent: tuple[str, CaseForm] | None
) -> dict[str, CaseForm]:
    """A form for each act; the one that came back is among them as it was."""
    forms = {}
    for name, chosen in ACTS.items():
        if sent and sent[0] == name:
            forms[name] = sent[1]
        else:
            forms[name] = chosen.form(prefix=f"{name}-", formdata=None)
            forms[name].fit(case, parts().municipality)
        forms[name].seen.data = str(newest) if not forms[name].seen.data else forms[name].seen.data
    return forms


def _send_picture(reference: str, key: str, *, is_small: bool) -> ResponseReturnValue:
    with parts().database.reading() as session:
        case = queries.get_case(session, reference, clerk=g.clerk)
    if key not in {attachment.key for attachment in case.attachments}:
        raise NotFound
    attachments = parts().attachments
    path = attachments.thumbnail_path(key) if is_small else attachments.path(key)
    try:
        response = send_file(path, mimetype="image/jpeg", download_name=f"{reference}.jpg")
    except FileNotFoundError:
        raise NotFound from None
    response.headers.update(PICTURE_HEADERS)
    return response
