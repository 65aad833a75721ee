"""The Jinja environment that the site and the service share."""

from base64 import b64encode
from collections.abc import Callable, Hashable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from municipality import Municipality
from text.language import current_language, gettext, ngettext
from theme.filters import filters

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
# One request instead of several, and a tenth fewer bytes than each packed alone.
STANDS_ON = {
    "content.css": ("site.css",),
    "form.css": ("site.css",),
    "desk.css": ("site.css", "content.css", "form.css"),
}
# The look of feeds: each language has its words in it, so it is not sent as it lies here.
FEED_LOOK = Path(__file__).parent / "feed.css"

# The only script of pages to read: takes away what is over while nobody builds the site.
CLOCK = (Path(__file__).parent / "clock.js").read_text(encoding="utf-8").strip()
# What a Content-Security-Policy must name so that browsers run it.
CLOCK_SOURCE = f"'sha256-{b64encode(sha256(CLOCK.encode()).digest()).decode()}'"

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
    said = filters(municipality)
    environment.filters.update({name: _at_render(say) for name, say in said.items()})
    environment.globals.update(
        gettext=gettext,
        ngettext=ngettext,
        municipality=municipality,
        wordmark=Wordmark(municipality),
        clock_script=Markup(CLOCK),  # noqa: S704 (our own file)
        static=lambda name: static_address(name, municipality),
        once=Once(),
    )


class Once:
    """`{% call once("foot", here) %}`: drawn once for each key and language, then repeated."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Hashable, ...], str] = {}

    def __call__(self, *key: Hashable, caller: Callable[[], str]) -> str:
        place = (current_language(), *key)
        if place not in self._drawn:
            self._drawn[place] = caller()
        return self._drawn[place]


class Wordmark:
    """The wordmark in the language of the page; inline, so that it takes the colour around it."""

    def __init__(self, municipality: Municipality) -> None:
        self._drawn = {
            language: municipality.wordmark_in(language).read_text(encoding="utf-8")
            for language in municipality.languages
        }

    def __html__(self) -> str:
        return self._drawn.get(current_language()) or next(iter(self._drawn.values()))


def static_file(name: str, municipality: Municipality) -> Path:
    """The file behind `/tema/{name}`: two of them are the municipality's, the rest the theme's."""
    own = {"tema.css": municipality.theme, "wordmark.svg": municipality.wordmark}
    return own.get(name, STATIC / name)


def static_bytes(name: str, municipality: Municipality) -> bytes:
    """What is served at `/tema/{name}`: a stylesheet with those that it stands on before it."""
    parts = _parts(name, municipality)
    return b"\n".join(part.read_bytes() for part in parts)


def static_address(name: str, municipality: Municipality) -> str:
    """`/tema/form.css?v=1a2b3c4d`: a new address for each content, so that it is kept for ever."""
    parts = tuple((part, part.stat().st_mtime_ns) for part in _parts(name, municipality))
    return f"/tema/{name}?v={_fingerprint(parts)}"


def _parts(name: str, municipality: Municipality) -> list[Path]:
    return [static_file(part, municipality) for part in (*STANDS_ON.get(name, ()), name)]


def _at_render(say: Callable[..., str]) -> Callable[..., str]:
    """The filter, kept from being applied to constants when a template is compiled.

    Jinja would put the language of that moment into `{{ "/ara/" | path }}` for ever.
    """

    @pass_context
    def applied(_context: Context, *values: object) -> str:
        return say(*values)

    return applied


@cache
def _fingerprint(parts: tuple[tuple[Path, int], ...]) -> str:
    """Kept until a file changes: every page of a build asks for the same few."""
    return sha256(b"".join(file.read_bytes() for file, _changed_ns in parts)).hexdigest()[:8]
