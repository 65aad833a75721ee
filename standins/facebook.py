"""A stand-in for the Graph API of a Facebook Page: photos, posts, comments, card refresh."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, request, url_for

from standins.pages import add_pages
from standins.stage import Answers, Moment, Stage, StandInMedia, StandInPost

LONGEST_TEXT = 63_206


def create_app(state: Path | None, token: str, *, now: Moment | None = None) -> Flask:
    """Steps that can fail: `send`, `media`, `listing`, `scrape`, `edit`, `delete`.

    A comment is a `send` too, and a list of comments a `listing`.
    """
    app = Flask("standins")
    stage = Stage(Answers(_throttled, _expired, _duplicate, _refused), state, now)
    app.extensions["stage"] = stage
    add_pages(app, stage, "Facebook")

    @app.before_request
    def check_token() -> Response | None:
        is_ours = not request.path.startswith("/v")
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return None if is_ours or given == token else _expired()

    @app.post("/<version>/<page>/feed")
    def feed(version: str, page: str) -> Response:
        return stage.perform("send", lambda: _create_post(stage, page))

    @app.post("/<version>/<page>/photos")
    def photos(version: str, page: str) -> Response:
        return stage.perform("media", lambda: _store_photo(stage))

    @app.get("/<version>/<page>/published_posts")
    def published_posts(version: str, page: str) -> Response:
        return stage.perform("listing", lambda: _list_posts(stage))

    @app.post("/<version>/")
    def scrape(version: str) -> Response:
        return stage.perform(
            "scrape", lambda: jsonify({"url": request.form["id"], "type": "article"})
        )

    _add_changes(app, stage)
    return app


def _add_changes(app: Flask, stage: Stage) -> None:
    @app.post("/<version>/<post_id>")
    def edit(version: str, post_id: str) -> Response:
        return stage.perform("edit", lambda: _edit_post(stage, post_id))

    @app.delete("/<version>/<post_id>")
    def delete(version: str, post_id: str) -> Response:
        return stage.perform("delete", lambda: _delete_post(stage, post_id))

    @app.post("/<version>/<post_id>/comments")
    def comment(version: str, post_id: str) -> Response:
        return stage.perform("send", lambda: _create_comment(stage, post_id))

    @app.get("/<version>/<post_id>/comments")
    def comments(version: str, post_id: str) -> Response:
        return stage.perform("listing", lambda: _list_posts(stage, reply_to=post_id))


def _create_post(stage: Stage, page: str) -> Response:
    text = request.form.get("message", "")
    media = [
        json.loads(value)["media_fbid"]
        for name, value in sorted(request.form.items())
        if name.startswith("attached_media[")
    ]
    with stage.lock:
        if any(media_id not in stage.media for media_id in media):
            return _error(100, "Invalid parameter: attached_media", 400)
        if len(text) > LONGEST_TEXT:
            return _error(100, "The message is too long", 400)
        # The network refuses what it was told a moment ago.
        if stage.posts and stage.posts[-1].text == text:
            return _duplicate()
        post = StandInPost(
            id=f"{page}_{1000 + stage.next_number()}",
            text=text,
            link=request.form.get("link"),
            media=media,
            posted_at=stage.now().isoformat(),
        )
        stage.add_post(post)
    return jsonify({"id": post.id, "permalink_url": _permalink(post)})


def _create_comment(stage: Stage, post_id: str) -> Response:
    with stage.lock:
        if stage.find_post(post_id) is None:
            return _missing(post_id)
        comment = StandInPost(
            id=f"{post_id.split('_')[-1]}_{1000 + stage.next_number()}",
            text=request.form.get("message", ""),
            link=None,
            media=[],
            posted_at=stage.now().isoformat(),
            reply_to=post_id,
        )
        stage.add_post(comment)
    return jsonify({"id": comment.id, "permalink_url": _permalink(comment)})


def _edit_post(stage: Stage, post_id: str) -> Response:
    with stage.lock:
        post = stage.find_post(post_id)
        if post is None:
            return _missing(post_id)
        stage.change_post(replace(post, text=request.form.get("message", "")))
    return jsonify({"success": True})


def _delete_post(stage: Stage, post_id: str) -> Response:
    return jsonify({"success": True}) if stage.delete_post(post_id) else _missing(post_id)


def _store_photo(stage: Stage) -> Response:
    source = request.files["source"]
    with stage.lock:
        media = StandInMedia(
            id=str(5000 + len(stage.media)),
            name=source.filename or "",
            kind=source.mimetype,
            alt=request.form.get("alt_text_custom", ""),
        )
        stage.add_media(media, source.read())
    return jsonify({"id": media.id})


def _list_posts(stage: Stage, reply_to: str | None = None) -> Response:
    posts = [post for post in stage.listed() if post.reply_to == reply_to]
    start = int(request.args.get("after") or 0)
    end = start + int(request.args.get("limit", 25))
    answer: dict[str, Any] = {"data": [_as_json(post) for post in posts[start:end]]}
    if posts[start:end]:
        answer["paging"] = {"cursors": {"before": str(start), "after": str(end)}}
    if posts[end:]:
        answer["paging"]["next"] = f"{request.base_url}?after={end}"
    return jsonify(answer)


def _as_json(post: StandInPost) -> dict[str, Any]:
    posted_at = datetime.fromisoformat(post.posted_at)
    answer: dict[str, Any] = {
        "id": post.id,
        "message": post.text,
        "created_time": posted_at.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "permalink_url": _permalink(post),
    }
    if post.link:
        answer["attachments"] = {"data": [{"url": post.link}]}
    return answer


def _permalink(post: StandInPost) -> str:
    return url_for("pages.post", post_id=post.id, _external=True)


def _error(code: int, message: str, status: int, subcode: int | None = None) -> Response:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "standin"}
    if subcode:
        error["error_subcode"] = subcode
    answer = jsonify({"error": error})
    answer.status_code = status
    return answer


def _missing(post_id: str) -> Response:
    message = f"Unsupported post request. Object with ID '{post_id}' does not exist"
    return _error(100, message, 400, subcode=33)


def _throttled() -> Response:
    answer = _error(32, "Page request limit reached", 400)
    answer.headers["X-App-Usage"] = json.dumps({"call_count": 100})
    return answer


def _expired() -> Response:
    return _error(190, "Error validating access token: Session has expired", 401)


def _refused() -> Response:
    return _error(100, "Invalid parameter", 400)


def _duplicate() -> Response:
    return _error(506, "Duplicate status message", 400)
