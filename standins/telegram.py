"""A stand-in for Telegram's Bot API: a channel that its bot can write to and never read."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, redirect, request, url_for
from werkzeug import Response as WerkzeugResponse

from standins.counting import count_utf16
from standins.pages import add_pages
from standins.stage import Answers, Moment, Stage, StandInMedia, StandInPost

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_KNOWN_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}


def create_app(state: Path | None, token: str, *, now: Moment | None = None) -> Flask:
    """Steps that can fail: `send`, `edit`, `delete`."""
    app = Flask("standins")
    stage = Stage(Answers(_throttled, _expired, _busy), state, now)
    app.extensions["stage"] = stage
    add_pages(app, stage, "Telegram")

    @app.before_request
    def check_token() -> Response | None:
        bot = re.match(r"/bot([^/]*)/", request.path)
        return None if bot is None or bot[1] == token else _expired()

    @app.post("/bot<bot>/sendMessage")
    def send_message(bot: str) -> Response:
        return stage.perform("send", lambda: _send(stage, request.get_json(), "text"))

    @app.post("/bot<bot>/sendPhoto")
    def send_photo(bot: str) -> Response:
        return stage.perform("send", lambda: _send(stage, _read_form(), "caption"))

    @app.post("/bot<bot>/editMessageText")
    def edit_text(bot: str) -> Response:
        return stage.perform("edit", lambda: _edit(stage, request.get_json(), "text"))

    @app.post("/bot<bot>/editMessageCaption")
    def edit_caption(bot: str) -> Response:
        return stage.perform("edit", lambda: _edit(stage, request.get_json(), "caption"))

    @app.post("/bot<bot>/deleteMessage")
    def delete(bot: str) -> Response:
        return stage.perform("delete", lambda: _delete(stage, request.get_json()))

    @app.get("/<channel>/<int:number>")
    def page(channel: str, number: int) -> WerkzeugResponse:
        return redirect(url_for("pages.post", post_id=str(number)))

    return app


def _read_form() -> dict[str, Any]:
    """A multipart request writes what is no text as JSON."""
    asked: dict[str, Any] = dict(request.form)
    if "reply_parameters" in asked:
        asked["reply_parameters"] = json.loads(asked["reply_parameters"])
    return asked


def _send(stage: Stage, asked: dict[str, Any], field: str) -> Response:
    text, fault = _read_text(asked, field)
    reply_to = str((asked.get("reply_parameters") or {}).get("message_id") or "")
    if reply_to and stage.find_post(reply_to) is None:
        fault = "Bad Request: message to be replied not found"
    if fault:
        return _error(400, fault)
    preview = asked.get("link_preview_options") or {}
    with stage.lock:
        number = stage.next_number() + 1
        post = StandInPost(
            id=str(number),
            text=text,
            link=preview.get("url"),
            media=[_store_photo(stage, number)] if "photo" in request.files else [],
            posted_at=stage.now().isoformat(),
            facts={"channel": asked["chat_id"]},
            reply_to=reply_to or None,
        )
        stage.add_post(post)
    return _answer(post)


def _store_photo(stage: Stage, number: int) -> str:
    photo = request.files["photo"]
    media = StandInMedia(
        id=f"photo-{number}", name=photo.filename or "", kind=photo.mimetype, alt=""
    )
    stage.add_media(media, photo.read())
    return media.id


def _edit(stage: Stage, asked: dict[str, Any], field: str) -> Response:
    text, fault = _read_text(asked, field)
    with stage.lock:
        post = stage.find_post(str(asked["message_id"]))
        if post is None:
            return _error(400, "Bad Request: message to edit not found")
        if bool(post.media) != (field == "caption"):
            return _error(400, f"Bad Request: there is no {field} in the message to edit")
        if fault or post.text == text:
            return _error(400, fault or "Bad Request: message is not modified")
        post = replace(post, text=text)
        stage.change_post(post)
    return _answer(post)


def _delete(stage: Stage, asked: dict[str, Any]) -> Response:
    if not stage.delete_post(str(asked["message_id"])):
        return _error(400, "Bad Request: message to delete not found")
    return jsonify({"ok": True, "result": True})


def _read_text(asked: dict[str, Any], field: str) -> tuple[str, str | None]:
    """The words after the HTML is read, and what is wrong with them."""
    reader = _Reader()
    reader.feed(asked[field])
    reader.close()
    text = "".join(reader.words)
    length = count_utf16(text)
    if reader.unknown:
        return text, f'Bad Request: can\'t parse entities: Unsupported start tag "{reader.unknown}"'
    if field == "caption" and length > LONGEST_CAPTION:
        return text, "Bad Request: message caption is too long"
    if length > LONGEST_TEXT:
        return text, "Bad Request: message is too long"
    return text, None if text else "Bad Request: message text is empty"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unknown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unknown = self.unknown or ("" if tag in _KNOWN_TAGS else tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _answer(post: StandInPost) -> Response:
    message = {"message_id": int(post.id), "chat": {"id": -1001, "type": "channel"}, "date": 0}
    return jsonify({"ok": True, "result": message})


def _error(code: int, description: str, **more: Any) -> Response:
    answer = jsonify({"ok": False, "error_code": code, "description": description, **more})
    answer.status_code = code
    return answer


def _throttled() -> Response:
    words = "Too Many Requests: retry after 34"
    return _error(429, words, parameters={"retry_after": 34})


def _expired() -> Response:
    return _error(401, "Unauthorized")


def _busy() -> Response:
    # Telegram refuses no duplicate; what it did and did not tell looks like this.
    return _error(502, "Bad Gateway")
