"""Vehicles of the municipality, seen from the side and driving to the right."""

from deploy.demo.drawing import paint
from deploy.demo.drawing.canvas import Canvas, moved


def wheel(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.disc(x, y, radius, paint.INK)
    canvas.disc(x, y, radius * 0.56, paint.STONE)
    canvas.disc(x, y, radius * 0.22, paint.INK)


def snow_plough(canvas: Canvas, x: float, y: float) -> None:
    """A lorry with a blade in front and salt behind; (x, y) is the ground under its tail."""
    canvas.oval(x + 260, y + 2, 280, 12, "#0d243030")
    canvas.box(x + 8, y - 84, 440, 26, paint.INK, radius=6)
    hopper = [(0, -232), (286, -232), (270, -84), (22, -84)]
    canvas.shape(moved(hopper, x, y), paint.AMBER)
    canvas.shape(moved([(0, -232), (286, -232), (284, -206), (4, -206)], x, y), paint.ORANGE)
    for rib in (72, 142, 212):
        canvas.shape(
            moved([(rib, -206), (rib + 12, -206), (rib + 12, -84), (rib, -84)], x, y), "#bd552766"
        )
    heap = [(6, -232), (60, -262), (130, -276), (210, -264), (280, -232)]
    canvas.hill(moved(heap, x, y), paint.SNOW, floor=y - 230)
    cab = [(300, -84), (300, -292), (318, -304), (412, -304), (436, -290), (462, -190), (466, -84)]
    canvas.shape(moved(cab, x, y), paint.ORANGE)
    canvas.shape(moved([(388, -284), (416, -284), (440, -194), (388, -194)], x, y), paint.NIGHT)
    canvas.shape(moved([(400, -284), (412, -284), (404, -194), (392, -194)], x, y), "#ffffff30")
    canvas.box(x + 318, y - 284, 60, 90, paint.NIGHT, radius=6)
    canvas.line(moved([(383, -180), (383, -100)], x, y), paint.RUST, 4)
    canvas.box(x + 326, y - 166, 26, 7, paint.RUST, radius=3)
    canvas.box(x + 300, y - 128, 166, 16, paint.CREAM)
    canvas.box(x + 340, y - 326, 44, 24, paint.AMBER, radius=8)
    canvas.box(x + 334, y - 306, 56, 8, paint.INK, radius=3)
    canvas.box(x + 452, y - 108, 20, 24, paint.CREAM, radius=6)
    for axle in (76, 172, 390):
        wheel(canvas, x + axle, y - 46, 48)
    canvas.line(moved([(462, -62), (520, -62)], x, y), paint.INK, 16)
    blade = [(528, -132), (548, -140), (530, -92), (530, -50), (548, -14), (578, -2), (520, -2)]
    canvas.shape(moved([*blade, (508, -60)], x, y), paint.PETROL)
    canvas.shape(moved([(516, -16), (556, -12), (580, 0), (514, 0)], x, y), paint.INK)


def bus(canvas: Canvas, x: float, y: float) -> None:
    """A low-floor bus that drives to the left, its door side away from us; (x, y) is the ground
    under its front."""
    canvas.oval(x + 350, y + 4, 370, 16, "#0b1f2b55")
    canvas.box(x, y - 268, 700, 236, paint.SNOW, radius=26)
    canvas.box(x, y - 112, 700, 80, paint.PETROL, radius=22)
    canvas.box(x, y - 118, 700, 46, paint.PETROL)
    canvas.box(x, y - 126, 700, 8, paint.AMBER)
    canvas.box(x + 14, y - 238, 672, 98, paint.NIGHT, radius=16)
    canvas.box(x + 22, y - 230, 78, 82, paint.CREAM, radius=10)
    for pane in range(5):
        canvas.box(x + 112 + pane * 114, y - 230, 104, 82, paint.CREAM, radius=8)
    riders = ((60, paint.DEEP), (150, paint.RUST), (306, paint.LAKE), (430, paint.PINE))
    for seat, coat in (*riders, (492, paint.SLATE), (640, paint.RUST)):
        canvas.dome(x + seat, y - 148, 26, 34, coat)
        canvas.disc(x + seat - 2, y - 192, 15, paint.SKIN)
        canvas.dome(x + seat - 1, y - 194, 17, 17, coat)
    for pane in range(5):
        gleam = [(62, -230), (86, -230), (48, -148), (24, -148)]
        canvas.shape(moved(gleam, x + 112 + pane * 114, y), "#ffffff66")
    canvas.box(x + 116, y - 262, 190, 18, paint.INK, radius=5)
    canvas.box(x + 126, y - 257, 120, 8, paint.AMBER, radius=3)
    canvas.box(x - 2, y - 88, 18, 28, paint.CREAM, radius=7)
    canvas.box(x + 690, y - 96, 10, 32, paint.ORANGE, radius=4)
    canvas.box(x - 18, y - 224, 14, 44, paint.INK, radius=5)
    canvas.line([(x - 10, y - 224), (x + 14, y - 246)], paint.INK, 6)
    for axle in (140, 548):
        canvas.dome(x + axle, y - 32, 58, 62, paint.INK)
        wheel(canvas, x + axle, y - 42, 42)
    canvas.box(x + 30, y - 276, 640, 12, paint.FROST, radius=6)


def roller(canvas: Canvas, x: float, y: float) -> None:
    """An asphalt roller; (x, y) is the ground under its rear drum's left edge."""
    canvas.oval(x + 210, y + 3, 240, 13, "#0d243030")
    body = [(60, -196), (366, -196), (398, -170), (398, -104), (348, -84), (60, -84), (44, -110)]
    canvas.shape(moved([*body, (44, -172)], x, y), paint.AMBER)
    canvas.box(x + 44, y - 118, 354, 16, paint.ORANGE)
    for slot in range(4):
        canvas.box(x + 268 + slot * 26, y - 176, 12, 42, paint.RUST, radius=5)
    for post in (92, 234):
        canvas.box(x + post, y - 334, 12, 140, paint.INK)
    canvas.box(x + 70, y - 348, 200, 20, paint.ORANGE, radius=9)
    canvas.shape(
        moved([(150, -196), (150, -236), (164, -236), (172, -208), (206, -208), (206, -196)], x, y),
        paint.INK,
    )
    canvas.line(moved([(236, -196), (220, -236)], x, y), paint.INK, 7)
    canvas.line(moved([(208, -232), (234, -242)], x, y), paint.INK, 7)
    canvas.line(moved([(176, -204), (196, -204), (200, -196)], x, y), paint.DEEP, 16)
    canvas.line(moved([(166, -256), (166, -218)], x, y), paint.PETROL, 34)
    canvas.line(moved([(172, -248), (196, -230), (216, -234)], x, y), paint.DEEP, 12)
    canvas.disc(x + 168, y - 290, 17, paint.SKIN)
    canvas.dome(x + 168, y - 293, 20, 20, paint.AMBER)
    canvas.box(x + 146, y - 296, 50, 6, paint.AMBER, radius=3)
    for centre in (72, 352):
        canvas.disc(x + centre, y - 72, 72, paint.SLATE)
        canvas.disc(x + centre, y - 72, 60, paint.STONE)
        canvas.disc(x + centre, y - 72, 18, paint.INK)
        canvas.line(moved([(centre, -72), (centre, -128)], x, y), paint.ORANGE, 18)


def excavator(canvas: Canvas, x: float, y: float) -> None:
    """An excavator whose bucket hangs to the right; (x, y) is the ground under its tracks."""
    canvas.oval(x + 140, y + 4, 190, 13, "#0d243030")
    canvas.box(x, y - 64, 286, 64, paint.INK, radius=32)
    for roll in range(5):
        canvas.disc(x + 36 + roll * 53, y - 32, 17, paint.SLATE)
    canvas.box(x + 96, y - 82, 90, 24, paint.INK)
    canvas.line(moved([(196, -130), (300, -316), (392, -352)], x, y), paint.ORANGE, 34)
    canvas.line(moved([(392, -352), (478, -170)], x, y), paint.AMBER, 26)
    canvas.line(moved([(244, -130), (318, -284)], x, y), paint.INK, 11)
    canvas.line(moved([(306, -338), (404, -366)], x, y), paint.INK, 10)
    bucket = [
        (450, -172),
        (508, -176),
        (530, -128),
        (514, -92),
        (464, -76),
        (430, -96),
        (470, -128),
    ]
    canvas.shape(moved(bucket, x, y), paint.INK)
    for tooth in (432, 448, 464):
        canvas.shape(moved([(tooth, -98), (tooth + 14, -88), (tooth - 6, -72)], x, y), paint.INK)
    body = [(-14, -178), (10, -196), (118, -196), (118, -80), (6, -80), (-14, -100)]
    canvas.shape(moved(body, x, y), paint.AMBER)
    canvas.box(x - 14, y - 108, 250, 30, paint.ORANGE, radius=6)
    cab = [(112, -80), (112, -256), (126, -268), (200, -268), (222, -236), (232, -80)]
    canvas.shape(moved(cab, x, y), paint.AMBER)
    canvas.shape(
        moved([(130, -150), (130, -246), (194, -246), (208, -222), (214, -150)], x, y), paint.NIGHT
    )
    canvas.shape(
        moved([(150, -246), (170, -246), (150, -150), (130, -150), (130, -160)], x, y), "#ffffff2c"
    )
    for slot in range(3):
        canvas.box(x + 6, y - 172 + slot * 16, 50, 7, paint.RUST, radius=3)
