"""A stand-in for a server of the AT Protocol: sessions, blobs and the records of posts."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, redirect, request, url_for
from werkzeug import Response as WerkzeugResponse

from standins.counting import count_graphemes
from standins.pages import add_pages
from standins.stage import Answers, Moment, Stage, StandInMedia, StandInPost

DID = "did:plc:standin0000000000000000"
LARGEST_BLOB = 1_000_000
_TID = re.compile(r"[234567abcdefghij][234567a-z]{12}")


def create_app(state: Path | None, token: str, *, now: Moment | None = None) -> Flask:
    """Steps that can fail: `session`, `media`, `listing` (of one record), `send`, `edit`, `delete`.

    `token` is the app password; a session outlives the server, as a signed token does.
    """
    app = Flask("standins")
    stage = Stage(Answers(_throttled, _expired, _swapped), state, now)
    app.extensions["stage"] = stage
    add_pages(app, stage, "Bluesky")
    _add_session(app, stage, token)

    @app.post("/xrpc/com.atproto.repo.uploadBlob")
    def upload() -> Response:
        return stage.perform("media", lambda: _store_blob(stage))

    @app.post("/xrpc/com.atproto.repo.putRecord")
    def put() -> Response:
        asked: dict[str, Any] = request.get_json()
        step = "edit" if asked.get("swapRecord") else "send"
        return stage.perform(step, lambda: _put(stage, asked))

    @app.get("/xrpc/com.atproto.repo.getRecord")
    def get() -> Response:
        return stage.perform("listing", lambda: _get(stage, request.args["rkey"]))

    @app.post("/xrpc/com.atproto.repo.deleteRecord")
    def delete() -> Response:
        return stage.perform("delete", lambda: _delete(stage, request.get_json()["rkey"]))

    @app.get("/profile/<did>/post/<key>")
    def page(did: str, key: str) -> WerkzeugResponse:
        return redirect(url_for("pages.post", post_id=key))

    return app


def _add_session(app: Flask, stage: Stage, token: str) -> None:
    session = hashlib.sha256(token.encode()).hexdigest()

    @app.post("/xrpc/com.atproto.server.createSession")
    def sign_in() -> Response:
        return stage.perform("session", lambda: _open_session(token, session))

    @app.before_request
    def check_session() -> Response | None:
        is_public = request.path == "/xrpc/com.atproto.repo.getRecord"
        if is_public or not request.path.startswith("/xrpc/com.atproto.repo."):
            return None
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not given:
            return _error("AuthMissing", "Authentication Required", 401)
        return None if given == session else _error("InvalidToken", "Token could not be verified")


def _open_session(token: str, session: str) -> Response:
    asked = request.get_json()
    if asked.get("password") != token:
        return _error("AuthenticationRequired", "Invalid identifier or password", 401)
    handle = asked["identifier"]
    return jsonify({"did": DID, "handle": handle, "accessJwt": session, "refreshJwt": session})


def _store_blob(stage: Stage) -> Response:
    content = request.get_data()
    if len(content) > LARGEST_BLOB:
        return _error("BlobTooLarge", "This file is too large.")
    link = "bafkrei" + hashlib.sha256(content).hexdigest()[:52]
    media = StandInMedia(id=link, name=link, kind=request.mimetype, alt="")
    stage.add_media(media, content)
    blob = {
        "$type": "blob",
        "ref": {"$link": link},
        "mimeType": media.kind,
        "size": len(content),
    }
    return jsonify({"blob": blob})


def _put(stage: Stage, asked: dict[str, Any]) -> Response:
    record, key = asked["record"], asked["rkey"]
    if fault := _find_fault(key, record):
        return _error("InvalidRequest", fault)
    if lost := next((link for link in _blob_links(record) if link not in stage.media), None):
        return _error("BlobNotFound", f"Could not find blob: {lost}")
    cid = _cid_of(record)
    with stage.lock:
        known = stage.find_post(key)
        is_same = known is not None and known.facts["cid"] == cid
        if not is_same and asked.get("swapRecord") != (known and known.facts["cid"]):
            return _swapped(known.facts["cid"] if known else "null")
        post = _as_post(stage, key, record, cid)
        if known is None:
            stage.add_post(post)
        elif not is_same:
            stage.change_post(replace(post, posted_at=known.posted_at))
    answer = {"uri": _uri(key), "cid": cid}
    return jsonify(answer if is_same else {**answer, "commit": {"cid": cid, "rev": key}})


def _find_fault(key: str, record: dict[str, Any]) -> str | None:
    """What the server would not take, in its words."""
    content, letters = record["text"].encode(), count_graphemes(record["text"])
    if not _TID.fullmatch(key):
        return f'Invalid record key for app.bsky.feed.post: Invalid TID string (got "{key}") at $'
    if len(content) > 3000:
        return _say_too_big("string", 3000, len(content))
    if letters > 300:
        return _say_too_big("grapheme", 300, letters)
    # These the server takes all the same, and readers see letters instead of a link.
    for facet in record.get("facets", []):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        try:
            content[start:end].decode()
        except UnicodeDecodeError:
            return "Facet index splits a character"
        if not 0 <= start < end <= len(content):
            return "Facet index out of range"
    return None


def _say_too_big(what: str, most: int, found: int) -> str:
    size = f"{what} too big (maximum {most}, got {found})"
    return f"Invalid app.bsky.feed.post record: {size} at $.record.text"


def _as_post(stage: Stage, key: str, record: dict[str, Any], cid: str) -> StandInPost:
    embed = record.get("embed", {})
    for image in embed.get("images", []):
        media = stage.media[image["image"]["ref"]["$link"]]
        media.alt = image["alt"]
    external = embed.get("external", {})
    reply = record.get("reply", {}).get("parent", {}).get("uri", "")
    return StandInPost(
        id=key,
        text=record["text"],
        link=external.get("uri"),
        media=_blob_links(record),
        posted_at=stage.now().isoformat(),
        facts={
            "language": record["langs"][0],
            "card_title": external.get("title", ""),
            "card_description": external.get("description", ""),
            "record": json.dumps(record, ensure_ascii=False),
            "cid": cid,
        },
        reply_to=reply.rsplit("/", 1)[-1] or None,
    )


def _blob_links(record: dict[str, Any]) -> list[str]:
    embed = record.get("embed", {})
    blobs = [image["image"] for image in embed.get("images", [])]
    blobs += [embed["external"]["thumb"]] if embed.get("external", {}).get("thumb") else []
    return [blob["ref"]["$link"] for blob in blobs]


def _get(stage: Stage, key: str) -> Response:
    post = stage.find_post(key)
    if post is None:
        return _error("RecordNotFound", f"Could not locate record: {_uri(key)}")
    value = json.loads(post.facts["record"])
    return jsonify({"uri": _uri(key), "cid": post.facts["cid"], "value": value})


def _delete(stage: Stage, key: str) -> Response:
    # A record that is not there is as good as deleted.
    if stage.find_post(key) is None:
        return jsonify({})
    stage.delete_post(key)
    return jsonify({"commit": {"cid": "bafyreidelete", "rev": key}})


def _cid_of(record: dict[str, Any]) -> str:
    content = json.dumps(record, sort_keys=True).encode()
    return "bafyrei" + hashlib.sha256(content).hexdigest()[:52]


def _uri(key: str) -> str:
    return f"at://{DID}/app.bsky.feed.post/{key}"


def _error(name: str, message: str, status: int = 400) -> Response:
    answer = jsonify({"error": name, "message": message})
    answer.status_code = status
    return answer


def _throttled() -> Response:
    answer = _error("RateLimitExceeded", "Rate Limit Exceeded", 429)
    reset = datetime.now(UTC) + timedelta(seconds=60)
    answer.headers["RateLimit-Limit"] = "3000"
    answer.headers["RateLimit-Remaining"] = "0"
    answer.headers["RateLimit-Reset"] = str(int(reset.timestamp()))
    return answer


def _expired() -> Response:
    return _error("ExpiredToken", "Token has expired")


def _swapped(cid: str = "another cid") -> Response:
    return _error("InvalidSwap", f"Record was at {cid}")
