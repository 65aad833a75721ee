"""The sign-in page, and the way out."""

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback_api.actions import people
from feedback_api.desk import kept
from feedback_api.desk.blueprints import desk, entrance
from feedback_api.desk.forms import DeskForm, SignInForm
from feedback_api.desk.tokens import cookie_name, give_cookie, take_cookie
from feedback_api.errors import DeskIsBusy, SignInRefused, TooManyAttempts
from feedback_api.parts import now, parts
from text.language import gettext


@entrance.route("/", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if request.method == "GET":
        form.sonra.data = request.args.get("sonra", "")
        return render_template("personel/giris.html", form=form, has_kept_text=False)
    if not form.validate_on_submit():
        return _show_again(form, 422)
    made = parts()
    try:
        signed_in = people.sign_in(
            made.database,
            form.username.data,
            form.password.data,
            address=request.remote_addr or "",
            secret_key=made.settings.secret_key,
            at=now(),
        )
    except (SignInRefused, TooManyAttempts, DeskIsBusy) as error:
        form.form_errors.append(str(error))
        return _show_again(form, error.http_status)
    return _let_in(form, signed_in.token)


@desk.post("/cikis/")
def sign_out() -> ResponseReturnValue:
    if not DeskForm().validate_on_submit():
        return redirect(url_for("desk.case_list"), 303)
    with parts().database.transaction() as session:
        people.sign_out(session, g.session_token)
    response = make_response(redirect(url_for("entrance.sign_in"), 303))
    take_cookie(response)
    # Whatever the browser still holds of the desk goes as well.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _show_again(form: SignInForm, status: int) -> ResponseReturnValue:
    if form.csrf_token.errors:
        form.csrf_token.errors = ()
        form.form_errors.append(
            gettext(
                "We could not tell that this came from our own page. Try again; if it happens "
                "again, allow cookies for this site."
            )
        )
    waiting = kept.unpack(form.kept.data or "")
    page = render_template("personel/giris.html", form=form, has_kept_text=bool(waiting))
    return page, status


def _let_in(form: SignInForm, token: str) -> ResponseReturnValue:
    """A session that was open in this browser ends with the new one: its id is never used again."""
    if old_token := request.cookies.get(cookie_name()):
        with parts().database.transaction() as session:
            people.sign_out(session, old_token)
    waiting = kept.unpack(form.kept.data or "")
    if waiting and waiting.fields:
        # Shown and not sent: the clerk looks at the case again and decides.
        response = make_response(render_template("personel/devam.html", waiting=waiting))
    else:
        address = form.sonra.data or (waiting.path if waiting else "")
        is_ours = kept.is_page_of_desk(address)
        next_page = address if is_ours else url_for("desk.case_list")
        response = make_response(redirect(next_page, 303))
    give_cookie(response, token)
    return response
