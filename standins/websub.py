"""A stand-in for a WebSub hub: it takes what publishers tell and shows it."""

from datetime import UTC, datetime

from flask import Flask, Response, render_template, request

from standins.pages import say_in_turkey
from standins.stage import Moment


def create_app(*, now: Moment | None = None) -> Flask:
    """Everything it was told is in `app.extensions["told"]`: (moment, address of the feed)."""
    app = Flask("standins")
    clock = now or (lambda: datetime.now(UTC))
    told: list[tuple[datetime, str]] = []
    app.extensions["told"] = told
    app.add_template_filter(say_in_turkey, "moment")

    @app.post("/")
    def publish() -> Response:
        topic = request.form.get("hub.url", "")
        # Some hubs read the one, some the other.
        is_said_twice = request.form.get("hub.topic") == topic
        is_address = topic.startswith(("http:", "https:"))
        if request.form.get("hub.mode") != "publish" or not (is_said_twice and is_address):
            return Response("hub.mode=publish, hub.url and hub.topic are needed", status=400)
        told.append((clock(), topic))
        return Response(status=204)

    @app.get("/")
    def topics() -> str:
        return render_template("told.html", told=list(reversed(told))[:100])

    return app
