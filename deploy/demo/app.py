"""The demo's web application: the real service, with `/demo/` and the stand-ins beside it."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from deploy.demo.place import TOKEN, Place
from deploy.demo.requests import USERNAME
from feedback_api import create_app
from municipality import load
from standins import websub
from standins.mail import read_messages
from standins.networks import STAND_INS

HERE = Path(__file__).parent


def open_place() -> Place:
    """The place that the demo's main process wrote into the environment."""
    return Place(
        folder=Path(os.environ["DEMO_FOLDER"]),
        port=int(os.environ["DEMO_PORT"]),
        shift=timedelta(seconds=float(os.environ["DEMO_SHIFT"])),
    )


def shifted_clock(shift: timedelta) -> Callable[[], datetime]:
    return lambda: datetime.now(UTC) + shift


def make_pages(place: Place) -> Blueprint:
    """`/demo/` and the sent e-mails, in the look of the site."""
    pages = Blueprint("demo", __name__, template_folder=str(HERE / "templates"))

    @pages.get("/")
    def home() -> str:
        clock = shifted_clock(place.shift)
        return render_template(
            "demo/home.html",
            notes=place.read_notes(at=clock()),
            username=USERNAME,
            password=os.environ["DEMO_PASSWORD"],
            networks=STAND_INS,
        )

    @pages.get("/e-posta/")
    def mails() -> str:
        return render_template("demo/mails.html", messages=read_messages(place.mails))

    @pages.get("/e-posta/<key>")
    def mail(key: str) -> ResponseReturnValue:
        found = [message for message in read_messages(place.mails) if message.key == key]
        if not found:
            abort(404)
        return render_template("demo/mail.html", message=found[0])

    return pages


def make_application() -> DispatcherMiddleware:
    place = open_place()
    clock = shifted_clock(place.shift)
    service = create_app({**os.environ, "CLOCK": clock})
    pages, municipality = make_pages(place), load()
    for language in municipality.languages:
        service.register_blueprint(
            pages, name=f"demo_{language}", url_prefix=municipality.path("/demo", language)
        )
    stand_ins = {
        f"/demo/{name}": create_stand_in(place.standins / f"{name}.json", TOKEN, now=clock)
        for name, create_stand_in in STAND_INS.items()
    }
    return DispatcherMiddleware(
        service, {**stand_ins, "/demo/websub": websub.create_app(now=clock)}
    )


application = make_application()
