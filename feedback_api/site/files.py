"""Serves the folder that `publish.py` fills; in production a web server does it instead."""

import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from feedback_api.parts import parts
from feedback_api.site.compression import compress
from theme.environment import STATIC, static_bytes, static_file

blueprint = Blueprint("site", __name__)
blueprint.after_request(compress)

# Its address has the content's hash in it, so it never changes. So have all of the pictures'.
PICTURES = "gorseller/"
FOR_EVER = "public, max-age=31536000, immutable"
# Asked again each time and answered with 304: an urgent announcement is seen at once.
ASK_AGAIN = "no-cache"
# Browsers show a feed with its stylesheet only under XML's own type, and readers of feeds take it
# for what it is (the page that leads to it says `application/atom+xml`).
TYPES = {
    ".atom": "application/xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".rss": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}
# Asked for at the root without being told, also before a site is built.
ICON = "favicon.ico"
FEEDS = (".atom", ".json", ".rss")
JSON_FEED = "application/feed+json; charset=utf-8"


@blueprint.get("/masa/")
@blueprint.get("/beyaz-masa/")
@blueprint.get("/cozum-masasi/")
def desk_for_citizens() -> ResponseReturnValue:
    """The names under which municipalities have always had this desk."""
    return redirect(url_for("citizen.topic"))


@blueprint.get("/tema/<path:name>")
def theme_file(name: str) -> ResponseReturnValue:
    """Styles and marks: as they were built, else from the theme itself."""
    cache = FOR_EVER if request.args.get("v") else ASK_AGAIN
    if built := _find(f"tema/{name}"):
        return _send(built, cache)
    own = _find_in_theme(name)
    if own is None:
        abort(404)
    return _labelled(Response(static_bytes(name, parts().municipality)), own, cache)


@blueprint.get("/", defaults={"path": ""})
@blueprint.get("/<path:path>")
def page(path: str) -> ResponseReturnValue:
    is_folder = path == "" or path.endswith("/")
    found = find_page(path) if is_folder else _find(path)
    if path == ICON:
        found = found or _find_in_theme(path)
    if found is not None:
        answer = _send(found, FOR_EVER if path.startswith(PICTURES) else ASK_AGAIN)
        return _with_hub(answer, path) if "rss" in path.split("/") else answer
    if not is_folder and find_page(f"{path}/") is not None:
        return redirect(f"/{path}/", 301)
    return _say_where_it_went(f"/{path}")


def _with_hub(response: Response, path: str) -> Response:
    """Hubs and readers look for it here first, and some nowhere else (Flask-WebSub)."""
    settings = parts().settings
    if settings.websub_hub and path.endswith(FEEDS):
        links = {"hub": settings.websub_hub, "self": f"{settings.site_url}/{path}"}
        response.headers["Link"] = ", ".join(f'<{to}>; rel="{rel}"' for rel, to in links.items())
    return response


def _say_where_it_went(address: str) -> ResponseReturnValue:
    """A published address never dies: it moved, or it was withdrawn for a reason."""
    folder = parts().settings.site_folder / ".meydan"
    with_slash = address if address.endswith("/") else f"{address}/"
    moved, gone = _read_table(folder / "redirects.tsv"), _read_table(folder / "gone.tsv")
    for known in (address, with_slash):
        target = moved.get(known, "")
        if target.startswith("/") and not target.startswith("//"):
            return redirect(target, 301)
        if known in gone:
            # Nothing stands there in any other language either.
            return render_template("errors/410.html", reason=gone[known], alternate_url=None), 410
    raise NotFound


def find_page(folder: str) -> Path | None:
    """The page of the built site at `haberler/`, if there is one."""
    return _find(f"{folder}index.html") or _find(f"{folder}index.xml")


def _find(path: str) -> Path | None:
    """The public file at this path below the site's folder."""
    segments = path.split("/")
    # Neither `..` nor `.meydan` nor anything else that begins with a dot is public.
    if "\0" in path or "\\" in path or any(segment.startswith(".") for segment in segments):
        return None
    return _if_file(parts().settings.site_folder.joinpath(*filter(None, segments)))


def _find_in_theme(name: str) -> Path | None:
    if "\0" in name or any(segment.startswith(".") for segment in name.split("/")):
        return None
    file = static_file(name, parts().municipality)
    is_known = file.is_relative_to(STATIC) or name in {"tema.css", "wordmark.svg"}
    return _if_file(file) if is_known else None


def _if_file(path: Path) -> Path | None:
    try:
        return path if path.is_file() else None
    except OSError:
        # Longer than the system's names can be.
        return None


def _send(file: Path, cache: str) -> Response:
    answer = send_file(file, mimetype="application/octet-stream", conditional=True)
    return _labelled(answer, file, cache)


def _labelled(response: Response, file: Path, cache: str) -> Response:
    response.headers["Content-Type"] = _type_of(file)
    response.headers["Cache-Control"] = cache
    return response


def _type_of(file: Path) -> str:
    if file.suffix == ".json" and "rss" in file.parts:
        return JSON_FEED
    guessed = mimetypes.guess_type(file.name)[0]
    return TYPES.get(file.suffix) or guessed or "application/octet-stream"


def _read_table(path: Path) -> dict[str, str]:
    try:
        changed_at = path.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _table(path, changed_at)


@lru_cache(maxsize=8)
def _table(path: Path, _changed_at: int) -> dict[str, str]:
    """Lines of `address<TAB>what about it`, read again when the file has changed."""
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) == 2}
