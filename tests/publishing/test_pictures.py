"""Pictures on their way to the site."""

import hashlib
import io
import json
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageCms

from publishing.pictures import PictureNotReadable, Pictures
from publishing.pictures.digests import Digests
from publishing.settings import ROOT
from tests.publishing.built import write_picture

POSITION = 34853  # the EXIF tag that says where a photograph was taken
ORIENTATION = 274
SECRET = b"Kamera 39.9"
SECOND = 1_000_000_000  # nanoseconds


def make_exif(orientation=6):
    exif = Image.Exif()
    exif[POSITION] = {1: "N", 2: (39.0, 54.0, 0.0)}
    exif[ORIENTATION] = orientation  # 6: turned by a quarter
    exif[271] = SECRET.decode()
    return exif


def redraw(tmp_path, source):
    return Pictures(tmp_path / "cache").redraw(source)


def save(path, image, **options):
    image.save(path, **options)
    return path


def sizes_of(redrawn, suffix):
    return [(d.width, d.height) for d in redrawn.drawings if d.file.suffix == suffix]


def test_no_drawing_has_metadata_and_all_stand_upright(tmp_path):
    photo = write_picture(
        tmp_path / "foto.jpg", size=(900, 450), exif=make_exif(), comment=SECRET, xmp=SECRET
    )

    redrawn = redraw(tmp_path, photo)

    assert {drawing.file.suffix for drawing in redrawn.drawings} == {".avif", ".webp", ".jpg"}
    for drawing in redrawn.drawings:
        assert SECRET not in drawing.file.read_bytes()
        with Image.open(drawing.file) as picture:
            assert picture.size == (drawing.width, drawing.height)
            assert picture.width < picture.height
            assert dict(picture.getexif()) == {}
            assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()


def test_a_picture_has_the_widths_of_the_theme_and_is_never_blown_up(tmp_path):
    wide = redraw(tmp_path, write_picture(tmp_path / "genis.jpg", size=(3000, 1500)))
    small = redraw(tmp_path, write_picture(tmp_path / "kucuk.jpg", size=(300, 150)))
    between = redraw(tmp_path, write_picture(tmp_path / "orta.jpg", size=(700, 350)))

    for suffix in (".avif", ".webp", ".jpg"):
        assert sizes_of(wide, suffix) == [(320, 160), (640, 320), (960, 480), (1280, 640)]
        assert sizes_of(small, suffix) == [(300, 150)]
        assert sizes_of(between, suffix) == [(320, 160), (700, 350)]


def test_a_picture_is_drawn_once_and_named_after_its_bytes(tmp_path):
    photo = write_picture(tmp_path / "Işıklı Cadde.jpg")
    first = redraw(tmp_path, photo)
    drawn_at = first.main.file.stat().st_mtime_ns

    again = redraw(tmp_path, photo)
    write_picture(photo, colour=(9, 9, 9))
    changed = redraw(tmp_path, photo)

    assert again == first
    assert first.main.file.stat().st_mtime_ns == drawn_at
    assert first.main.name.startswith("isikli-cadde-")
    assert changed.main.name != first.main.name


def changed_at(path):
    return path.stat().st_ctime_ns


def test_a_photograph_that_lay_unchanged_is_not_read_again(tmp_path):
    photo, register = write_picture(tmp_path / "kar.jpg"), tmp_path / "digests.json"
    first = Digests(register)
    digest = first.of(photo)
    first.save(now=changed_at(photo) + 3 * SECOND)
    # A digest that could only come out of the register.
    register.write_text(register.read_text().replace(digest, "kayıttan"), encoding="utf-8")

    assert Digests(register).of(photo) == "kayıttan"
    write_picture(photo, colour=(1, 2, 3))
    assert Digests(register).of(photo) == hashlib.sha256(photo.read_bytes()).hexdigest()


def test_a_photograph_just_written_is_read_again_because_it_may_still_change(tmp_path):
    photo, register = write_picture(tmp_path / "kar.jpg"), tmp_path / "digests.json"
    digests = Digests(register)
    digests.of(photo)

    digests.save(now=changed_at(photo) + SECOND)

    assert json.loads(register.read_text()) == {}


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1}', '{"a": ["b"]}', "\0"])
def test_a_broken_register_of_photographs_costs_only_time(tmp_path, content):
    photo, register = write_picture(tmp_path / "kar.jpg"), tmp_path / "digests.json"
    register.write_text(content, encoding="utf-8")

    assert Digests(register).of(photo) == hashlib.sha256(photo.read_bytes()).hexdigest()


def test_a_deleted_cache_is_drawn_again_with_the_same_bytes(tmp_path):
    photo = save(tmp_path / "kar.jpg", Image.effect_noise((400, 300), 90))

    first = Pictures(tmp_path / "bir").redraw(photo)
    second = Pictures(tmp_path / "iki")
    second.redraw_all([photo])

    drawn = {address: file.read_bytes() for address, file in first.files.items()}
    assert drawn == {a: file.read_bytes() for a, file in second.redraw(photo).files.items()}


def test_what_the_enclosure_of_a_feed_says_is_true(tmp_path):
    picture = redraw(tmp_path, write_picture(tmp_path / "a.jpg")).as_picture("Kar")

    file = redraw(tmp_path, tmp_path / "a.jpg").files[picture.src]
    assert picture.type == "image/jpeg"
    assert picture.length == len(file.read_bytes())


def test_a_telephone_is_sent_at_most_30_kb_for_a_sample_picture(tmp_path):
    redrawn = redraw(tmp_path, ROOT / "content" / "gorseller" / "kar-kureme.png")

    by_address = {file: address for address, file in redrawn.files.items()}
    avif = {d.width: d.file for d in redrawn.drawings if d.file.suffix == ".avif"}
    assert by_address[avif[640]].endswith("-640.avif")
    assert len(avif[640].read_bytes()) <= 30_000
    assert len(avif[1280].read_bytes()) <= 60_000


def test_a_drawing_is_kept_without_loss_where_that_is_smaller(tmp_path):
    flat = Image.new("RGB", (500, 300), "white")
    flat.paste((200, 20, 20), (50, 50, 250, 250))
    noise = Image.effect_noise((500, 300), 90).convert("RGB")

    drawing = redraw(tmp_path, save(tmp_path / "çizim.png", flat)).main
    photo = redraw(tmp_path, save(tmp_path / "foto.png", noise)).main

    assert (drawing.type, photo.type) == ("image/png", "image/jpeg")
    with Image.open(drawing.file) as picture:
        assert picture.convert("RGB").getpixel((200, 200)) == (200, 20, 20)


def test_transparency_stays_in_every_format(tmp_path):
    path = save(tmp_path / "isaret.png", Image.new("RGBA", (10, 10), (0, 0, 0, 0)))

    redrawn = redraw(tmp_path, path)

    assert redrawn.main.type == "image/png"
    for drawing in redrawn.drawings:
        with Image.open(drawing.file) as picture:
            assert picture.convert("RGBA").getpixel((5, 5))[3] == 0


def seen_colour(redrawn):
    with Image.open(redrawn.main.file) as picture:
        return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


def is_near(colour, expected, by=12):
    return all(abs(one - other) <= by for one, other in zip(colour, expected, strict=True))


def test_print_colours_and_sixteen_bits_come_out_as_they_look(tmp_path):
    cmyk = save(tmp_path / "baskı.jpg", Image.new("CMYK", (40, 40), (0, 255, 255, 0)))
    grey = save(tmp_path / "gri.png", Image.new("I;16", (40, 40), 128 * 256))

    assert is_near(seen_colour(redraw(tmp_path, cmyk)), (255, 0, 0))
    assert is_near(seen_colour(redraw(tmp_path, grey)), (128, 128, 128))


def make_profile_with_swapped_colours():
    """sRGB, except that its red means green and its green means red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ")
    return swapped.replace(b"....", b"gXYZ")


def test_the_colours_of_a_profile_become_those_of_the_web(tmp_path):
    red, profile = (250, 10, 10), make_profile_with_swapped_colours()
    swapped = write_picture(tmp_path / "renkli.jpg", colour=red, icc_profile=profile)
    broken = write_picture(tmp_path / "bozuk.jpg", colour=red, icc_profile=b"yok")

    assert is_near(seen_colour(redraw(tmp_path, swapped)), (10, 250, 10))
    assert is_near(seen_colour(redraw(tmp_path, broken)), red)


def test_of_a_moving_picture_the_first_frame_is_shown(tmp_path):
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("blue", "red")]
    path = save(tmp_path / "hareketli.gif", frames[0], save_all=True, append_images=frames[1:])

    redrawn = redraw(tmp_path, path)

    assert is_near(seen_colour(redrawn), (0, 0, 255))
    with Image.open(redrawn.main.file) as picture:
        assert getattr(picture, "n_frames", 1) == 1


def test_a_picture_20000_pixels_high_is_made_to_fit(tmp_path):
    redrawn = redraw(tmp_path, write_picture(tmp_path / "uzun.png", size=(500, 20_000)))

    assert (redrawn.main.width, redrawn.main.height) == (64, 2560)


def test_a_photograph_of_sixty_megapixels_is_drawn(tmp_path):
    redrawn = redraw(tmp_path, write_picture(tmp_path / "dev.jpg", size=(10_000, 6_000)))

    assert (redrawn.main.width, redrawn.main.height) == (1280, 768)


def make_bomb(side):
    """A PNG of a few bytes that says it is huge."""

    def chunk(name, body):
        checksum = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checksum

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_bomb_is_refused_before_it_is_decoded(tmp_path, side):
    path = tmp_path / "bomba.png"
    path.write_bytes(make_bomb(side))

    with pytest.raises(PictureNotReadable, match="gösterilemeyecek kadar çok piksel"):
        redraw(tmp_path, path)


def make_heic():
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


def make_half():
    whole = io.BytesIO()
    Image.effect_noise((900, 900), 90).save(whole, "JPEG")
    return whole.getvalue()[:3000]


BROKEN = {
    "empty": b"",
    "text": b"not a picture",
    "only a beginning": b"\xff\xd8\xff\xe0" + bytes(50),
    "HEIC under another name": make_heic(),
    "the first half": make_half(),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_picture_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "kar.jpg"
    path.write_bytes(content)
    pictures = Pictures(tmp_path / "cache")
    pictures.redraw_all([path])

    with pytest.raises(PictureNotReadable, match=r"kar\.jpg"):
        pictures.redraw(path)

    assert [file for file in tmp_path.rglob("*") if file.suffix in {".avif", ".webp"}] == []


def test_two_that_want_a_picture_at_once_get_the_one_that_was_drawn_first(tmp_path):
    photo = write_picture(tmp_path / "foto.jpg", size=(1400, 700))
    # As the build and the one who shares beside it: nothing of theirs is common but the cache.
    wanting = [Pictures(tmp_path / "cache") for _ in range(4)]

    with ThreadPoolExecutor(len(wanting)) as threads:
        drawn = list(threads.map(lambda pictures: pictures.redraw(photo), wanting))

    assert all(each == drawn[0] for each in drawn)
    assert len(list((tmp_path / "cache").glob("??/?*/"))) == 1
