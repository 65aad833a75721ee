"""A stand-in for Instagram's part of the Graph API: containers, which are then published."""

import urllib.request
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, request, url_for

from standins.counting import count_utf16
from standins.pages import add_pages
from standins.stage import Answers, Moment, Stage, StandInMedia, StandInPost

LONGEST_CAPTION = 2200
_JPEG = b"\xff\xd8\xff"
_HERE = {"127.0.0.1", "localhost", "::1"}
_PATIENCE = 5  # seconds, for fetching a picture


def create_app(
    state: Path | None, token: str, *, now: Moment | None = None, processing_polls: int = 0
) -> Flask:
    """Steps that can fail: `media` (a container), `media_check`, `send`, `listing`, `page`.

    A container is still in progress for `processing_polls` questions. Pictures on this machine
    are fetched, as the network does; those elsewhere are taken on trust.
    """
    app = Flask("standins")
    stage = Stage(Answers(_throttled, _expired, _published_before), state, now)
    app.extensions["stage"] = stage
    add_pages(app, stage, "Instagram")

    @app.before_request
    def check_token() -> Response | None:
        is_ours = not request.path.startswith("/v")
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return None if is_ours or given == token else _expired()

    @app.post("/<version>/<user>/media")
    def create(version: str, user: str) -> Response:
        return stage.perform("media", lambda: _create_container(stage, processing_polls))

    @app.post("/<version>/<user>/media_publish")
    def publish(version: str, user: str) -> Response:
        return stage.perform("send", lambda: _publish(stage, request.form["creation_id"]))

    @app.get("/<version>/<user>/media")
    def listing(version: str, user: str) -> Response:
        return stage.perform("listing", lambda: _list_posts(stage))

    @app.get("/<version>/<object_id>")
    def read(version: str, object_id: str) -> Response:
        if object_id in stage.media:
            return stage.perform("media_check", lambda: _read_container(stage, object_id))
        return stage.perform("page", lambda: _read_post(stage, object_id))

    return app


def _create_container(stage: Stage, processing_polls: int) -> Response:
    caption, address = request.form["caption"], request.form["image_url"]
    if count_utf16(caption) > LONGEST_CAPTION:
        return _error(100, "The caption was too long", 400, subcode=2207010)
    content, fault = _fetch(address)
    with stage.lock:
        container = StandInMedia(
            id=str(17_900_000_000_000_000 + len(stage.media)),
            name=address,
            kind="image/jpeg",
            alt=request.form.get("alt_text", ""),
            polls_left=processing_polls,
            facts={"caption": caption, "status": "ERROR" if fault else "FINISHED", "said": fault},
        )
        stage.add_media(container, content)
    return jsonify({"id": container.id})


def _fetch(address: str) -> tuple[bytes, str]:
    """The picture, and what is wrong with it."""
    if urlsplit(address).hostname not in _HERE:
        return b"", ""
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 (this machine)
            content: bytes = answer.read()
    except OSError as error:
        return b"", f"Error: The media could not be fetched from this URI ({error})"
    return content, "" if content.startswith(_JPEG) else "Error: Only JPEG is supported"


def _read_container(stage: Stage, container_id: str) -> Response:
    with stage.lock:
        container = stage.media[container_id]
        status = "IN_PROGRESS" if container.polls_left else container.facts["status"]
        container.polls_left = max(0, container.polls_left - 1)
    said = container.facts["said"] or status.title()
    return jsonify({"id": container_id, "status_code": status, "status": said})


def _publish(stage: Stage, container_id: str) -> Response:
    with stage.lock:
        container = stage.media.get(container_id)
        if container is None or container.facts["status"] == "ERROR" or container.polls_left:
            return _error(9007, "Media ID is not available", 400, subcode=2207027)
        if container.facts["status"] == "PUBLISHED":
            return _published_before()
        post = StandInPost(
            id=str(18_000_000_000_000_000 + stage.next_number()),
            text=container.facts["caption"],
            link=None,
            media=[container_id],
            posted_at=stage.now().isoformat(),
        )
        published = replace(container, facts={**container.facts, "status": "PUBLISHED"})
        stage.add_media(published, stage.read_picture(container_id))
        stage.add_post(post)
    return jsonify({"id": post.id})


def _list_posts(stage: Stage) -> Response:
    posts = stage.listed()
    start = int(request.args.get("after") or 0)
    end = start + int(request.args.get("limit", 25))
    answer: dict[str, Any] = {"data": [_as_json(post) for post in posts[start:end]]}
    if posts[end:]:
        answer["paging"] = {"cursors": {"after": str(end)}, "next": f"{request.base_url}?{end}"}
    return jsonify(answer)


def _read_post(stage: Stage, post_id: str) -> Response:
    post = stage.find_post(post_id)
    if post is None:
        return _error(100, f"Object with ID '{post_id}' does not exist", 400, subcode=33)
    return jsonify(_as_json(post))


def _as_json(post: StandInPost) -> dict[str, Any]:
    posted_at = datetime.fromisoformat(post.posted_at)
    return {
        "id": post.id,
        "caption": post.text,
        "permalink": url_for("pages.post", post_id=post.id, _external=True),
        "timestamp": posted_at.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }


def _error(code: int, message: str, status: int, subcode: int | None = None) -> Response:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "standin"}
    if subcode:
        error["error_subcode"] = subcode
    answer = jsonify({"error": error})
    answer.status_code = status
    return answer


def _throttled() -> Response:
    return _error(4, "Application request limit reached", 403, subcode=2207051)


def _expired() -> Response:
    return _error(190, "Error validating access token: Session has expired", 401)


def _published_before() -> Response:
    return _error(100, "The media has already been published", 400)
