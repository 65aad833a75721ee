"""Sky, mountains, ground, trees and weather."""

from random import Random

from deploy.demo.drawing import paint
from deploy.demo.drawing.canvas import WIDTH, Canvas, Point, moved


def sky(canvas: Canvas, bands: list[tuple[float, str]]) -> None:
    """Bands of colour from the top down, each with a gently swung upper edge."""
    for number, (y, colour) in enumerate(bands):
        swing = 14 if number % 2 else -14
        edge = [(-40.0, y + swing), (400.0, y - swing), (840.0, y + swing / 2)]
        canvas.hill([*edge, (1240.0, y - swing), (WIDTH + 40.0, y + swing)], colour)


def sun(canvas: Canvas, x: float, y: float, radius: float, colour: str, halo: str) -> None:
    """`halo` is a colour with alpha."""
    for growth in (2.6, 1.9, 1.4):
        canvas.disc(x, y, radius * growth, halo)
    canvas.disc(x, y, radius, colour)


def peak(
    canvas: Canvas, x: float, top: float, base: float, half: float, colours: tuple[str, str]
) -> None:
    """A mountain with a lit left and a shaded right side."""
    light, shade = colours
    height = base - top

    def at(across: float, down: float) -> Point:
        return (x + half * across, top + height * down)

    left = [at(-1, 1), at(-0.72, 0.7), at(-0.6, 0.62), at(-0.36, 0.33), at(-0.26, 0.27)]
    right = [at(0.14, 0.16), at(0.24, 0.21), at(0.5, 0.52), at(0.62, 0.58), at(1, 1)]
    canvas.shape([*left, at(0, 0), *right], light)
    ridge = [at(0.05, 0.17), at(-0.03, 0.3), at(0.1, 0.47), at(0.02, 0.63), at(0.16, 0.8)]
    canvas.shape([at(0, 0), *right, at(0.1, 1), *reversed(ridge)], shade)
    canvas.shape([at(-0.26, 0.27), at(-0.2, 0.5), at(-0.3, 0.72), at(-0.28, 0.48)], shade)
    canvas.shape([at(-0.6, 0.62), at(-0.52, 0.78), at(-0.58, 1), at(-0.61, 0.8)], shade)


def range_of_peaks(
    canvas: Canvas, peaks: list[tuple[float, float, float]], base: float, colours: tuple[str, str]
) -> None:
    """Mountains given as (x, top, half width), drawn from left to right."""
    for x, top, half in peaks:
        peak(canvas, x, top, base, half, colours)


def conifer(
    canvas: Canvas, x: float, y: float, height: float, *, snow: bool = True, dark: bool = False
) -> None:
    green, deep = (paint.PINE_DARK, "#123f43") if dark else (paint.PINE, paint.PINE_DARK)
    canvas.box(x - height * 0.03, y - height * 0.12, height * 0.06, height * 0.12, paint.BARK)
    for lower, upper, half in ((0.08, 0.5, 0.25), (0.3, 0.72, 0.2), (0.52, 1.0, 0.15)):
        left, right = x - height * half, x + height * half
        bottom, top = y - height * lower, y - height * upper
        canvas.shape([(left, bottom), (x, top), (right, bottom)], green)
        canvas.shape([(x, top), (right, bottom), (x + height * half * 0.2, bottom)], deep)
        if snow:
            _snow_on_a_tier(canvas, (left, bottom), (x, top), (right, bottom))


def _snow_on_a_tier(canvas: Canvas, left: Point, top: Point, right: Point) -> None:
    """Snow on both ends of the boughs and, where nothing hides it, on the tip."""

    def at(across: float, down: float) -> Point:
        return (top[0] + (right[0] - top[0]) * across, top[1] + (right[1] - top[1]) * down)

    # All of it inside the outline, so that the tree keeps its shape before white hills.
    canvas.shape([at(-0.84, 0.93), at(-0.5, 0.6), at(-0.42, 0.78), at(-0.6, 0.88)], paint.SNOW)
    canvas.shape([at(0.84, 0.93), at(0.55, 0.66), at(0.5, 0.8), at(0.66, 0.88)], paint.ICE)
    tip = [(0, 0.06), (0.24, 0.36), (0.1, 0.31), (0, 0.44), (-0.12, 0.33), (-0.26, 0.37)]
    canvas.shape([at(*point) for point in tip], paint.SNOW)


def round_tree(canvas: Canvas, x: float, y: float, height: float, colours: tuple[str, str]) -> None:
    light, dark = colours
    canvas.shape(
        moved([(-0.025, 0), (-0.015, -0.6), (0.015, -0.6), (0.025, 0)], x, y, height), paint.BARK
    )
    canvas.line(
        [(x, y - height * 0.42), (x + height * 0.1, y - height * 0.56)], paint.BARK, height * 0.02
    )
    lobes = ((0, -0.72, 0.26), (-0.16, -0.6, 0.17), (0.17, -0.6, 0.17), (0.02, -0.54, 0.18))
    for across, up, radius in lobes:
        canvas.disc(x + across * height, y + up * height, radius * height, dark)
    for across, up, radius in ((-0.05, -0.77, 0.19), (-0.17, -0.63, 0.12), (0.08, -0.64, 0.12)):
        canvas.disc(x + across * height, y + up * height, radius * height, light)


def bare_tree(canvas: Canvas, x: float, y: float, height: float, colour: str = paint.BARK) -> None:
    """A tree in winter with a little snow in its forks."""
    canvas.shape(
        moved([(-0.035, 0), (-0.014, -0.6), (0.014, -0.6), (0.035, 0)], x, y, height), colour
    )
    branches = (
        ((0, -0.36), (-0.14, -0.56), (-0.2, -0.76)),
        ((0, -0.42), (0.15, -0.6), (0.22, -0.8)),
        ((0, -0.54), (-0.05, -0.76), (-0.07, -0.96)),
        ((0, -0.56), (0.06, -0.74), (0.08, -1.0)),
        ((-0.1, -0.5), (-0.24, -0.58), (-0.3, -0.68)),
        ((0.11, -0.54), (0.25, -0.6), (0.32, -0.72)),
    )
    for branch in branches:
        canvas.bow(moved(branch, x, y, height), colour, height * 0.02)


def snowfall(canvas: Canvas, seed: int, count: int, colour: str = paint.SNOW) -> None:
    random = Random(seed)  # noqa: S311  (the same flakes each time)
    for _ in range(count):
        x, y = random.uniform(0, WIDTH), random.uniform(0, 880)
        canvas.disc(x, y, random.choice((2.2, 3.0, 4.2)), colour)


def stars(canvas: Canvas, seed: int, count: int, right: float) -> None:
    """Stars from the left edge to `right`, where the moon begins."""
    random = Random(seed)  # noqa: S311  (the same stars each time)
    for _ in range(count):
        x, y = random.uniform(0, right), random.uniform(0, 330)
        canvas.disc(x, y, random.choice((1.4, 1.9, 2.7)), "#d6e7eeaa")


def cloud(canvas: Canvas, x: float, y: float, width: float, colour: str) -> None:
    """A flat-bottomed cloud whose left lower corner is (x, y)."""
    canvas.box(x, y - width * 0.12, width, width * 0.12, colour, radius=width * 0.06)
    for across, up, radius in ((0.3, 0.13, 0.13), (0.52, 0.17, 0.17), (0.74, 0.11, 0.11)):
        canvas.disc(x + width * across, y - width * up, width * radius, colour)
