"""The pictures of winter in the town."""

from deploy.demo.drawing import paint, scenery, town
from deploy.demo.drawing.canvas import WIDTH, Canvas, moved
from deploy.demo.drawing.machines import bus, snow_plough
from deploy.demo.drawing.town import House, Person


def plough_in_the_street() -> Canvas:
    canvas = Canvas("#a9cbd9")
    scenery.sky(canvas, [(130, "#b5d3df"), (270, "#c5dde7"), (400, "#d6e7ee")])
    peaks = [(1420.0, 240.0, 460.0), (110.0, 230.0, 460.0), (960.0, 200.0, 500.0)]
    scenery.range_of_peaks(canvas, [*peaks, (560.0, 110.0, 560.0)], 620, (paint.SNOW, "#a3c5d4"))
    canvas.hill([(-20, 520), (300, 470), (700, 510), (1150, 470), (1640, 520)], "#c2dae4")
    for x, height in ((30, 130), (1190, 110), (1252, 140), (1556, 150)):
        scenery.conifer(canvas, x, 620, height)
    houses = (
        House(70, 190, 250, paint.SAND, 3, 3),
        House(290, 160, 190, "#cf8055", 2, 2),
        House(486, 250, 300, paint.MIST, 4, 4, "flat"),
        House(764, 170, 220, paint.CREAM, 3, 2),
        House(962, 200, 260, paint.LAKE, 3, 3),
        House(1300, 230, 240, paint.SAND, 3, 3),
    )
    for plan in houses:
        town.house(canvas, plan, 640, lit=paint.AMBER)
    canvas.hill([(-20, 630), (400, 618), (820, 634), (1240, 616), (1640, 632)], paint.SNOW)
    canvas.hill([(-20, 690), (800, 690), (1640, 690)], "#6d8794")
    canvas.box(0, 686, WIDTH, 10, paint.SHADE)
    canvas.box(-10, 826, WIDTH + 20, 90, paint.SNOW)
    canvas.hill([(-20, 830), (300, 812), (700, 834), (1100, 816), (1640, 836)], paint.SNOW)
    for mark in range(-40, 1060, 190):
        canvas.box(mark, 758, 96, 9, paint.CREAM, radius=4)
    town.lamp(canvas, 250, 690, 330)
    town.lamp(canvas, 1180, 690, 330)
    snow_plough(canvas, 510, 806)
    _ahead_of_the_blade(canvas)
    canvas.hill([(-20, 868), (240, 846), (620, 872), (1060, 850), (1640, 876)], paint.SHADE)
    for x, height in ((96, 190), (1500, 230)):
        scenery.bare_tree(canvas, x, 880, height)
    scenery.snowfall(canvas, 7, 170)
    return canvas


def _ahead_of_the_blade(canvas: Canvas) -> None:
    """The snow that still lies on the road, rolled up by the blade."""
    lying = [(1080, 830), (1130, 738), (1210, 700), (1330, 690), (1500, 696), (1640, 690)]
    canvas.hill(lying, "#e6f0f5", floor=840)
    rolled = [(1066, 808), (1058, 770), (1072, 716), (1112, 688), (1152, 700), (1176, 740)]
    canvas.blob([*rolled, (1216, 772), (1250, 806), (1160, 816)], paint.SNOW)
    canvas.bow([(1092, 786), (1086, 742), (1116, 716), (1140, 736), (1128, 760)], paint.SHADE, 8)
    canvas.bow([(1180, 800), (1290, 782), (1420, 786)], paint.SNOW, 12)
    canvas.bow([(1330, 742), (1450, 730), (1560, 736)], paint.SNOW, 12)
    for x, y, radius in ((1082, 664, 12), (1122, 640, 8), (1160, 660, 14), (1196, 690, 7)):
        canvas.disc(x, y, radius, paint.SNOW)


def bus_at_night() -> Canvas:
    canvas = Canvas("#0a2636")
    scenery.sky(canvas, [(140, "#0c2d40"), (280, "#10374c"), (420, "#15445b")])
    scenery.stars(canvas, 4, 44, 960)
    scenery.sun(canvas, 1120, 130, 44, paint.CREAM, "#fbe8c812")
    peaks = [(240.0, 270.0, 480.0), (1180.0, 250.0, 520.0), (690.0, 180.0, 560.0)]
    scenery.range_of_peaks(canvas, peaks, 620, ("#4a8096", "#2a5a70"))
    town.skyline(canvas, 560, "#123f55", scale=1.0, x=180)
    houses = (
        House(-30, 210, 300, "#1c5368", 4, 3),
        House(200, 170, 220, "#24607a", 3, 2),
        House(1180, 220, 290, "#1c5368", 4, 3, "flat"),
        House(1420, 210, 230, "#24607a", 3, 3),
    )
    for plan in houses:
        town.house(canvas, plan, 640, lit=paint.AMBER)
    canvas.hill([(-20, 634), (500, 622), (1000, 638), (1640, 626)], "#a9c6d3")
    canvas.box(0, 700, WIDTH, 200, "#27475a")
    canvas.box(0, 692, WIDTH, 12, "#8fb3c2")
    for mark in range(-60, 1640, 210):
        canvas.box(mark, 838, 110, 8, "#8fb3c2", radius=4)
    _shelter(canvas, 170, 694)
    town.lamp(canvas, 96, 700, 400, glow=True)
    town.lamp(canvas, 1330, 700, 400, glow=True)
    waiting = (
        Person(250, 690, 138, paint.RUST, paint.AMBER, walking=False),
        Person(318, 690, 92, paint.LAKE, paint.ORANGE, walking=False),
        Person(392, 690, 146, paint.SLATE, paint.RUST, walking=False, facing=-1),
    )
    for who in waiting:
        town.person(canvas, who)
    for reach in (1.0, 0.8, 0.6):
        canvas.oval(430 + 60 * (1 - reach), 776, 200 * reach, 26 * reach, "#fbe8c81c")
    canvas.shape([(636, 718), (636, 742), (500, 792), (330, 766)], "#fbe8c814")
    bus(canvas, 630, 800)
    canvas.hill([(-20, 872), (360, 856), (900, 880), (1640, 862)], "#bcd4df")
    return canvas


def _shelter(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x, y - 208, 300, 208, "#84b4c638")
    for post in (x, x + 292):
        canvas.box(post, y - 214, 9, 214, paint.INK)
    canvas.box(x - 16, y - 232, 334, 22, paint.INK, radius=6)
    canvas.box(x - 14, y - 246, 330, 18, paint.SNOW, radius=9)
    canvas.box(x + 330, y - 250, 8, 250, paint.INK)
    canvas.box(x + 308, y - 282, 52, 52, paint.AMBER, radius=10)
    canvas.box(x + 320, y - 268, 28, 20, paint.INK, radius=4)


def playground() -> Canvas:
    canvas = _slope()
    canvas.bow([(360, 506), (520, 590), (700, 676), (860, 720)], paint.SHADE, 9)
    canvas.bow([(340, 526), (500, 612), (680, 700), (840, 742)], paint.SHADE, 9)
    _sledge(canvas, 300, 478, paint.RUST, paint.AMBER)
    _sledge(canvas, 610, 640, paint.PETROL, paint.ORANGE)
    _swings(canvas, 900, 770)
    _snowman(canvas, 1450, 806)
    town.person(canvas, Person(1330, 816, 118, paint.ORANGE, paint.PETROL, walking=False))
    town.person(canvas, Person(220, 800, 168, paint.PETROL, paint.RUST))
    town.person(canvas, Person(310, 804, 108, paint.AMBER, paint.ORANGE, facing=-1))
    canvas.hill([(-20, 850), (420, 826), (900, 858), (1640, 836)], paint.SHADE)
    scenery.conifer(canvas, 70, 880, 260)
    return canvas


def wasteland() -> Canvas:
    """The same slope before anything was built on it."""
    canvas = _slope()
    for x, y, size in ((820, 726, 1.0), (1010, 786, 1.5), (1330, 770, 1.2)):
        _rubble(canvas, x, y, size)
    for x in range(-20, 1700, 130):
        canvas.box(x, 690, 11, 130, paint.SLATE, radius=4)
    for y in (706, 742, 778):
        canvas.bow([(-20, y), (500, y + 9), (1000, y - 4), (1640, y + 6)], paint.STONE, 5)
    canvas.line([(560, 700), (548, 820)], paint.BARK, 12)
    canvas.box(470, 610, 170, 104, paint.SAND, radius=6)
    for y, width in ((636, 120), (660, 130), (684, 84)):
        canvas.box(490, y, width, 9, paint.EARTH, radius=4)
    canvas.hill([(-20, 850), (420, 826), (900, 858), (1640, 836)], paint.SHADE)
    return canvas


def _rubble(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A heap of broken stone, with snow on top."""
    heap = [(-120, 10), (-92, -48), (-30, -96), (40, -84), (104, -34), (128, 10)]
    canvas.blob(moved(heap, x, y, size), paint.STONE)
    snow = [(-84, -50), (-30, -98), (42, -86), (92, -44), (30, -58), (-26, -50)]
    canvas.blob(moved(snow, x, y, size), paint.SNOW)
    for dx, dy, radius in ((-70, -8, 15), (-10, -22, 19), (62, -10, 14)):
        canvas.oval(x + dx * size, y + dy * size, radius * size, radius * size * 0.7, paint.SLATE)


def _slope() -> Canvas:
    canvas = Canvas("#b5d3df")
    scenery.sky(canvas, [(180, "#c5dde7"), (330, "#d6e7ee"), (440, "#e6f0f5")])
    scenery.sun(canvas, 1310, 170, 62, paint.CREAM, "#fbe8c850")
    peaks = [(300.0, 260.0, 460.0), (1040.0, 290.0, 440.0), (660.0, 180.0, 520.0)]
    scenery.range_of_peaks(canvas, peaks, 600, (paint.SNOW, "#a9cad8"))
    town.skyline(canvas, 540, "#8fb8c8", scale=0.8, x=560)
    canvas.hill([(-20, 420), (260, 410), (560, 500), (1000, 548), (1640, 520)], paint.FROST)
    for x, y, height in ((60, 430, 150), (150, 428, 190), (1490, 560, 210), (1566, 575, 160)):
        scenery.conifer(canvas, x, y, height)
    canvas.hill([(-20, 470), (240, 452), (520, 560), (860, 690), (1640, 640)], paint.SNOW)
    return canvas


def _sledge(canvas: Canvas, x: float, y: float, coat: str, hat: str) -> None:
    """A child on a sledge, going down to the right."""
    canvas.bow([(x - 64, y + 2), (x, y + 34), (x + 58, y + 62), (x + 82, y + 50)], paint.BARK, 8)
    canvas.line([(x - 48, y - 8), (x + 48, y + 38)], paint.ORANGE, 11)
    canvas.line([(x - 20, y - 10), (x + 24, y + 2), (x + 52, y + 22)], paint.INK, 18)
    canvas.line([(x - 24, y - 20), (x - 16, y - 50)], coat, 38)
    canvas.line([(x - 12, y - 46), (x + 16, y - 28), (x + 38, y - 4)], coat, 13)
    canvas.disc(x - 8, y - 84, 20, paint.SKIN)
    canvas.dome(x - 10, y - 86, 22, 24, hat)
    canvas.line([(x - 30, y - 86), (x + 12, y - 86)], hat, 7)
    canvas.disc(x - 12, y - 112, 7, paint.CREAM)
    canvas.line([(x - 24, y - 64), (x + 4, y - 62)], hat, 10)


def _swings(canvas: Canvas, x: float, y: float) -> None:
    for foot in (x, x + 300):
        canvas.line([(foot, y - 250), (foot - 44, y)], paint.PETROL, 12)
        canvas.line([(foot, y - 250), (foot + 44, y)], paint.PETROL, 12)
    canvas.line([(x - 14, y - 250), (x + 314, y - 250)], paint.PETROL, 14)
    canvas.box(x - 20, y - 268, 340, 13, paint.SNOW, radius=6)
    canvas.line([(x + 70, y - 246), (x + 70, y - 80)], paint.SLATE, 4)
    canvas.line([(x + 126, y - 246), (x + 126, y - 80)], paint.SLATE, 4)
    canvas.box(x + 60, y - 86, 76, 12, paint.ORANGE, radius=5)
    canvas.box(x + 62, y - 96, 72, 11, paint.SNOW, radius=5)
    canvas.line([(x + 184, y - 246), (x + 214, y - 92)], paint.SLATE, 4)
    canvas.line([(x + 238, y - 246), (x + 268, y - 104)], paint.SLATE, 4)
    canvas.line([(x + 206, y - 88), (x + 274, y - 100)], paint.ORANGE, 12)
    canvas.line([(x + 238, y - 104), (x + 280, y - 104), (x + 306, y - 72)], paint.INK, 17)
    canvas.line([(x + 234, y - 116), (x + 228, y - 152)], paint.RUST, 36)
    canvas.line([(x + 232, y - 150), (x + 256, y - 164)], paint.RUST, 12)
    canvas.disc(x + 226, y - 188, 20, paint.SKIN)
    canvas.dome(x + 225, y - 190, 22, 24, paint.PETROL)
    canvas.line([(x + 204, y - 190), (x + 246, y - 190)], paint.PETROL, 7)


def _snowman(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x, y, 92, 14, "#0d243018")
    for up, radius in ((52, 60), (138, 44), (206, 31)):
        canvas.disc(x, y - up, radius, "#cfe1ea")
        canvas.disc(x - radius * 0.1, y - up - radius * 0.04, radius * 0.9, paint.SNOW)
    canvas.line([(x - 40, y - 148), (x - 92, y - 190)], paint.BARK, 6)
    canvas.line([(x + 40, y - 148), (x + 90, y - 178)], paint.BARK, 6)
    canvas.line([(x - 28, y - 176), (x + 28, y - 176)], paint.RUST, 15)
    canvas.line([(x + 18, y - 174), (x + 24, y - 130)], paint.RUST, 13)
    canvas.box(x - 40, y - 240, 80, 9, paint.INK, radius=4)
    canvas.box(x - 25, y - 278, 50, 42, paint.INK, radius=4)
    canvas.box(x - 25, y - 250, 50, 9, paint.RUST)
    for eye in (-11, 11):
        canvas.disc(x + eye, y - 212, 3.6, paint.INK)
    canvas.shape([(x, y - 206), (x - 34, y - 198), (x, y - 198)], paint.ORANGE)
    for button in (150, 130):
        canvas.disc(x, y - button, 4, paint.INK)
