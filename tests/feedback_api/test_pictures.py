from io import BytesIO

import pytest
from PIL import Image

from feedback_api.errors import PictureNotUsable
from feedback_api.pictures import LONGEST_SIDE, THUMBNAIL_SIDE, redraw
from tests.feedback_api.factories import make_picture

SECRET = b"39.9043N 41.2679E of my home"


def open_picture(content):
    return Image.open(BytesIO(content))


def test_nothing_that_was_hidden_in_a_jpeg_survives():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    content = make_picture(exif=exif, comment=SECRET, icc_profile=SECRET) + SECRET

    redrawn = redraw(content)

    assert SECRET in content
    assert SECRET not in redrawn.content + redrawn.thumbnail
    assert not open_picture(redrawn.content).getexif()
    assert "comment" not in open_picture(redrawn.content).info


def test_a_picture_with_a_program_behind_its_end_is_only_a_picture():
    redrawn = redraw(make_picture() + b"<?php system($_GET['x']); ?>PK\x03\x04")

    assert b"php" not in redrawn.content


def test_a_picture_that_was_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = make_picture((200, 100), exif=exif)

    redrawn = redraw(content)

    assert (redrawn.width, redrawn.height) == (100, 200)


def test_a_large_picture_is_made_smaller():
    redrawn = redraw(make_picture((5000, 2500)))

    assert (redrawn.width, redrawn.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert max(open_picture(redrawn.thumbnail).size) == THUMBNAIL_SIDE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_format_becomes_a_jpeg(form):
    redrawn = redraw(make_picture(form=form))

    assert open_picture(redrawn.content).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_of_keeping_colours_is_understood(mode):
    drawn = BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.new("L", (30, 20), 128).convert("RGB").convert(mode if mode != "I;16" else "L").save(
        drawn, form
    )
    if mode == "I;16":
        drawn = BytesIO()
        Image.new("I;16", (30, 20), 128 * 256).save(drawn, form)

    redrawn = redraw(drawn.getvalue())

    shade = open_picture(redrawn.content).convert("L").getpixel((15, 10))
    assert shade in range(250, 256) if mode == "1" else abs(shade - 128) < 40


def test_what_cannot_be_seen_through_is_white():
    redrawn = redraw(make_picture_with_hole())

    assert open_picture(redrawn.content).getpixel((5, 5)) == (255, 255, 255)


def make_picture_with_hole():
    drawn = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(drawn, "PNG")
    return drawn.getvalue()


def test_of_a_moving_picture_the_first_view_is_kept():
    drawn = BytesIO()
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(drawn, "WEBP", save_all=True, append_images=[second])

    redrawn = redraw(drawn.getvalue())

    red, _green, blue = open_picture(redrawn.content).getpixel((10, 10))
    assert red > blue


@pytest.mark.parametrize("length", [1, 10, 100, 400, 600])
def test_a_picture_that_ends_too_early_gets_a_sentence(length):
    content = make_picture((300, 300), form="PNG", compress_level=0)[:length]

    with pytest.raises(PictureNotUsable):
        redraw(content)


def test_a_thin_picture_of_any_length_is_drawn_or_gets_a_sentence():
    redrawn = redraw(make_picture((1, 60_000), form="PNG"))

    assert redrawn.height <= LONGEST_SIDE
    assert redrawn.width >= 1
