"""A stand-in for X's API v2: signed requests, posts, media and the account's own timeline."""

import base64
import hashlib
import hmac
import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from flask import Flask, Response, jsonify, redirect, request, url_for
from werkzeug import Response as WerkzeugResponse

from standins.counting import weigh
from standins.pages import add_pages
from standins.stage import Answers, Moment, Stage, StandInMedia, StandInPost

LARGEST_PICTURE = 5 * 1024 * 1024
_PROBLEM = "https://api.x.com/2/problems/"
_LINK = re.compile(r"https?://[^\s”»)]+")


def create_app(state: Path | None, token: str, *, now: Moment | None = None) -> Flask:
    """Steps that can fail: `send`, `media`, `alt`, `listing`, `account`, `delete`.

    An account's keys are `token`; its access token begins with the account's number, so that
    several accounts may post here.
    """
    app = Flask("standins")
    stage = Stage(Answers(_throttled, _expired, _duplicate), state, now)
    app.extensions["stage"] = stage
    add_pages(app, stage, "X")
    _add_media(app, stage)

    @app.before_request
    def check_signature() -> Response | None:
        is_ours = not request.path.startswith("/2/")
        return None if is_ours or _is_signed(token) else _expired()

    @app.post("/2/tweets")
    def send() -> Response:
        return stage.perform("send", lambda: _create_post(stage, request.get_json()))

    @app.delete("/2/tweets/<post_id>")
    def delete(post_id: str) -> Response:
        return stage.perform("delete", lambda: _delete_post(stage, post_id))

    @app.get("/2/users/<user_id>/tweets")
    def listing(user_id: str) -> Response:
        return stage.perform("listing", lambda: _list_posts(stage, user_id))

    @app.get("/2/users/me")
    def account() -> Response:
        return stage.perform("account", lambda: jsonify({"data": {"id": _account()}}))

    @app.get("/i/status/<post_id>")
    def page(post_id: str) -> WerkzeugResponse:
        return redirect(url_for("pages.post", post_id=post_id))

    return app


def _add_media(app: Flask, stage: Stage) -> None:
    @app.post("/2/media/upload")
    def media() -> Response:
        return stage.perform("media", lambda: _store_picture(stage))

    @app.post("/2/media/metadata")
    def alt() -> Response:
        return stage.perform("alt", lambda: _describe_picture(stage, request.get_json()))


def _is_signed(token: str) -> bool:
    """OAuth 1.0a (RFC 5849): what a client signs with our keys, worked out anew."""
    given = _read_header()
    signature = given.pop("oauth_signature", "")
    query = parse_qsl(request.query_string.decode(), keep_blank_values=True)
    pairs = sorted((_escape(name), _escape(value)) for name, value in [*given.items(), *query])
    written = "&".join(f"{name}={value}" for name, value in pairs)
    base = "&".join(map(_escape, (request.method, request.base_url, written)))
    key = f"{_escape(token)}&{_escape(token)}".encode()
    ours = base64.b64encode(hmac.new(key, base.encode(), hashlib.sha1).digest()).decode()
    is_ours = given.get("oauth_consumer_key") == token and _read_token()[1] == token
    return is_ours and hmac.compare_digest(ours, signature)


def _read_header() -> dict[str, str]:
    header = request.headers.get("Authorization", "")
    return {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', header[6:])}


def _read_token() -> tuple[str, str]:
    """The account's number, and the rest of its access token."""
    number, _dash, rest = _read_header().get("oauth_token", "").partition("-")
    return number, rest


def _account() -> str:
    return _read_token()[0]


def _escape(text: str) -> str:
    return quote(text, safe="~")


def _create_post(stage: Stage, asked: dict[str, Any]) -> Response:
    text = unicodedata.normalize("NFC", asked["text"])
    media = asked.get("media", {}).get("media_ids", [])
    with stage.lock:
        if weigh(text) > 280:
            return _problem(400, "Invalid Request", "Your Tweet text is too long.")
        if any(media_id not in stage.media for media_id in media):
            return _problem(400, "Invalid Request", "Your media IDs are invalid.")
        own = [post for post in stage.posts if post.facts.get("account") == _account()]
        if any(post.text == text for post in own[-20:]):
            return _duplicate()
        post = StandInPost(
            id=str(1_990_000_000_000_000_000 + stage.next_number()),
            text=text,
            link=None,
            media=media,
            posted_at=stage.now().isoformat(),
            facts={"account": _account()},
        )
        stage.add_post(post)
    answer = jsonify({"data": {"id": post.id, "text": text, "edit_history_post_ids": [post.id]}})
    answer.status_code = 201
    return answer


def _store_picture(stage: Stage) -> Response:
    file = request.files["media"]
    content = file.read()
    if len(content) > LARGEST_PICTURE or request.form["media_category"] != "tweet_image":
        return _problem(400, "Invalid Request", "File size exceeds 5242880 bytes.")
    with stage.lock:
        media_id = str(1_880_000_000_000_000_000 + len(stage.media))
        media = StandInMedia(id=media_id, name=file.filename or "", kind=file.mimetype, alt="")
        stage.add_media(media, content)
    data = {"id": media_id, "media_key": f"3_{media_id}", "expires_after_secs": 86400}
    return jsonify({"data": data})


def _describe_picture(stage: Stage, asked: dict[str, Any]) -> Response:
    alt = asked["metadata"]["alt_text"]["text"]
    if len(alt) > 1000 or asked["id"] not in stage.media:
        return _problem(400, "Invalid Request", "alt_text is invalid")
    stage.media[asked["id"]].alt = alt
    return jsonify({"data": {"id": asked["id"], "associated_metadata": asked["metadata"]}})


def _list_posts(stage: Stage, user_id: str) -> Response:
    most = int(request.args.get("max_results", 10))
    if not 5 <= most <= 100:
        return _problem(400, "Invalid Request", "max_results must be between 5 and 100")
    since = request.args.get("since_id", "")
    posts = [
        post
        for post in stage.listed()
        if post.facts.get("account", user_id) == user_id
        and (not since or _number(post.id) > int(since))
    ]
    start = int(request.args.get("pagination_token", 0))
    shown = posts[start : start + most]
    meta: dict[str, Any] = {"result_count": len(shown)}
    if posts[start + most :]:
        meta["next_token"] = str(start + most)
    answer: dict[str, Any] = {"meta": meta}
    if shown:
        answer["data"] = [_as_json(post) for post in shown]
    return jsonify(answer)


def _number(post_id: str) -> int:
    return int(post_id) if post_id.isdecimal() else 0


def _as_json(post: StandInPost) -> dict[str, Any]:
    """As X writes it: links become its own, and three letters are escaped."""
    links = [
        {"url": f"https://t.co/{number}{post.id[-8:]}", "expanded_url": link}
        for number, link in enumerate(_LINK.findall(post.text))
    ]
    text = post.text
    for link in links:
        text = text.replace(link["expanded_url"], link["url"])
    posted_at = datetime.fromisoformat(post.posted_at).astimezone(UTC)
    return {
        "id": post.id,
        "text": html.escape(text, quote=False),
        "created_at": posted_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "entities": {"urls": links},
        "edit_history_post_ids": [post.id],
    }


def _delete_post(stage: Stage, post_id: str) -> Response:
    if not stage.delete_post(post_id):
        return _problem(404, "Not Found Error", f"Could not find tweet with id: [{post_id}].")
    return jsonify({"data": {"deleted": True}})


def _problem(status: int, title: str, detail: str) -> Response:
    kind = f"{_PROBLEM}{title.lower().replace(' ', '-')}"
    answer = jsonify({"title": title, "detail": detail, "type": kind, "status": status})
    answer.status_code = status
    return answer


def _throttled() -> Response:
    answer = _problem(429, "Too Many Requests", "Too Many Requests")
    reset = datetime.now(UTC) + timedelta(seconds=60)
    answer.headers["x-rate-limit-limit"] = "100"
    answer.headers["x-rate-limit-remaining"] = "0"
    answer.headers["x-rate-limit-reset"] = str(int(reset.timestamp()))
    return answer


def _expired() -> Response:
    return _problem(401, "Unauthorized", "Unauthorized")


def _duplicate() -> Response:
    words = "You are not allowed to create a Tweet with duplicate content."
    return _problem(403, "Forbidden", words)
