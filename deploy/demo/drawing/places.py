"""The pictures of places: the square, a fountain below its reservoir, the whole town."""

from deploy.demo.drawing import paint, scenery, town
from deploy.demo.drawing.canvas import WIDTH, Canvas, moved, smooth
from deploy.demo.drawing.town import House, Person


def square_with_trees() -> Canvas:
    canvas = Canvas("#a9cddb")
    scenery.sky(canvas, [(130, "#bcd9e4"), (260, "#cfe3eb"), (380, "#e2eef3")])
    scenery.sun(canvas, 240, 150, 54, paint.CREAM, "#fbe8c84a")
    scenery.cloud(canvas, 1180, 150, 220, "#eef5f8")
    scenery.cloud(canvas, 560, 110, 150, "#e2eef3")
    peaks = [(1330.0, 210.0, 480.0), (360.0, 220.0, 460.0), (860.0, 130.0, 560.0)]
    scenery.range_of_peaks(canvas, peaks, 520, (paint.SNOW, "#a9cad8"))
    town.skyline(canvas, 500, "#8db5c4", scale=0.9, x=260)
    houses = (
        House(-20, 190, 210, paint.SAND, 3, 3),
        House(176, 150, 160, paint.LAKE, 2, 2),
        House(1300, 170, 180, paint.MIST, 3, 3, "flat"),
        House(1474, 180, 220, paint.CREAM, 3, 3),
    )
    for plan in houses:
        town.house(canvas, plan, 506, snow=plan.roof == "flat")
    canvas.hill([(-20, 498), (400, 492), (800, 498), (1200, 492), (1640, 498)], paint.LEAF)
    _paving(canvas)
    for x in (40, 372, 1228, 1562):
        scenery.round_tree(canvas, x, 530, 170, ("#78ad8b", paint.LEAF))
    for x in (474, 1128):
        scenery.conifer(canvas, x, 526, 140, snow=False)
    _pool(canvas, 800, 622)
    for x in (206, 1394):
        _bed(canvas, x, 690)
        scenery.round_tree(canvas, x, 684, 330, ("#eeb45e", "#d98a3d"))
    town.lamp(canvas, 424, 640, 250)
    town.lamp(canvas, 1124, 640, 250)
    town.bench(canvas, 470, 740, 190)
    town.bench(canvas, 940, 740, 190)
    strollers = (
        Person(590, 600, 92, paint.RUST, paint.CREAM),
        Person(1010, 606, 96, paint.PETROL, paint.AMBER, facing=-1),
        Person(720, 800, 178, paint.PETROL, paint.RUST),
        Person(806, 808, 118, paint.AMBER, paint.PETROL),
        Person(1230, 790, 172, paint.RUST, paint.PETROL, facing=-1),
    )
    for who in strollers:
        canvas.oval(who.x, who.y + 2, who.height * 0.22, 6, "#0d243026")
        town.person(canvas, who)
    return canvas


def _paving(canvas: Canvas) -> None:
    """Stone slabs that run towards one point behind the square."""
    canvas.box(0, 530, WIDTH, 370, "#dfe5e6")
    for number in range(-14, 15):
        near, far = 800 + number * 190, 800 + number * 84
        canvas.line([(far, 530), (near, 900)], "#c6d0d4", 2.5)
    y, gap = 530.0, 15.0
    while y < 900:
        canvas.box(0, y, WIDTH, 2.5, "#c6d0d4")
        y, gap = y + gap, gap * 1.24
    canvas.shape([(756, 530), (844, 530), (900, 900), (700, 900)], "#d9caac")
    canvas.box(0, 522, WIDTH, 12, "#f2f5f6")


def _pool(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x, y + 12, 176, 46, "#0d24301c")
    canvas.oval(x, y + 6, 170, 44, paint.STONE)
    canvas.oval(x, y, 170, 42, "#e9eef0")
    canvas.oval(x, y, 148, 33, paint.LAKE)
    canvas.oval(x, y + 4, 118, 22, "#5ba3bb")
    for bend in (-70, -36, 36, 70):
        top = y - 104 + abs(bend) * 0.5
        canvas.bow([(x, y - 8), (x + bend * 0.4, top), (x + bend, y - 2)], "#e9f4f8", 5)
    canvas.line([(x, y - 4), (x, y - 118)], "#e9f4f8", 7)
    canvas.disc(x, y - 122, 7, paint.SNOW)


def _bed(canvas: Canvas, x: float, y: float) -> None:
    """A round bed with a low wall, out of which a tree grows."""
    canvas.oval(x, y + 16, 124, 26, "#0d24301c")
    canvas.box(x - 116, y - 8, 232, 22, paint.STONE)
    canvas.oval(x, y + 14, 116, 22, paint.STONE)
    canvas.oval(x, y - 8, 116, 22, "#e9eef0")
    canvas.oval(x, y - 8, 100, 16, paint.LEAF)


def reservoir_and_fountain() -> Canvas:
    canvas = Canvas("#a9cbd9")
    scenery.sky(canvas, [(140, "#b9d6e1"), (280, "#cadfe9"), (400, "#dbe9f0")])
    scenery.sun(canvas, 1330, 170, 54, paint.CREAM, "#fbe8c84a")
    scenery.cloud(canvas, 860, 140, 200, "#eef5f8")
    peaks = [(1240.0, 220.0, 460.0), (260.0, 200.0, 480.0), (740.0, 250.0, 420.0)]
    scenery.range_of_peaks(canvas, peaks, 620, (paint.SNOW, "#a3c5d4"))
    canvas.hill(
        [(-20, 400), (200, 380), (520, 420), (900, 520), (1300, 560), (1640, 520)], paint.FROST
    )
    for x, y, height in ((40, 420, 170), (700, 480, 130), (770, 506, 170), (1010, 560, 150)):
        scenery.conifer(canvas, x, y, height)
    _reservoir(canvas, 380, 520)
    canvas.hill(
        [(-20, 520), (200, 496), (560, 516), (860, 566), (1200, 568), (1640, 540)], paint.SNOW
    )
    path = [(470, 516), (540, 512), (680, 580), (860, 640), (1030, 700), (1110, 790), (960, 800)]
    canvas.shape(smooth([path[0], *path, (860, 690), (700, 610), (470, 516)]), paint.SHADE)
    canvas.hill([(-20, 690), (400, 736), (900, 730), (1640, 752)], "#e6f0f5")
    _fountain(canvas, 1110, 800)
    town.person(canvas, Person(900, 806, 190, paint.RUST, paint.AMBER, walking=False))
    canvas.box(922, 716, 34, 40, paint.LAKE, radius=6)
    canvas.ring(939, 714, 15, paint.DEEP, 4)
    town.person(canvas, Person(800, 812, 122, paint.AMBER, paint.PETROL))
    canvas.hill([(-20, 850), (500, 834), (1000, 856), (1640, 838)], paint.SHADE)
    scenery.conifer(canvas, 110, 880, 270)
    scenery.conifer(canvas, 250, 890, 190)
    return canvas


def _reservoir(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x - 190, y - 190, 380, 200, "#e9eef0")
    canvas.oval(x, y + 4, 190, 30, "#e9eef0")
    canvas.box(x + 96, y - 190, 94, 200, "#0d243014")
    canvas.box(x - 190, y - 96, 380, 30, paint.PETROL)
    canvas.box(x - 18, y - 268, 36, 40, paint.SLATE, radius=4)
    canvas.box(x - 24, y - 274, 48, 12, paint.SNOW, radius=6)
    canvas.dome(x, y - 186, 200, 66, paint.SNOW)
    canvas.box(x - 204, y - 196, 408, 20, paint.SHADE, radius=10)
    for rung in range(9):
        canvas.box(x + 118, y - 170 + rung * 20, 32, 5, paint.SLATE)
    for rail in (114, 148):
        canvas.box(x + rail, y - 186, 6, 186, paint.SLATE)
    canvas.disc(x - 40, y - 82, 46, paint.SNOW)
    canvas.disc(x - 40, y - 74, 21, paint.LAKE)
    canvas.shape(moved([(0, -40), (19, -1), (-19, -1)], x - 40, y - 82), paint.LAKE)


def _fountain(canvas: Canvas, x: float, y: float) -> None:
    """A stone wall with an arch, two taps and a basin; (x, y) is its left foot."""
    canvas.oval(x + 180, y + 6, 250, 16, "#0d243022")
    canvas.box(x, y - 300, 360, 300, "#cdb693")
    for row in range(6):
        for column in range(5):
            left = x + column * 80 - (row % 2) * 40
            start, end = max(left, x), min(left + 76, x + 360)
            canvas.box(start, y - 300 + row * 50, end - start, 46, paint.SAND, radius=3)
    canvas.box(x - 18, y - 322, 396, 28, "#b89f7b", radius=4)
    canvas.hill(
        [(x - 22, y - 320), (x + 80, y - 344), (x + 200, y - 338), (x + 382, y - 320)],
        paint.SNOW,
        y - 314,
    )
    canvas.box(x + 70, y - 190, 220, 130, "#a88d68")
    canvas.dome(x + 180, y - 188, 110, 84, "#a88d68")
    canvas.box(x + 84, y - 188, 192, 128, "#8f7654")
    canvas.dome(x + 180, y - 186, 96, 70, "#8f7654")
    canvas.box(x + 136, y - 226, 88, 34, paint.CREAM, radius=4)
    for line in (146, 160):
        canvas.box(x + line, y - 216 + (line - 146), 62 - (line - 146) * 2, 4, paint.STONE)
    for tap in (120, 230):
        canvas.box(x + tap, y - 166, 12, 20, paint.SLATE, radius=4)
        canvas.box(x + tap - 5, y - 174, 22, 9, paint.SLATE, radius=4)
        canvas.box(x + tap + 2, y - 148, 8, 92, "#d3ebf4")
        canvas.oval(x + tap + 6, y - 56, 22, 6, "#e9f4f8")
    canvas.box(x - 8, y - 64, 376, 64, "#b89f7b", radius=6)
    canvas.box(x - 16, y - 74, 392, 20, "#d9c6a5", radius=6)
    canvas.box(x + 20, y - 70, 320, 9, paint.LAKE, radius=4)


def town_under_the_mountains() -> Canvas:
    canvas = Canvas("#2f7389")
    bands = [
        (70, "#4a8ba0"),
        (150, "#78a9b8"),
        (230, "#b3c9c4"),
        (300, "#ecd3a8"),
        (370, "#f4bd74"),
    ]
    scenery.sky(canvas, [*bands, (430, "#f0a25a")])
    scenery.sun(canvas, 470, 330, 70, "#fdf1d8", "#fdf1d838")
    far = [
        (80.0, 270.0, 380.0),
        (1520.0, 250.0, 420.0),
        (1120.0, 170.0, 520.0),
        (620.0, 230.0, 440.0),
    ]
    scenery.range_of_peaks(canvas, far, 640, ("#f3e3d6", "#8fb0c2"))
    near = [(300.0, 350.0, 420.0), (860.0, 330.0, 420.0), (1380.0, 340.0, 440.0)]
    scenery.range_of_peaks(canvas, near, 680, ("#c4d8e2", "#6e9db2"))
    canvas.hill([(-20, 590), (300, 560), (760, 610), (1180, 570), (1640, 600)], "#4d8498")
    town.skyline(canvas, 680, "#2f6980", scale=1.3, x=-60)
    canvas.hill([(-20, 650), (360, 672), (800, 650), (1240, 676), (1640, 652)], "#2f6980")
    for x, height in ((60, 90), (96, 120), (640, 100), (1060, 90), (1560, 120)):
        scenery.conifer(canvas, x, 700, height, dark=True)
    houses = (
        House(-40, 190, 150, "#2a5f76", 2, 3),
        House(168, 150, 120, "#b5683f", 2, 2),
        House(340, 210, 190, "#24566c", 3, 4, "flat"),
        House(574, 160, 130, "#c9935a", 2, 3),
        House(756, 190, 170, "#2a5f76", 3, 3),
        House(968, 150, 120, "#b5683f", 2, 2),
        House(1140, 220, 180, "#24566c", 3, 4),
        House(1384, 240, 150, "#c9935a", 2, 4),
    )
    for plan in houses:
        town.house(canvas, plan, 830, lit=paint.AMBER)
    canvas.hill([(-20, 806), (300, 824), (700, 806), (1140, 826), (1640, 804)], "#e4eef3")
    canvas.hill([(-20, 860), (400, 838), (900, 866), (1640, 842)], "#c9dde7")
    for x, height in ((130, 150), (545, 170), (925, 150), (1350, 180), (1590, 160)):
        scenery.conifer(canvas, x, 872, height)
    return canvas
