"""Pictures on their way to the site."""

import pytest
from PIL import Image

from publishing.pictures import PictureNotReadable, Pictures
from publishing.settings import ROOT
from tests.publishing.built import write_picture

POSITION = 34853  # the EXIF tag that says where a photograph was taken
ORIENTATION = 274


def make_exif():
    exif = Image.Exif()
    exif[POSITION] = {1: "N", 2: (39.0, 54.0, 0.0)}
    exif[ORIENTATION] = 6  # turned by a quarter
    exif[271] = "Kamera"
    return exif


def test_a_photograph_loses_its_metadata_and_stands_upright(tmp_path):
    photo = write_picture(tmp_path / "foto.jpg", size=(400, 200), exif=make_exif())

    redrawn = Pictures(tmp_path / "cache").redraw(photo)

    with Image.open(redrawn.file) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (200, 400) == (redrawn.width, redrawn.height)
    assert b"Kamera" not in redrawn.file.read_bytes()


def test_a_wide_picture_is_made_narrower_and_a_small_one_is_not_blown_up(tmp_path):
    pictures = Pictures(tmp_path / "cache")

    wide = pictures.redraw(write_picture(tmp_path / "genis.jpg", size=(3000, 1500)))
    small = pictures.redraw(write_picture(tmp_path / "kucuk.jpg", size=(300, 150)))

    assert (wide.width, wide.height) == (1280, 640)
    assert (small.width, small.height) == (300, 150)


def test_a_picture_is_drawn_once_and_named_after_its_bytes(tmp_path):
    photo = write_picture(tmp_path / "Işıklı Cadde.png")
    first = Pictures(tmp_path / "cache").redraw(photo)
    drawn_at = first.file.stat().st_mtime_ns

    again = Pictures(tmp_path / "cache").redraw(photo)
    write_picture(photo, colour=(9, 9, 9))
    changed = Pictures(tmp_path / "cache").redraw(photo)

    assert again == first
    assert first.file.stat().st_mtime_ns == drawn_at
    assert first.name.startswith("isikli-cadde-")
    assert changed.name != first.name


def test_what_the_enclosure_of_a_feed_says_is_true(tmp_path):
    redrawn = Pictures(tmp_path / "cache").redraw(write_picture(tmp_path / "a.png"))

    assert redrawn.type == "image/png"
    assert redrawn.length == len(redrawn.file.read_bytes())


def test_a_drawing_with_a_palette_keeps_one_and_stays_small(tmp_path):
    drawing = ROOT / "content" / "gorseller" / "kar-kureme.png"

    redrawn = Pictures(tmp_path / "cache").redraw(drawing)

    with Image.open(redrawn.file) as picture:
        assert picture.mode == "P"
    assert redrawn.length < 2.5 * drawing.stat().st_size


def test_transparency_stays(tmp_path):
    path = tmp_path / "isaret.png"
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(path)

    redrawn = Pictures(tmp_path / "cache").redraw(path)

    with Image.open(redrawn.file) as picture:
        assert picture.getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\xff\xd8\xff\xe0" + b"\0" * 50])
def test_what_is_no_picture_is_refused_with_its_name(tmp_path, data):
    path = tmp_path / "bozuk.jpg"
    path.write_bytes(data)

    with pytest.raises(PictureNotReadable, match=r"bozuk\.jpg"):
        Pictures(tmp_path / "cache").redraw(path)


def test_a_truncated_photograph_is_refused_and_leaves_nothing_behind(tmp_path):
    path = write_picture(tmp_path / "yarim.jpg", size=(900, 900))
    path.write_bytes(path.read_bytes()[:3000])

    with pytest.raises(PictureNotReadable):
        Pictures(tmp_path / "cache").redraw(path)

    assert not (tmp_path / "cache").exists()


def test_a_picture_of_sixty_megapixels_is_drawn(tmp_path):
    path = write_picture(tmp_path / "dev.jpg", size=(10_000, 6_000))

    redrawn = Pictures(tmp_path / "cache").redraw(path)

    assert (redrawn.width, redrawn.height) == (1280, 768)
