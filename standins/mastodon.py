"""A stand-in for a server with the Mastodon API: media, statuses, an account's listing."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, request, url_for
from werkzeug.datastructures import ImmutableMultiDict

from standins.counting import count_for_mastodon
from standins.pages import add_pages
from standins.stage import Answers, Moment, Stage, StandInMedia, StandInPost

ACCOUNT_ID = "109000000000000001"
_LINK = re.compile(r"https?://[^\s<]+")
_KEYS_LIVE = timedelta(hours=1)


def create_app(
    state: Path | None,
    token: str,
    *,
    now: Moment | None = None,
    longest_text: int = 500,
    processing_polls: int = 0,
    keeps_keys: bool = True,
    like_snac: bool = False,
) -> Flask:
    """Steps that can fail: `send`, `media`, `media_check`, `listing`, `account`, `instance`,
    `edit`, `delete`.

    A picture is still being processed for `processing_polls` questions. Some servers never look
    at the Idempotency-Key: `keeps_keys=False`. `like_snac` leaves out what the small server snac
    2.75 does not know: the newer description of itself, pages of a listing, deletions, words for a
    token that it does not take.
    """
    app = Flask("standins")
    expired = _expired_without_words if like_snac else _expired
    stage = Stage(Answers(_throttled, expired, _duplicate, _refused), state, now)
    app.extensions["stage"] = stage
    add_pages(app, stage, "Mastodon")
    _add_account(app, stage, token, longest_text)
    _add_media(app, stage, processing_polls)
    _add_statuses(app, stage, longest_text, keeps_keys)
    if like_snac:
        _leave_out(app)
    return app


def _leave_out(app: Flask) -> None:
    @app.before_request
    def find_unknown() -> Response | None:
        if request.path.endswith("/statuses") and "max_id" in request.args:
            args = {name: value for name, value in request.args.items() if name != "max_id"}
            request.args = ImmutableMultiDict(args)
        if request.path == "/api/v2/instance" or request.method == "DELETE":
            return Response("<h1>404 Not Found (snac/2.75)</h1>", status=404)
        return None


def _add_account(app: Flask, stage: Stage, token: str, longest_text: int) -> None:
    @app.before_request
    def check_token() -> Response | None:
        is_open = not request.path.startswith("/api/") or request.path.endswith("/instance")
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return None if is_open or given == token else stage.answers.expired()

    @app.get("/api/v2/instance")
    @app.get("/api/v1/instance")
    def instance() -> Response:
        return stage.perform("instance", lambda: jsonify(_describe(longest_text)))

    @app.get("/api/v1/accounts/verify_credentials")
    def account() -> Response:
        return stage.perform("account", lambda: jsonify(_account()))


def _add_media(app: Flask, stage: Stage, processing_polls: int) -> None:
    @app.post("/api/v2/media")
    def media() -> Response:
        return stage.perform("media", lambda: _store_media(stage, processing_polls))

    @app.get("/api/v1/media/<media_id>")
    def media_check(media_id: str) -> Response:
        return stage.perform("media_check", lambda: _check_media(stage, media_id))


def _add_statuses(app: Flask, stage: Stage, longest_text: int, keeps_keys: bool) -> None:
    @app.post("/api/v1/statuses")
    def send() -> Response:
        return stage.perform("send", lambda: _create_status(stage, longest_text, keeps_keys))

    @app.get(f"/api/v1/accounts/{ACCOUNT_ID}/statuses")
    def listing() -> Response:
        return stage.perform("listing", lambda: _list_statuses(stage))

    @app.get("/api/v1/statuses/<post_id>")
    def status(post_id: str) -> Response:
        found = stage.find_post(post_id)
        return jsonify(_as_json(stage, found)) if found else _missing()

    @app.put("/api/v1/statuses/<post_id>")
    def edit(post_id: str) -> Response:
        return stage.perform("edit", lambda: _edit_status(stage, post_id, longest_text))

    @app.delete("/api/v1/statuses/<post_id>")
    def delete(post_id: str) -> Response:
        return stage.perform("delete", lambda: _delete_status(stage, post_id))


def _create_status(stage: Stage, longest_text: int, keeps_keys: bool) -> Response:
    text = request.form.get("status", "")
    key = request.headers.get("Idempotency-Key")
    media = request.form.getlist("media_ids[]")
    with stage.lock:
        if keeps_keys and (known := _find_by_key(stage, key)):
            return jsonify(_as_json(stage, known))
        if refusal := _refuse(stage, text, media, longest_text):
            return refusal
        reply_to = request.form.get("in_reply_to_id")
        if reply_to and stage.find_post(reply_to) is None:
            return _missing()
        post = StandInPost(
            id=str(112_000_000_000_000_000 + stage.next_number()),
            text=text,
            link=None,
            media=media,
            posted_at=stage.now().isoformat(),
            key=key,
            facts={
                "language": request.form.get("language", "tr"),
                "visibility": request.form.get("visibility", "public"),
            },
            reply_to=reply_to,
        )
        stage.add_post(post)
    return jsonify(_as_json(stage, post))


def _refuse(stage: Stage, text: str, media: list[str], longest_text: int) -> Response | None:
    if any(media_id not in stage.media for media_id in media):
        return _error("Validation failed: Media could not be found", 422)
    if count_for_mastodon(text) > longest_text:
        return _error(f"Validation failed: Text character limit of {longest_text} exceeded", 422)
    return None


def _edit_status(stage: Stage, post_id: str, longest_text: int) -> Response:
    text, media = request.form.get("status", ""), request.form.getlist("media_ids[]")
    with stage.lock:
        post = stage.find_post(post_id)
        if post is None:
            return _missing()
        if refusal := _refuse(stage, text, media, longest_text):
            return refusal
        # As Mastodon does: pictures that the edit does not name are taken away.
        edited = replace(post, text=text, media=media)
        stage.change_post(edited)
    return jsonify(_as_json(stage, edited))


def _delete_status(stage: Stage, post_id: str) -> Response:
    with stage.lock:
        post = stage.find_post(post_id)
        if post is None:
            return _missing()
        answer = jsonify({**_as_json(stage, post), "text": post.text})
        stage.delete_post(post_id)
    return answer


def _find_by_key(stage: Stage, key: str | None) -> StandInPost | None:
    for post in stage.posts:
        age = stage.now() - datetime.fromisoformat(post.posted_at)
        if key and post.key == key and age < _KEYS_LIVE:
            return post
    return None


def _list_statuses(stage: Stage) -> Response:
    posts = stage.listed()
    ids = [post.id for post in posts]
    before, since = request.args.get("max_id"), request.args.get("since_id")
    start = ids.index(before) + 1 if before in ids else 0
    end = ids.index(since) if since in ids else len(ids)
    chosen = posts[start:end][: min(int(request.args.get("limit", 20)), 40)]
    return jsonify([_as_json(stage, post) for post in chosen])


def _store_media(stage: Stage, processing_polls: int) -> Response:
    file = request.files["file"]
    with stage.lock:
        media = StandInMedia(
            id=str(22_000 + len(stage.media)),
            name=file.filename or "",
            kind=file.mimetype,
            alt=request.form.get("description", ""),
            polls_left=processing_polls,
        )
        stage.add_media(media, file.read())
    answer = jsonify(_media_as_json(media))
    answer.status_code = 202 if media.polls_left else 200
    return answer


def _check_media(stage: Stage, media_id: str) -> Response:
    with stage.lock:
        media = stage.media[media_id]
        answer = jsonify(_media_as_json(media))
        answer.status_code = 206 if media.polls_left else 200
        media.polls_left = max(0, media.polls_left - 1)
    return answer


def _as_json(stage: Stage, post: StandInPost) -> dict[str, Any]:
    url = url_for("pages.post", post_id=post.id, _external=True)
    posted_at = datetime.fromisoformat(post.posted_at).astimezone(UTC)
    return {
        "id": post.id,
        "uri": url,
        "url": url,
        "created_at": posted_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "content": _as_html(post.text),
        "language": post.facts.get("language"),
        "visibility": post.facts.get("visibility", "public"),
        "sensitive": False,
        "spoiler_text": "",
        "in_reply_to_id": post.reply_to,
        "in_reply_to_account_id": None,
        "reblog": None,
        "poll": None,
        "card": None,
        "account": _account(),
        "media_attachments": [_media_as_json(stage.media[each]) for each in post.media],
        "mentions": [],
        "tags": [],
        "emojis": [],
        "replies_count": 0,
        "reblogs_count": 0,
        "favourites_count": 0,
    }


def _as_html(text: str) -> str:
    """As Mastodon writes it: paragraphs, and links whose ends are hidden from the eye."""
    escaped = _LINK.sub(_as_anchor, html.escape(text, quote=False))
    return "".join(
        f"<p>{paragraph.replace(chr(10), '<br />')}</p>" for paragraph in escaped.split("\n\n")
    )


def _as_anchor(match: re.Match[str]) -> str:
    scheme, rest = match[0].split("://")
    return (
        f'<a href="{match[0]}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{scheme}://</span><span class="ellipsis">{rest[:30]}</span>'
        f'<span class="invisible">{rest[30:]}</span></a>'
    )


def _media_as_json(media: StandInMedia) -> dict[str, Any]:
    url = url_for("pages.picture", media_id=media.id, _external=True)
    return {
        "id": media.id,
        "type": "image",
        "url": None if media.polls_left else url,
        "preview_url": url,
        "remote_url": None,
        "description": media.alt,
        "blurhash": None,
        "meta": {},
    }


def _account() -> dict[str, Any]:
    url = url_for("pages.posts", _external=True)
    return {
        "id": ACCOUNT_ID,
        "username": "belediye",
        "acct": "belediye",
        "display_name": "Belediye",
        "url": url,
        "created_at": "2026-01-01T00:00:00.000Z",
    }


def _describe(longest_text: int) -> dict[str, Any]:
    return {
        "domain": request.host,
        "uri": request.host,
        "title": "Deneme sunucusu",
        "version": "4.5.0",
        "api_versions": {"mastodon": 7},
        "configuration": {
            "statuses": {
                "max_characters": longest_text,
                "max_media_attachments": 4,
                "characters_reserved_per_url": 23,
            },
            "media_attachments": {"image_size_limit": 16777216, "description_limit": 1500},
        },
    }


def _missing() -> Response:
    return _error("Record not found", 404)


def _error(message: str, status: int) -> Response:
    answer = jsonify({"error": message})
    answer.status_code = status
    return answer


def _throttled() -> Response:
    answer = _error("Too many requests", 429)
    reset = datetime.now(UTC) + timedelta(seconds=60)
    answer.headers["X-RateLimit-Limit"] = "300"
    answer.headers["X-RateLimit-Remaining"] = "0"
    answer.headers["X-RateLimit-Reset"] = reset.isoformat().replace("+00:00", "Z")
    return answer


def _expired() -> Response:
    return _error("The access token is invalid", 401)


def _expired_without_words() -> Response:
    asks_who = request.path.endswith("/verify_credentials")
    return Response(status=422 if asks_who else 401)


def _refused() -> Response:
    return _error("Validation failed: Text is not acceptable", 422)


def _duplicate() -> Response:
    # Some builds answer a repeated key so, though the post is there (mastodon#40399).
    return _error("Internal server error", 500)
