"""Opens what editors give as pictures: one frame, upright, in the web's colours, not too large."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from publishing.errors import PublishError
from text.language import gettext

# What is published fits into it. A higher picture would be a page of its own, and WebP ends
# at 16,383 pixels.
BOX = (1280, 2560)
# Pillow opens far more (EPS would start Ghostscript): the formats are named, not guessed. One whose
# reader is not imported yet would make it import all of its fifty.
_READERS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
    AvifImagePlugin.AvifImageFile,
    GifImagePlugin.GifImageFile,
)
FORMATS = tuple(reader.format for reader in _READERS)
# Decoding more would take gigabytes. A JPEG can be decoded at a fraction of its size.
MOST_PIXELS = 60_000_000
MOST_PIXELS_OF_JPEG = 178_000_000
ADVISED_SIDE = 4000

_SRGB = ImageCms.createProfile("sRGB")
# What Pillow raises for files that are broken in one way or another.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError)
_opening = threading.Lock()


class PictureNotReadable(PublishError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            gettext(
                "%(name)s cannot be read as a picture. Save it anew as JPEG or PNG.", name=path.name
            )
        )


class PictureTooLarge(PictureNotReadable):
    def __init__(self, path: Path) -> None:
        PublishError.__init__(
            self,
            gettext(
                "%(name)s has more pixels than can be shown. Make it at most %(most)s pixels wide "
                "and high.",
                name=path.name,
                most=ADVISED_SIDE,
            ),
        )


@dataclass(frozen=True)
class Opened:
    image: Image.Image  # RGB, or RGBA where something shows through
    is_drawing: bool  # it came in a format that keeps flat colours flat
    has_palette: bool


@contextmanager
def opened_header(path: Path) -> Iterator[Image.Image]:
    """The picture before its pixels are decoded. Raises PictureNotReadable, PictureTooLarge."""
    try:
        # Pillow warns long before our own limit; catching warnings is not safe between threads.
        with _opening, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(path) from error
    except _BROKEN as error:
        raise PictureNotReadable(path) from error
    with image:
        most = MOST_PIXELS_OF_JPEG if image.format in {"JPEG", "MPO"} else MOST_PIXELS
        if image.width * image.height > most:
            raise PictureTooLarge(path)
        yield image


def open_picture(path: Path) -> Opened:
    """The picture as it is to be seen, within BOX. Raises PictureNotReadable, PictureTooLarge."""
    with opened_header(path) as image:
        is_drawing, has_palette = image.format in {"PNG", "GIF"}, image.mode == "P"
        try:
            # The wider side decides, whichever it is: a camera may lie on its side.
            image.draft("RGB", (BOX[0], BOX[0]))
            seen = _within_box(_eight_bits(ImageOps.exif_transpose(image)))
            return Opened(_pixels(_in_srgb(seen)), is_drawing, has_palette)
        except _BROKEN as error:
            # Also a picture whose pixels end in the middle.
            raise PictureNotReadable(path) from error


def _eight_bits(image: Image.Image) -> Image.Image:
    """With a byte for each colour, without a palette."""
    if image.mode.startswith("I") or image.mode == "F":
        # convert() would cut sixteen bits of grey off at white.
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in {"RGB", "L", "CMYK"} and not image.has_transparency_data:
        return image
    profile = image.info.get("icc_profile")
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info["icc_profile"] = profile
    return plain


def _within_box(image: Image.Image) -> Image.Image:
    ratio = min(BOX[0] / image.width, BOX[1] / image.height)
    if ratio >= 1:
        return image
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Browsers take colours without a profile for sRGB, and we publish no profile."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                image, io.BytesIO(profile), _SRGB, outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            # The profile is broken or of another kind of picture; most are nearly sRGB.
            return image.convert(mode)
        if converted is not None:
            return converted
    return image.convert(mode)


def _pixels(image: Image.Image) -> Image.Image:
    """A new canvas: no position, no name of the camera, no thumbnail goes with it."""
    canvas = Image.new(image.mode, image.size)
    canvas.paste(image)
    return canvas
