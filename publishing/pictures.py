"""Redraws pictures for the web: small enough, upright, and without what the camera wrote."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from PIL import Image, ImageOps

from publishing.errors import PublishError
from text.language import gettext
from text.slugs import slugify

ADDRESS = "/gorseller/"
MAX_WIDTH = 1280
# Raising it redraws every picture: it is part of the name in the cache.
RULES = "2"
# More would need gigabytes to decode; a telephone's best picture has 200 megapixels.
MAX_PIXELS = 220_000_000

_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


class PictureNotReadable(PublishError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            gettext(
                "%(name)s cannot be read as a picture. Save it anew as JPEG or PNG.", name=path.name
            )
        )


@dataclass(frozen=True)
class Redrawn:
    """A picture as it is published; `file` lies in the cache."""

    file: Path
    name: str  # "kar-kureme-1a2b3c4d5e6f.jpg", new whenever the picture is
    width: int
    height: int
    type: str
    length: int  # in bytes, as an enclosure of a feed must say

    @property
    def address(self) -> str:
        return ADDRESS + self.name


class Pictures:
    """Redraws each picture once and keeps it in the folder `cache`, under the hash of its bytes."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._redrawn: dict[Path, Redrawn] = {}

    def redraw(self, source: Path) -> Redrawn:
        """Raises PictureNotReadable; the original is never published."""
        if source not in self._redrawn:
            self._redrawn[source] = self._find_or_redraw(source)
        return self._redrawn[source]

    def _find_or_redraw(self, source: Path) -> Redrawn:
        try:
            digest = hashlib.sha256(RULES.encode() + source.read_bytes()).hexdigest()
        except OSError as error:
            raise PictureNotReadable(source) from error
        for extension in _TYPES:
            file = self._cache / digest[:2] / f"{digest}.{extension}"
            if file.exists():
                return _describe(file, source, digest)
        return _describe(self._draw(source, digest), source, digest)

    def _draw(self, source: Path, digest: str) -> Path:
        try:
            picture, extension = _new_canvas(source)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            # Pillow answers broken files with any of these.
            raise PictureNotReadable(source) from error
        file = self._cache / digest[:2] / f"{digest}.{extension}"
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, suffix=f".{extension}", delete=False) as temporary:
            if extension == "jpg":
                picture.save(temporary, "JPEG", quality=82, optimize=True, progressive=True)
            else:
                picture.save(temporary, "PNG", optimize=True)
        Path(temporary.name).replace(file)
        return file


def _new_canvas(source: Path) -> tuple[Image.Image, str]:
    """The pixels alone, at most MAX_WIDTH wide, and the extension of the format that suits them."""
    with Image.open(source) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise ValueError(opened.size)
        extension = "png" if opened.format in {"PNG", "GIF"} else "jpg"
        # A JPEG decodes at a fraction of its size, which saves most of the memory and time.
        opened.draft("RGB", (MAX_WIDTH, MAX_WIDTH))
        upright = ImageOps.exif_transpose(opened)
        mode = "RGBA" if extension == "png" and upright.has_transparency_data else "RGB"
        has_palette = opened.mode == "P" and mode == "RGB"
        picture = upright.convert(mode)
    if picture.width > MAX_WIDTH:
        height = max(1, round(picture.height * MAX_WIDTH / picture.width))
        picture = picture.resize((MAX_WIDTH, height), Image.Resampling.LANCZOS)
    # Only pixels reach the new canvas: no position, no name of the camera, no thumbnail.
    canvas = Image.new(mode, picture.size)
    canvas.paste(picture)
    if has_palette:
        # A drawing stays one: with a palette it is a third of the size.
        canvas = canvas.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return canvas, extension


def _describe(file: Path, source: Path, digest: str) -> Redrawn:
    with Image.open(file) as picture:
        width, height = picture.size
    return Redrawn(
        file=file,
        name=f"{slugify(source.stem) or 'gorsel'}-{digest[:12]}{file.suffix}",
        width=width,
        height=height,
        type=_TYPES[file.suffix[1:]],
        length=file.stat().st_size,
    )
