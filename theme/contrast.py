"""How well two colours can be told apart, as WCAG 2.2 measures it."""

import colorsys
from collections.abc import Callable

from tinycss2.color4 import parse_color

Colour = tuple[float, float, float]  # red, green and blue of sRGB, from 0 to 1

_STEPS = 200


def read_colour(text: str) -> Colour | None:
    """`#0b4458`, `teal`, `rgb(…)` or `hsl(…)`; None for all else, transparent colours too."""
    parsed = parse_color(text)
    if parsed is None or parsed == "currentcolor" or parsed.alpha != 1:
        return None
    if parsed.space == "hsl":
        hue, saturation, lightness = parsed.coordinates
        return _rounded(*colorsys.hls_to_rgb(hue / 360 % 1, lightness / 100, saturation / 100))
    return _rounded(*parsed.coordinates) if parsed.space == "srgb" else None


def write_colour(colour: Colour) -> str:
    """`#0b4458`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest_colour(colour: Colour, is_fine: Callable[[Colour], bool]) -> Colour | None:
    """The colour, as little darkened or lightened as makes it fine; None where nothing does."""
    for step in range(_STEPS + 1):
        for end in (0.0, 1.0):
            mixed = _rounded(*(part + (end - part) * step / _STEPS for part in colour))
            if is_fine(mixed):
                return mixed
    return None


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rounded(red: float, green: float, blue: float) -> Colour:
    """As a screen shows it: what is offered must still pass once it is written as six digits."""
    return round(red * 255) / 255, round(green * 255) / 255, round(blue * 255) / 255
