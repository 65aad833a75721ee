"""The pictures of works in the street: pipes and asphalt."""

from random import Random

from deploy.demo.drawing import paint, scenery, town
from deploy.demo.drawing.canvas import WIDTH, Canvas
from deploy.demo.drawing.machines import excavator, roller
from deploy.demo.drawing.town import House, Person


def pipes_in_the_trench() -> Canvas:
    canvas = Canvas("#a9cddb")
    scenery.sky(canvas, [(90, "#bcd9e4"), (190, "#cfe3eb"), (280, "#e2eef3")])
    scenery.cloud(canvas, 90, 130, 190, "#eef5f8")
    scenery.cloud(canvas, 1330, 110, 170, "#eef5f8")
    peaks = [(120.0, 210.0, 380.0), (1380.0, 190.0, 420.0)]
    scenery.range_of_peaks(canvas, peaks, 440, (paint.SNOW, "#a9cad8"))
    houses = (
        House(20, 190, 190, paint.SAND, 3, 3),
        House(236, 150, 150, "#cf8055", 2, 2),
        House(412, 220, 240, paint.MIST, 4, 4, "flat"),
        House(1180, 170, 170, paint.CREAM, 2, 3),
        House(1376, 190, 220, paint.LAKE, 3, 3),
    )
    for plan in houses:
        town.house(canvas, plan, 440, snow=True)
    canvas.box(0, 430, WIDTH, 26, paint.SNOW)
    _ground(canvas)
    _trench(canvas)
    town.barrier(canvas, 40, 452, 190)
    for x in (262, 1560):
        town.cone(canvas, x, 452, 62)
    canvas.hill([(1250, 452), (1310, 384), (1390, 356), (1470, 392), (1540, 452)], paint.EARTH, 456)
    canvas.blob([(1300, 420), (1340, 378), (1400, 364), (1440, 388), (1390, 402)], "#9c7a62")
    excavator(canvas, 330, 452)
    _hanging_pipe(canvas)
    town.person(
        canvas, Person(1200, 452, 128, paint.ORANGE, paint.AMBER, paint.DEEP, -1, False, True)
    )
    town.person(
        canvas, Person(1100, 716, 142, paint.ORANGE, paint.SNOW, paint.DEEP, -1, False, True)
    )
    return canvas


def _ground(canvas: Canvas) -> None:
    canvas.box(0, 452, WIDTH, 30, paint.ASPHALT)
    canvas.box(0, 482, WIDTH, 34, "#a3988c")
    canvas.hill([(-20, 516), (400, 512), (800, 518), (1200, 512), (1640, 516)], paint.EARTH)
    canvas.hill([(-20, 640), (300, 626), (760, 650), (1200, 630), (1640, 646)], paint.EARTH_DARK)
    canvas.hill([(-20, 812), (420, 796), (900, 818), (1640, 800)], "#56423a")
    random = Random(5)  # noqa: S311  (the same stones each time)
    for _ in range(70):
        x, y = random.uniform(0, WIDTH), random.uniform(540, 880)
        canvas.oval(x, y, random.uniform(6, 15), random.uniform(4, 9), "#c9ae9340")
    for x in range(12, WIDTH, 46):
        canvas.oval(x, 499 + x % 5, 13, 7, "#c3b9ad")


def _trench(canvas: Canvas) -> None:
    """A cut through the street; the new pipe lies at its bottom, the old one hangs in its wall."""
    wall = [(560, 452), (1260, 452), (1222, 770), (598, 770)]
    canvas.shape(wall, "#b79676")
    canvas.shape([(560, 452), (1260, 452), (1254, 516), (567, 516)], "#c9ab8b")
    for x, y in (
        (640, 560),
        (760, 600),
        (900, 556),
        (1010, 616),
        (1120, 570),
        (700, 660),
        (1150, 660),
    ):
        canvas.oval(x, y, 14, 8, "#a3835f")
    canvas.shape([(594, 716), (1228, 716), (1222, 770), (598, 770)], paint.SAND)
    for start, end in ((0, 566), (1248, WIDTH)):
        canvas.box(start, 566, end - start, 26, paint.RUST)
        canvas.box(start, 571, end - start, 6, "#d9824f")
    for end in (566, 1236):
        canvas.box(end, 560, 14, 38, "#8f3f1c", radius=4)
    for start, end in ((0, 880), (1232, WIDTH)):
        _pipe(canvas, start, 668, end - start, 84)
    for joint in (250, 590, 868):
        _collar(canvas, joint, 668, 84)
    _collar(canvas, 1222, 668, 84)
    for side, x in ((1, 540), (-1, 1280)):
        canvas.box(x - 6 if side > 0 else x - 14, 436, 20, 340, paint.SLATE, radius=4)


def _pipe(canvas: Canvas, x: float, y: float, length: float, size: float) -> None:
    canvas.box(x, y, length, size, paint.PETROL)
    canvas.box(x, y + size * 0.14, length, size * 0.16, paint.LAKE)
    canvas.box(x, y + size * 0.8, length, size * 0.2, paint.DEEP)


def _collar(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.box(x, y - 8, 26, size + 16, paint.DEEP, radius=6)
    canvas.box(x, y + size * 0.1, 26, size * 0.16, paint.PETROL)


def _hanging_pipe(canvas: Canvas) -> None:
    """The next pipe, on straps below the excavator's arm."""
    hook = (790.0, 388.0)
    for x in (710, 870):
        canvas.line([hook, (x, 520)], paint.INK, 6)
    _pipe(canvas, 640, 520, 300, 84)
    _collar(canvas, 626, 520, 84)
    canvas.oval(940, 562, 20, 42, paint.DEEP)
    canvas.oval(941, 562, 13, 31, paint.NIGHT)
    for x in (704, 864):
        canvas.box(x, 514, 13, 96, paint.AMBER, radius=5)
    canvas.disc(*hook, 12, paint.INK)


def roller_on_new_asphalt() -> Canvas:
    canvas = Canvas("#a9cddb")
    scenery.sky(canvas, [(150, "#bcd9e4"), (290, "#cfe3eb"), (400, "#e8ead9")])
    scenery.sun(canvas, 1290, 190, 64, paint.AMBER, "#f4ac4522")
    scenery.cloud(canvas, 180, 150, 220, "#eef5f8")
    scenery.cloud(canvas, 800, 110, 160, "#eef5f8")
    peaks = [(220.0, 260.0, 470.0), (1120.0, 270.0, 480.0), (660.0, 190.0, 540.0)]
    scenery.range_of_peaks(canvas, peaks, 560, ("#dfeaf0", "#93b6c5"))
    canvas.hill(
        [(-20, 470), (260, 420), (620, 490), (980, 430), (1340, 470), (1640, 410)], "#8fb59b"
    )
    canvas.hill([(-20, 530), (300, 500), (700, 540), (1120, 492), (1640, 530)], "#d9bd84")
    canvas.hill([(-20, 570), (420, 556), (860, 580), (1240, 552), (1640, 576)], "#c9a765")
    for x, y, height in ((90, 576, 150), (170, 580, 110), (1480, 572, 170), (1396, 574, 120)):
        scenery.round_tree(canvas, x, y, height, ("#eeb45e", "#d98a3d"))
    for x, y, height in ((480, 572, 110), (530, 574, 140), (1180, 568, 120)):
        scenery.conifer(canvas, x, y, height, snow=False)
    canvas.box(0, 618, WIDTH, 12, "#e3dccb")
    canvas.box(0, 630, WIDTH, 190, "#8a949a")
    random = Random(3)  # noqa: S311  (the same gravel each time)
    for _ in range(150):
        canvas.oval(random.uniform(1000, WIDTH), random.uniform(640, 812), 6, 3, "#6f7b82")
    fresh = [(0, 630), (1010, 630), (1048, 672), (1026, 720), (1052, 772), (1020, 820), (0, 820)]
    canvas.shape(fresh, "#2b3f4b")
    canvas.box(0, 640, 560, 6, paint.SNOW)
    for mark in range(-30, 420, 190):
        canvas.box(mark, 722, 100, 9, paint.SNOW, radius=3)
    canvas.hill([(-20, 826), (500, 818), (1100, 830), (1640, 818)], "#c9a765")
    for x, y, radius in ((980, 640, 20), (1022, 606, 26), (996, 566, 17), (1044, 560, 12)):
        canvas.disc(x, y, radius, "#ffffff50")
    roller(canvas, 520, 770)
    town.person(
        canvas, Person(1140, 764, 186, paint.ORANGE, paint.AMBER, paint.DEEP, -1, False, True)
    )
    canvas.line([(1118, 680), (1046, 772)], paint.BARK, 7)
    canvas.line([(1024, 764), (1066, 782)], paint.INK, 9)
    town.person(canvas, Person(300, 660, 128, paint.ORANGE, paint.SNOW, paint.DEEP, 1, True, True))
    for x in (1250, 1380, 1510):
        town.cone(canvas, x, 800, 78)
    return canvas
