"""Draws a picture in the formats and widths that browsers choose from."""

import io
from pathlib import Path
from typing import Any, Final

from PIL import Image

from publishing.pictures.opening import Opened

TYPES: Final = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}
# What the theme shows: a story's thumbnail at up to 192 pixels of the page, a picture across a
# telephone of 360, a card at up to 370, an article's picture at up to 704; and each of them on
# screens of twice as many dots.
WIDTHS = (320, 640, 960, 1280)
# A narrower step would save nobody anything.
_STEP = 1.15

_FORMATS: Final[dict[str, dict[str, Any]]] = {
    # One thread, no tiles: the bytes do not depend on the machine's cores.
    ".avif": {
        "format": "AVIF",
        "quality": 55,
        "speed": 8,
        "max_threads": 1,
        "autotiling": False,
    },
    ".webp": {"format": "WEBP", "quality": 75, "method": 4},
    ".jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    ".png": {"format": "PNG", "optimize": True},
}


def draw(opened: Opened, folder: Path) -> None:
    """Write every drawing into the folder, each called after its size: "640x360.avif"."""
    suffixes = (".avif", ".webp", _fallback(opened))
    for width in _widths(opened.image):
        height = max(1, round(opened.image.height * width / opened.image.width))
        image = opened.image.resize((width, height), Image.Resampling.LANCZOS)
        for suffix in suffixes:
            data = _encode(image, suffix, has_palette=opened.has_palette)
            (folder / f"{width}x{height}{suffix}").write_bytes(data)


def _widths(image: Image.Image) -> list[int]:
    """Never wider than the picture is."""
    return [width for width in WIDTHS if width * _STEP <= image.width] + [image.width]


def _fallback(opened: Opened) -> str:
    """What every browser shows: JPEG, or PNG where that is smaller or something shows through."""
    if opened.image.mode == "RGBA":
        return ".png"
    if not opened.is_drawing:
        return ".jpg"
    sizes = {
        suffix: len(_encode(opened.image, suffix, has_palette=opened.has_palette))
        for suffix in (".png", ".jpg")
    }
    return min(sizes, key=lambda suffix: sizes[suffix])


def _encode(image: Image.Image, suffix: str, *, has_palette: bool) -> bytes:
    if suffix == ".png" and has_palette:
        # A drawing stays one: with a palette it is a third of the size.
        method = Image.Quantize.MEDIANCUT if image.mode == "RGB" else Image.Quantize.FASTOCTREE
        image = image.quantize(256, method, dither=Image.Dither.NONE)
    drawn = io.BytesIO()
    image.save(drawn, **_FORMATS[suffix])
    return drawn.getvalue()
