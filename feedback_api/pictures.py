"""Redraws citizens' pictures: what was hidden in the file stays behind."""

import hashlib
import io
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from feedback_api.errors import PictureNotUsable
from text.language import gettext

# Pillow opens far more (EPS would start Ghostscript): the formats are named, not guessed.
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
THUMBNAIL_SIDE = 240
QUALITY = 82
# A picture of 50 megapixels takes 200 MB while it is decoded.
_decoding = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Redrawn:
    content: bytes  # JPEG
    thumbnail: bytes  # JPEG
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def redraw(content: bytes) -> Redrawn:
    """The same picture as a new JPEG, upright, at most LONGEST_SIDE wide and high.

    Nothing of the file survives but its colours: no place, no camera, no comment, nothing behind
    its end. Raises PictureNotUsable. Slow: never inside a transaction.
    """
    with _decoding:
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                return _redraw(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many_pixels() from error
        except UnidentifiedImageError as error:
            raise PictureNotUsable(
                gettext("This is not a photo that we can open. Choose a JPEG, PNG or WebP file.")
            ) from error
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
            raise PictureNotUsable(
                gettext("This photo is damaged or did not arrive whole. Choose it again.")
            ) from error


def _redraw(image: Image.Image) -> Redrawn:
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    # JPEG can be decoded at a fraction of its size, which is faster and takes less memory.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    canvas = _on_white(upright)
    small = canvas.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return Redrawn(_as_jpeg(canvas), _as_jpeg(small), canvas.width, canvas.height)


def _on_white(image: Image.Image) -> Image.Image:
    """A new canvas: saving the opened image again would keep its JPEG comment."""
    canvas = Image.new("RGB", image.size, "white")
    if image.mode in {"I", "I;16", "F"}:
        # Sixteen bits of grey to eight; convert() would cut them off at white.
        image = image.point(lambda value: value / 256).convert("L")
    seen = image.convert("RGBA")
    canvas.paste(seen, mask=seen.getchannel("A"))
    return canvas


def _as_jpeg(image: Image.Image) -> bytes:
    drawn = io.BytesIO()
    image.save(drawn, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return drawn.getvalue()


def _too_many_pixels() -> PictureNotUsable:
    return PictureNotUsable(
        gettext(
            "This photo has more than %(limit)s million pixels. Choose a smaller one.",
            limit=MOST_PIXELS // 1_000_000,
        )
    )
