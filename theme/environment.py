"""The Jinja environment that the site and the service share."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from municipality import Municipality
from text.language import gettext, ngettext
from theme.filters import filters

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

# Pelican's Jinja does not escape and Flask's does: a macro must be safe on both sides.
OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "undefined": StrictUndefined,
    "extensions": [],
}


def environment(municipality: Municipality) -> Environment:
    """The environment with the theme's templates, for whoever has none of their own."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), **OPTIONS)  # noqa: S701 (it is on in OPTIONS)
    prepare(made, municipality)
    return made


def prepare(environment: Environment, municipality: Municipality) -> None:
    """Give Pelican's or Flask's environment the filters and globals that the templates use."""
    environment.filters.update(filters(municipality))
    environment.globals.update(
        gettext=gettext,
        ngettext=ngettext,
        municipality=municipality,
        # Inline, so that it takes the colour of the text around it, in forced colours too.
        wordmark=Markup(municipality.wordmark.read_text(encoding="utf-8")),
        static=lambda name: static_address(name, municipality),
    )


def static_file(name: str, municipality: Municipality) -> Path:
    """The file behind `/tema/{name}`: two of them are the municipality's, the rest the theme's."""
    own = {"tema.css": municipality.theme, "wordmark.svg": municipality.wordmark}
    return own.get(name, STATIC / name)


def static_address(name: str, municipality: Municipality) -> str:
    """`/tema/site.css?v=1a2b3c4d`: a new address for each content, so that it is kept for ever."""
    file = static_file(name, municipality)
    return f"/tema/{name}?v={_fingerprint(file, file.stat().st_mtime_ns)}"


@cache
def _fingerprint(file: Path, changed_ns: int) -> str:
    """Kept until the file changes: every page of a build asks for the same few."""
    return sha256(file.read_bytes()).hexdigest()[:8]
