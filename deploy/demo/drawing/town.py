"""Houses, the skyline, street furniture and people."""

from dataclasses import dataclass

from deploy.demo.drawing import paint
from deploy.demo.drawing.canvas import Canvas, Point, moved


@dataclass(frozen=True)
class House:
    x: float
    width: float
    height: float
    wall: str
    floors: int
    windows: int
    roof: str = "pitched"  # or "flat"


def house(canvas: Canvas, plan: House, ground: float, *, lit: str = "", snow: bool = True) -> None:
    """`lit` is the colour of every third window; without it they are all dark."""
    top = ground - plan.height
    canvas.box(plan.x, top, plan.width, plan.height, plan.wall)
    canvas.box(plan.x + plan.width * 0.86, top, plan.width * 0.14, plan.height, "#0d243022")
    _windows(canvas, plan, top, lit)
    cap = paint.SNOW if snow else paint.RUST
    if plan.roof == "flat":
        canvas.box(plan.x - 6, top - 12, plan.width + 12, 18, cap, radius=8)
        return
    rise = plan.width * 0.26
    eaves = [(plan.x - 14, top + 4), (plan.x + plan.width + 14, top + 4)]
    middle = plan.x + plan.width / 2
    chimney = plan.x + plan.width * 0.7
    canvas.box(chimney, top - rise * 0.92, 20, rise * 0.7, paint.SLATE)
    canvas.box(chimney - 3, top - rise * 0.92 - 6, 26, 10, cap, radius=5)
    canvas.shape([eaves[0], (middle, top - rise), eaves[1]], cap)
    canvas.shape([(middle, top - rise), eaves[1], (middle + 20, top + 4)], "#0d243014")


def _windows(canvas: Canvas, plan: House, top: float, lit: str) -> None:
    column = plan.width / (plan.windows * 2 + 1)
    row = plan.height / (plan.floors * 2 + 1)
    for floor in range(plan.floors):
        for number in range(plan.windows):
            x, y = plan.x + column * (2 * number + 1), top + row * (2 * floor + 1)
            glowing = lit and (number + floor * 2 + plan.floors) % 3 == 0
            canvas.box(x, y, column, row, lit if glowing else paint.DEEP, radius=3)
            canvas.box(x - 3, y + row - 2, column + 6, 6, paint.SNOW, radius=3)


def skyline(canvas: Canvas, ground: float, colour: str, *, scale: float = 1, x: float = 0) -> None:
    """A silhouette of roofs with a dome and two minarets: any Anatolian town, no one building."""
    blocks = (
        *((0, 70, 60), (62, 50, 92), (116, 84, 70), (204, 46, 110), (254, 76, 78)),
        *((336, 40, 54), (600, 40, 58), (644, 72, 82), (720, 48, 118), (772, 88, 70)),
        *((864, 54, 96), (922, 76, 64), (1002, 60, 84), (1066, 90, 56), (1160, 50, 74)),
    )
    canvas.box(x, ground - 34 * scale, 1210 * scale, 36 * scale, colour)
    for start, width, height in blocks:
        left, top = x + start * scale, ground - height * scale
        canvas.box(left, top, width * scale + 1, height * scale + 2, colour)
        if width > 60:
            roof = [(-4, 0), (width / 2, -18), (width + 4, 0)]
            canvas.shape(moved(roof, left, top, scale), colour)
    _mosque(canvas, x + 480 * scale, ground, scale, colour)


def _mosque(canvas: Canvas, x: float, ground: float, scale: float, colour: str) -> None:
    canvas.box(x - 88 * scale, ground - 58 * scale, 176 * scale, 60 * scale, colour)
    canvas.dome(x, ground - 70 * scale, 58 * scale, 54 * scale, colour)
    canvas.box(x - 62 * scale, ground - 74 * scale, 124 * scale, 20 * scale, colour)
    canvas.box(x - 2 * scale, ground - 140 * scale, 4 * scale, 20 * scale, colour)
    for side in (-1, 1):
        canvas.dome(x + side * 68 * scale, ground - 56 * scale, 18 * scale, 18 * scale, colour)
        tower = x + side * 108 * scale
        canvas.box(tower - 6 * scale, ground - 150 * scale, 12 * scale, 152 * scale, colour)
        canvas.box(tower - 10 * scale, ground - 122 * scale, 20 * scale, 7 * scale, colour)
        tip = [(-7, 0), (0, -40), (7, 0)]
        canvas.shape(moved(tip, tower, ground - 149 * scale, scale), colour)


def lamp(canvas: Canvas, x: float, y: float, height: float, *, glow: bool = False) -> None:
    """A street lamp whose arm reaches to the right."""
    head: Point = (x + height * 0.2, y - height)
    if glow:
        beam = [(-0.05, 0.02), (0.09, 0.02), (0.32, 0.97), (-0.28, 0.97)]
        canvas.shape(moved(beam, *head, height), "#f4ac4524")
        canvas.oval(head[0] + height * 0.02, y - height * 0.03, height * 0.3, 17, "#f4ac4540")
        canvas.disc(*head, height * 0.16, "#f4ac4526")
        canvas.disc(*head, height * 0.09, "#f4ac4540")
    canvas.line([(x, y - 20), (x, y - height * 0.92)], paint.INK, 8)
    canvas.box(x - 11, y - 34, 22, 34, paint.INK, radius=4)
    arm = [(x, y - height * 0.9), (x + height * 0.05, y - height * 0.99), head]
    canvas.bow(arm, paint.INK, 7)
    canvas.box(head[0] - 22, head[1] - 7, 52, 13, paint.INK, radius=6)
    canvas.box(head[0] - 16, head[1] + 4, 40, 7, paint.AMBER if glow else paint.CREAM, radius=3)


def bench(canvas: Canvas, x: float, y: float, width: float, *, snow: bool = False) -> None:
    """A bench seen from the front, its left foot at (x, y)."""
    for foot in (x + width * 0.1, x + width * 0.84):
        canvas.box(foot, y - width * 0.34, width * 0.06, width * 0.34, paint.INK, radius=2)
    for up in (0.5, 0.41):
        canvas.box(x + 4, y - width * up, width - 8, width * 0.065, paint.RUST, radius=3)
    canvas.box(x, y - width * 0.25, width, width * 0.085, paint.ORANGE, radius=4)
    if snow:
        canvas.box(x + 6, y - width * 0.54, width - 12, width * 0.05, paint.SNOW, radius=4)


def cone(canvas: Canvas, x: float, y: float, height: float) -> None:
    canvas.box(x - height * 0.36, y - height * 0.1, height * 0.72, height * 0.1, paint.INK, 2)
    body = [(-0.26, -0.1), (-0.06, -1), (0.06, -1), (0.26, -0.1)]
    canvas.shape(moved(body, x, y, height), paint.ORANGE)
    band = [(-0.18, -0.46), (-0.13, -0.68), (0.13, -0.68), (0.18, -0.46)]
    canvas.shape(moved(band, x, y, height), paint.SNOW)


def barrier(canvas: Canvas, x: float, y: float, width: float) -> None:
    """A board with slanted stripes on two legs; its left foot at (x, y)."""
    for foot in (x + 12, x + width - 20):
        canvas.box(foot, y - 84, 8, 84, paint.INK, radius=3)
    canvas.box(x, y - 90, width, 34, paint.SNOW, radius=4)
    for stripe in range(int(width // 44)):
        start = x + 10 + stripe * 44
        canvas.shape(
            [(start, y - 56), (start + 18, y - 90), (start + 38, y - 90), (start + 20, y - 56)],
            paint.ORANGE,
        )


def darker(colour: str) -> str:
    """The same colour in the shade."""
    return "#" + "".join(f"{round(int(colour[i : i + 2], 16) * 0.8):02x}" for i in (1, 3, 5))


@dataclass(frozen=True)
class Person:
    x: float
    y: float  # of the feet
    height: float
    coat: str
    hat: str
    trousers: str = paint.INK
    facing: int = 1  # 1: to the right, -1: to the left
    walking: bool = True
    at_work: bool = False  # a helmet and a reflecting vest


def person(canvas: Canvas, who: Person) -> None:
    def at(x: float, y: float) -> Point:
        return (who.x + x * who.height * who.facing, who.y - y * who.height)

    size = who.height
    step = 0.11 if who.walking else 0.045
    for foot, lift in ((-step, 0.03 if who.walking else 0.0), (step, 0.0)):
        knee = at(foot * 0.75, 0.2)
        canvas.line([at(0, 0.42), knee, at(foot, 0.05 + lift)], who.trousers, size * 0.085)
        canvas.line([at(foot, 0.03 + lift), at(foot + 0.06, 0.03 + lift)], paint.INK, size * 0.06)
    coat = [(-0.1, 0.78), (0.0, 0.81), (0.1, 0.78), (0.155, 0.36), (0.0, 0.335), (-0.155, 0.36)]
    canvas.blob([at(*point) for point in coat], who.coat)
    if who.at_work:
        for up in (0.47, 0.58):
            canvas.line([at(-0.115, up), at(0.115, up)], paint.SNOW, size * 0.03)
    swing = 0.14 if who.walking else 0.05
    canvas.line([at(0.01, 0.73), at(0.05, 0.58), at(swing, 0.46)], darker(who.coat), size * 0.075)
    canvas.disc(*at(swing, 0.455), size * 0.036, paint.SKIN)
    canvas.disc(*at(0.01, 0.89), size * 0.085, paint.SKIN)
    if who.at_work:
        canvas.dome(*at(0.01, 0.905), size * 0.1, size * 0.1, who.hat)
        canvas.line([at(-0.09, 0.905), at(0.135, 0.905)], who.hat, size * 0.028)
        return
    canvas.line([at(-0.07, 0.795), at(0.075, 0.795)], who.hat, size * 0.06)
    cap = [at(-0.09, 0.9), at(-0.075, 0.965), at(0.01, 0.995), at(0.085, 0.965), at(0.1, 0.905)]
    canvas.blob([*cap, at(0.0, 0.915)], who.hat)
    canvas.disc(*at(-0.01, 1.0), size * 0.03, paint.CREAM)
