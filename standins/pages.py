"""Pages on which people look at what was posted to a stand-in, and its controls."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from standins.stage import Fault, Stage
from text.dates import say_moment

_ZONE = "Europe/Istanbul"


def add_pages(app: Flask, stage: Stage, network: str) -> None:
    """`/` lists the posts; `/deneme/ariza` and `/deneme/birak` are the controls."""
    pages = Blueprint("pages", __name__, template_folder="templates")
    pages.add_app_template_filter(say_in_turkey, "moment")

    @pages.get("/")
    def posts() -> str:
        return render_template(
            "posts.html", network=network, posts=list(reversed(stage.posts)), media=stage.media
        )

    @pages.get("/gonderi/<post_id>")
    def post(post_id: str) -> str:
        found = [post for post in stage.posts if post.id == post_id]
        if not found:
            abort(404)
        return render_template("posts.html", network=network, posts=found, media=stage.media)

    @pages.get("/resim/<media_id>")
    def picture(media_id: str) -> Response:
        if media_id not in stage.media:
            abort(404)
        return Response(stage.read_picture(media_id), mimetype=stage.media[media_id].kind)

    @pages.post("/deneme/ariza")
    def fail() -> ResponseReturnValue:
        """`step`, `fault` and `times`: what goes wrong next."""
        fault = Fault(request.form["fault"])
        stage.fail(request.form["step"], fault, times=int(request.form.get("times", 1)))
        return jsonify({"ok": True})

    @pages.post("/deneme/birak")
    def release() -> ResponseReturnValue:
        stage.release()
        return jsonify({"ok": True})

    app.register_blueprint(pages)


def say_in_turkey(iso: str) -> str:
    return say_moment(datetime.fromisoformat(iso).astimezone(ZoneInfo(_ZONE)), "tr", _ZONE)
