"""Pictures must be there, and speak to people who cannot see them."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from publishing.checks.markdown_links import Link, find_links
from publishing.checks.site import Site
from publishing.findings import Finding
from publishing.reading.header import Entry
from publishing.reading.source import Source
from publishing.targets import PICTURE_TYPES, find_file
from text.language import gettext

_DECORATIVE = "-"
_CAMERA_NAME = re.compile(r"(?:img|dsc|dscn|foto|photo|image|whatsapp|screenshot|pxl)?[\s_\d.-]*$")


def missing_descriptions(source: Source, site: Site) -> Iterator[Finding]:
    for picture in find_pictures(source):
        sentence = _what_is_wrong(picture.words.strip(), picture.target)
        if sentence:
            code = "D052" if picture.words.strip() else "D050"
            yield source.finding(code, sentence, offset=picture.offset)


def missing_pictures(source: Source, site: Site) -> Iterator[Finding]:
    for picture in find_pictures(source):
        file = find_file(picture.target, beside=source.path, content=site.settings.content)
        sentence = _why_unusable(picture.target, found=file is not None)
        if sentence:
            yield source.finding("D051", sentence, offset=picture.target_offset)
    for entry in header_pictures(source):
        if find_file(entry.value, beside=source.path, content=site.settings.content):
            sentence = _why_unusable(entry.value, found=True)
            if sentence:
                yield source.finding_at(entry, "D051", sentence)


def find_pictures(source: Source) -> Iterator[Link]:
    return (link for link in find_links(source.prose) if link.is_picture)


def header_pictures(source: Source) -> Iterator[Entry]:
    entries = (source.entry(code) for code in ("image", "before", "after"))
    return (entry for entry in entries if entry)


def _what_is_wrong(description: str, target: str) -> str | None:
    if description == _DECORATIVE:
        return None
    if not description:
        return gettext(
            "Say what the picture shows, between its square brackets: ![here](%(target)s).",
            target=target[:100],
        )
    name = PurePosixPath(unquote(target))
    # “Park” may well describe park.png, but nobody says “kar-kureme-2” or “park.png”.
    is_name = description.casefold() == name.name.casefold()
    is_stem = description == name.stem and not description.isalpha()
    if is_name or is_stem or _CAMERA_NAME.match(description.lower()):
        return gettext(
            "“%(words)s” is a file's name; say what the picture shows.", words=description[:100]
        )
    return None


def _why_unusable(target: str, *, found: bool) -> str | None:
    if re.match(r"(?:https?:)?//", target):
        return gettext(
            "Pictures of other sites cannot be shown; put the picture's file beside this one."
        )
    if not found:
        return gettext("There is no picture “%(name)s”.", name=target[:100])
    ending = PurePosixPath(target).suffix.lower()
    if ending not in PICTURE_TYPES:
        return gettext(
            "Browsers cannot show “%(ending)s” pictures; save it as JPEG or PNG.", ending=ending
        )
    return None
