"""Receives the photos of the form when their step is sent, and shows them as thumbnails."""

from datetime import timedelta
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from feedback_api import pictures
from feedback_api.actions.intake import MOST_PICTURES
from feedback_api.citizen.blueprint import blueprint
from feedback_api.citizen.drafting import Typed
from feedback_api.errors import PictureNotUsable
from feedback_api.parts import parts
from feedback_api.uploads import LARGEST_FILE, CappedFile
from text.cleaning import clean_line
from text.counting import shorten
from text.language import gettext

LINK_LIVES = timedelta(days=1)
# A picture that was sent as a page would be one of our pages: it is only ever a picture.
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
    "Cache-Control": "private, max-age=3600",
}
HEIC_MARKS = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1")


def receive_photos(typed: Typed) -> list[str]:
    """Store what arrived in the draft; a sentence for each file that was not taken."""
    sentences = []
    for file in request.files.getlist("pictures"):
        if not file.filename:
            continue
        name = shorten(clean_line(file.filename), 60) or gettext("Photo")
        try:
            _receive(file, name, typed)
        except PictureNotUsable as error:
            sentences.append(f"{name}: {error}")
    return sentences


def remove_photo(typed: Typed, key: str) -> None:
    """Take a photo out of the draft. Its file goes when old drafts are forgotten."""
    typed.answers["pictures"] = [kept for kept in typed.pictures if kept["key"] != key]


def thumbnails(typed: Typed) -> list[tuple[str, str, str]]:
    """(key, name, address of the thumbnail) of each photo in the draft."""
    return [
        (kept["key"], kept["name"], url_for(".thumbnail", link=_links().dumps(kept["key"])))
        for kept in typed.pictures
    ]


@blueprint.get("/basvuru/foto/<link>")
def thumbnail(link: str) -> ResponseReturnValue:
    """Signed, because a browser without cookies cannot say whose form it shows."""
    try:
        key = _links().loads(link, max_age=int(LINK_LIVES.total_seconds()))
        content = parts().attachments.thumbnail_path(key).read_bytes()
    except (BadSignature, FileNotFoundError):
        abort(404)
    return Response(content, mimetype="image/jpeg", headers=PICTURE_HEADERS)


def _receive(file: FileStorage, name: str, typed: Typed) -> None:
    content = _content(file)
    redrawn = pictures.redraw(content)
    if any(kept["sha256"] == redrawn.sha256 for kept in typed.pictures):
        return  # the same photo again: a double click, or Back and a second send
    if len(typed.pictures) >= MOST_PICTURES:
        raise PictureNotUsable(
            gettext("There is room for %(limit)s photos; remove one first.", limit=MOST_PICTURES)
        )
    attachments = parts().attachments
    key = attachments.save(redrawn.content)
    attachments.save_thumbnail(key, redrawn.thumbnail)
    typed.pictures.append(
        {
            "key": key,
            "name": name,
            "width": redrawn.width,
            "height": redrawn.height,
            "size": len(redrawn.content),
            "sha256": redrawn.sha256,
        }
    )


def _content(file: FileStorage) -> bytes:
    stream: Any = file.stream
    if isinstance(stream, CappedFile) and stream.is_too_large:
        raise PictureNotUsable(
            gettext(
                "This file is larger than %(limit)s MB. Choose a smaller photo.",
                limit=LARGEST_FILE // 1024 // 1024,
            )
        )
    content: bytes = stream.read()
    if content[4:12] in HEIC_MARKS:
        raise PictureNotUsable(
            gettext(
                "We cannot open photos in the HEIC format. On an iPhone, choose Settings › "
                "Camera › Formats › Most Compatible, or send a screenshot of the photo."
            )
        )
    return content


def _links() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(parts().settings.secret_key, salt="thumbnail")
