"""How a feed looks to a person who opens it in a browser, and what it says there of itself."""

from collections.abc import Iterator
from hashlib import sha256

import rcssmin

from municipality import Municipality
from text.language import gettext, speaking
from theme.environment import FEED_LOOK, static_address


def feed_styles(municipality: Municipality, site_url: str) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the stylesheet for each language."""
    for language in municipality.languages:
        yield f"tema/feed.{language}.css", _style(language, municipality, site_url)


def style_instructions(language: str, municipality: Municipality, site_url: str) -> bytes:
    """The lines after the XML declaration that lead to the municipality's colours and our look."""
    digest = sha256(_style(language, municipality, site_url)).hexdigest()[:8]
    addresses = (
        static_address("tema.css", municipality),
        f"/tema/feed.{language}.css?v={digest}",
    )
    return "".join(
        f'<?xml-stylesheet type="text/css" href="{address}"?>\n' for address in addresses
    ).encode()


def _style(language: str, municipality: Municipality, site_url: str) -> bytes:
    look = FEED_LOOK.read_text(encoding="utf-8")
    with speaking(language):
        about = gettext(
            "This page is a feed: a feed reader follows it for you and tells you what is new. Copy "
            "the address of this page into your reader. What feeds there are and how to use them: "
            "%(url)s",
            url=site_url + municipality.path("/rss/", language),
        )
        address = gettext("Address:")
    words = f":root {{ --about: {_quote(about)}; --address: {_quote(f'{address} ')}; }}\n"
    return bytes(rcssmin.cssmin(words + look).encode())


def _quote(text: str) -> str:
    """A string of CSS."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'
