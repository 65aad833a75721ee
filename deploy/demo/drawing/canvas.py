"""A canvas for flat pictures: shapes in coordinates of 1600 by 900, with clean edges."""

from collections.abc import Iterable, Sequence
from math import cos, radians, sin
from typing import Final

from PIL import Image, ImageDraw

Point = tuple[float, float]
Points = Sequence[Point]

WIDTH: Final = 1600
HEIGHT: Final = 900
_SCALE: Final = 3  # shapes are drawn this much larger, then averaged: that makes the edges clean
_COLOURS: Final = 160  # of the saved palette; enough for the edges, a third of the bytes


class Canvas:
    """Colours are `#rrggbb`, or `#rrggbbaa` for what shows through."""

    def __init__(self, background: str) -> None:
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), background)
        # Mode RGBA on an RGB image blends translucent colours instead of replacing.
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def shape(self, points: Points, fill: str) -> None:
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=fill)

    def blob(self, points: Points, fill: str) -> None:
        """A closed smooth outline through all the points."""
        self.shape(smooth([points[-1], *points, points[0], points[1]]), fill)

    def hill(self, points: Points, fill: str, floor: float = HEIGHT) -> None:
        """Ground whose upper edge runs smoothly through the points."""
        edge = smooth([points[0], *points, points[-1]])
        self.shape([*edge, (points[-1][0], floor), (points[0][0], floor)], fill)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        area = (x * _SCALE, y * _SCALE, (x + width) * _SCALE - 1, (y + height) * _SCALE - 1)
        self._draw.rounded_rectangle(area, radius * _SCALE, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.oval(x, y, radius, radius, fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        """An ellipse around (x, y) with its two half axes."""
        area = ((x - across) * _SCALE, (y - down) * _SCALE, (x + across) * _SCALE)
        self._draw.ellipse((*area, (y + down) * _SCALE), fill=fill)

    def line(self, points: Points, fill: str, width: float) -> None:
        """A line with round ends and joints; opaque colours only, as its parts overlap."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=fill, width=round(width * _SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, fill)

    def bow(self, points: Points, fill: str, width: float) -> None:
        """A line that bends smoothly through the points."""
        self.line(smooth([points[0], *points, points[-1]]), fill, width)

    def ring(self, x: float, y: float, radius: float, fill: str, width: float) -> None:
        area = tuple(v * _SCALE for v in (x - radius, y - radius, x + radius, y + radius))
        self._draw.ellipse(area, outline=fill, width=round(width * _SCALE))

    def dome(self, x: float, y: float, across: float, height: float, fill: str) -> None:
        """The upper half of an ellipse that stands on y."""
        arc = [
            (x + across * cos(radians(a)), y - height * sin(radians(a))) for a in range(0, 181, 4)
        ]
        self.shape(arc, fill)

    def finish(self) -> Image.Image:
        """The picture in its final size and with a palette of its own."""
        picture = self._image.reduce(_SCALE)
        return picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def smooth(points: Points, steps: int = 14) -> list[Point]:
    """A Catmull-Rom curve through all but the first and the last point."""
    curve: list[Point] = []
    for before, start, end, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        curve += [_between(before, start, end, after, step / steps) for step in range(steps)]
    return [*curve, points[-2]]


def _between(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    x, y = (_spline(*values, t) for values in zip(before, start, end, after, strict=True))
    return x, y


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def moved(points: Iterable[Point], x: float, y: float, scale: float = 1) -> list[Point]:
    """The points of a thing drawn around (0, 0), where it stands in the picture."""
    return [(x + px * scale, y + py * scale) for px, py in points]
