"""Pictures must be files that the site can show, and large enough for it."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from publishing.checks.pictures import find_pictures, header_pictures
from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.pictures import PictureNotReadable
from publishing.pictures.opening import BOX, opened_header
from publishing.reading.source import Source
from publishing.targets import PICTURE_TYPES, find_file
from text.language import gettext

_HEAVY = 10_000_000  # bytes
_NARROW = 704  # pixels of the page that a picture across the text takes
_POSITION = 0x8825  # the part of EXIF that says where a photograph was taken
_SEVERAL_FRAMES = {"GIF", "PNG", "WEBP", "AVIF"}  # in a JPEG more frames are previews


class _Look(NamedTuple):
    """What the header of a picture's file says."""

    width: int
    height: int
    weight: int
    says_where: bool
    moves: bool


def unfit_pictures(source: Source, site: Site) -> Iterator[Finding]:
    """An error where the page will lack the picture; a warning where it only suffers."""
    content = site.settings.content
    for picture in find_pictures(source):
        file = find_file(picture.target, beside=source.path, content=content)
        for code, sentence, level in _faults(file):
            yield source.finding(code, sentence, offset=picture.target_offset, level=level)
    for entry in header_pictures(source):
        file = find_file(entry.value, beside=source.path, content=content)
        for code, sentence, level in _faults(file):
            yield source.finding_at(entry, code, sentence, level=level)


def _faults(file: Path | None) -> Iterator[tuple[str, str, Level]]:
    if file is None or file.suffix.lower() not in PICTURE_TYPES:
        return
    status = file.stat()
    try:
        look = _look_at(file, status.st_size, status.st_mtime_ns)
    except PictureNotReadable as error:
        yield "D051", str(error), Level.ERROR
        return
    for code, sentence in _complaints(file.name, look):
        yield code, sentence, Level.WARNING


@lru_cache(maxsize=4096)
def _look_at(file: Path, weight: int, _changed_at: int) -> _Look:
    """Kept until the file changes: items share pictures, and a preview checks again and again."""
    with opened_header(file) as image:
        moves = image.format in _SEVERAL_FRAMES and getattr(image, "is_animated", False)
        return _Look(image.width, image.height, weight, _POSITION in image.getexif(), bool(moves))


def _complaints(name: str, look: _Look) -> Iterator[tuple[str, str]]:
    if look.weight > _HEAVY:
        yield (
            "D053",
            gettext(
                "%(name)s is larger than 10 MB. The site makes it small, but the repository keeps "
                "it for ever: reduce it to %(most)s pixels first.",
                name=name,
                most=2 * BOX[0],
            ),
        )
    if look.width < _NARROW:
        yield (
            "D054",
            gettext(
                "%(name)s is only %(width)s pixels wide, so it will be small or blurred. Use one "
                "of at least %(least)s pixels.",
                name=name,
                width=look.width,
                least=BOX[0],
            ),
        )
    if look.says_where:
        yield (
            "D055",
            gettext(
                "%(name)s says where it was taken. The site leaves that out, but the file itself "
                "still tells it to whoever gets it.",
                name=name,
            ),
        )
    if look.moves:
        yield (
            "D056",
            gettext(
                "%(name)s moves. The site shows only its first picture, because movement disturbs "
                "reading; share a film on a video site.",
                name=name,
            ),
        )
    if look.height > BOX[1] * look.width / BOX[0]:
        yield (
            "D057",
            gettext(
                "%(name)s is so high that it must be made narrow to fit on a page. Cut it into "
                "parts.",
                name=name,
            ),
        )
