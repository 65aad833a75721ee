"""Sharing at the desk: what goes out, what went out, and what waits for a person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from wtforms import StringField
from wtforms.validators import DataRequired, Optional, Regexp

from feedback_api.desk import sharing_words as words
from feedback_api.desk.blueprints import desk
from feedback_api.desk.cases import LONGEST_PAGE_NUMBER, pages_to_show
from feedback_api.desk.forms import LINE, AtMost, DeskForm
from feedback_api.parts import now, parts
from feedback_api.queries import casework
from feedback_api.queries import sharing as queries
from feedback_api.queries.sharing import Pile
from municipality.hours import say_posting_hours
from networks import deciding, deliveries
from networks.errors import NetworkError
from networks.models import Delivery, State
from text.language import gettext, lazy_gettext

LONGEST_ADDRESS = 500
LONGEST_REASON = 300
LONGEST_NUMBER = 9  # digits


class ConfirmForm(DeskForm):
    url = StringField(
        lazy_gettext("Address of the post"),
        [
            Optional(),
            Regexp(r"https?://\S+$", message=lazy_gettext("Write it like https://….")),
            AtMost(LONGEST_ADDRESS),
        ],
        LINE,
    )


class ReasonForm(DeskForm):
    reason = StringField(
        lazy_gettext("Why?"),
        [DataRequired(lazy_gettext("Write the reason.")), AtMost(LONGEST_REASON)],
        LINE,
    )


Doing = Callable[[Session, int, DeskForm, datetime], None]


@dataclass(frozen=True)
class Act:
    form: type[DeskForm]
    do: Doing
    done: object  # what the page says afterwards
    states: tuple[State, ...]


def _confirm(session: Session, number: int, form: DeskForm, at: datetime) -> None:
    url = form["url"].data or None
    deciding.confirm(session, number, url=url, by=g.clerk.username, at=at)


def _send(session: Session, number: int, _form: DeskForm, at: datetime) -> None:
    deciding.send_again(session, number, by=g.clerk.username, at=at)


def _give_up(session: Session, number: int, form: DeskForm, at: datetime) -> None:
    deciding.give_up(session, number, reason=form["reason"].data, by=g.clerk.username, at=at)


# The names are the last part of the address.
ACTS: Mapping[str, Act] = {
    "onay": Act(ConfirmForm, _confirm, lazy_gettext("Noted: it is done."), (State.HELD,)),
    "gonder": Act(
        DeskForm,
        _send,
        lazy_gettext("It goes out at its turn."),
        (State.HELD, State.REJECTED, State.NOT_SENT, State.SKIPPED),
    ),
    "vazgec": Act(
        ReasonForm,
        _give_up,
        lazy_gettext("It is not shared."),
        (State.HELD, State.REJECTED, State.NOT_SENT, State.PLANNED),
    ),
}


@desk.errorhandler(NetworkError)
def show_network_error(error: NetworkError) -> ResponseReturnValue:
    return render_template("personel/sorun.html", message=str(error)), 409


@desk.get("/paylasim/")
def sharing_list() -> ResponseReturnValue:
    return _show_list()


@desk.post("/paylasim/durdur/")
def stop_sharing() -> ResponseReturnValue:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _show_list(form), 422
    with parts().database.transaction() as session:
        deciding.stop(session, reason=form.reason.data, by=g.clerk.display_name, at=now())
    flash(gettext("All sharing is stopped."))
    return redirect(url_for(".sharing_list"), 303)


@desk.post("/paylasim/baslat/")
def resume_sharing() -> ResponseReturnValue:
    if DeskForm().validate_on_submit():
        with parts().database.transaction() as session:
            deciding.resume(session)
        flash(gettext("Sharing goes on."))
    return redirect(url_for(".sharing_list"), 303)


@desk.post("/paylasim/hesap/<slug>/")
def retry_account(slug: str) -> ResponseReturnValue:
    """For an account that somebody has just mended."""
    if DeskForm().validate_on_submit():
        with parts().database.transaction() as session:
            deciding.retry_now(session, slug, at=now())
        flash(gettext("The account is tried again at once."))
    return redirect(url_for(".sharing_list"), 303)


@desk.get("/paylasim/<number>/")
def delivery_page(number: str) -> ResponseReturnValue:
    return _show_one(number)


@desk.route("/paylasim/<number>/<name>/", methods=["GET", "POST"])
def delivery_act(number: str, name: str) -> ResponseReturnValue:
    if name not in ACTS:
        raise NotFound
    if request.method == "GET":
        return redirect(url_for(".delivery_page", number=number), 303)
    form = ACTS[name].form(prefix=f"{name}-")
    if not form.validate_on_submit():
        return _show_one(number, sent=(name, form)), 422
    with parts().database.transaction() as session:
        ACTS[name].do(session, _read_number(number), form, now())
    flash(str(ACTS[name].done))
    return redirect(url_for(".sharing_list"), 303)


def _show_list(form: ReasonForm | None = None) -> str:
    made = parts()
    wanted, account = request.args.get("durum", ""), request.args.get("hesap", "")[:64] or None
    pile = Pile(wanted) if wanted in set(Pile) else Pile.WAITING
    page = request.args.get("sayfa", "1")
    is_number = page.isascii() and page.isdigit() and len(page) <= LONGEST_PAGE_NUMBER
    with made.database.reading() as session:
        found = queries.list_pile(
            session, pile, account=account, page=int(page) if is_number else 1
        )
        troubles = queries.list_troubles(session)
        stop = deciding.find_stop(session)
    accounts = {each.slug: each for each in made.municipality.accounts}
    return render_template(
        "personel/paylasim.html",
        found=found,
        pile=pile,
        piles=[
            (words.pile_label(each), found.counts[each], _address(each, account), each)
            for each in Pile
        ],
        pages=[
            (each, _address(pile, account, each)) for each in pages_to_show(found.page, found.pages)
        ],
        account=account,
        accounts=[
            (
                each,
                words.account_label(each.slug, accounts),
                say_posting_hours(each.hours),
                troubles.get(each.slug),
            )
            for each in made.municipality.accounts
        ],
        names=accounts,
        words=words,
        stop=stop,
        stop_form=form or ReasonForm(formdata=None),
        has_errors=form is not None,
        now=now(),
    )


def _show_one(written: str, sent: tuple[str, DeskForm] | None = None) -> str:
    made, number = parts(), _read_number(written)
    with made.database.reading() as session:
        delivery = deliveries.find_delivery(session, number)
        if delivery is None:
            raise NotFound
        steps = deliveries.list_steps(session, number)
        deciders = {str(step.facts.get("decided_by", "")) for step in steps}
        names = casework.find_names(session, deciders)
    return render_template(
        "personel/paylasim/gonderi.html",
        delivery=delivery,
        facts=words.say_facts(delivery, made.municipality),
        proof=words.say_proof(steps, names, made.municipality),
        picture=_picture_of(delivery),
        possible={name for name, each in ACTS.items() if delivery.state in each.states},
        forms={
            name: sent[1]
            if sent and sent[0] == name
            else each.form(prefix=f"{name}-", formdata=None)
            for name, each in ACTS.items()
        },
        sent=sent,
        words=words,
    )


def _read_number(written: str) -> int:
    """Raises NotFound for what is no number of a delivery."""
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER):
        raise NotFound
    return int(written)


def _picture_of(delivery: Delivery) -> str | None:
    """Where the site has the picture, for whoever posts by hand."""
    if not delivery.media or not delivery.media[0]["address"]:
        return None
    return urljoin(f"{parts().settings.site_url}/", str(delivery.media[0]["address"]))


def _address(pile: Pile, account: str | None, page: int = 1) -> str:
    return url_for(
        ".sharing_list",
        durum=pile if pile is not Pile.WAITING else None,
        hesap=account,
        sayfa=page if page > 1 else None,
    )
