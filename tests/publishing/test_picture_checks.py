"""What `check` says of the files of pictures."""

import pytest
from PIL import Image

from tests.publishing.built import write_picture
from tests.publishing.content_files import findings_of, write

BODY = "Metin.\n\n![Karlı yol](kar.jpg)"
FOLDER = "haberler/2026/11/ev"
FIT = (1600, 900)


def make_exif():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (39.0, 54.0, 0.0)}
    return exif


def write_frames(path):
    frames = [Image.new("RGB", FIT, colour) for colour in ("blue", "red")]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:])


def write_heavy(path):
    write_picture(path, size=FIT)
    with path.open("ab") as opened:
        opened.write(bytes(10_000_001))


FAULTS = {
    "fit": (lambda path: write_picture(path, size=FIT), []),
    "portrait": (lambda path: write_picture(path, size=(1600, 2400)), []),
    "larger than 10 MB": (write_heavy, [("D053", False)]),
    "smaller than the page shows it": (
        lambda path: write_picture(path, size=(400, 300)),
        [("D054", False)],
    ),
    "with the place where it was taken": (
        lambda path: write_picture(path, size=FIT, exif=make_exif()),
        [("D055", False)],
    ),
    "moving": (write_frames, [("D056", False)]),
    "20,000 pixels high": (
        lambda path: write_picture(path, size=(1300, 20_000)),
        [("D057", False)],
    ),
    "no picture at all": (lambda path: path.write_bytes(b"yok"), [("D051", True)]),
    "HEIC under another name": (
        lambda path: path.write_bytes(b"\0\0\0\x18ftypheic" + bytes(200)),
        [("D051", True)],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("place", ["header", "text"])
def test_each_fault_of_a_pictures_file_is_found(settings, name, place):
    make, expected = FAULTS[name]
    header = {"Görsel": "kar.jpg", "Görsel_açıklaması": "Karlı yol"}
    write(settings, f"{FOLDER}/metin.md", **({"body": BODY} if place == "text" else header))
    make(settings.content / FOLDER / "kar.jpg")

    findings = findings_of(settings)

    assert [(finding.code, finding.is_error) for finding in findings] == expected
    assert all("kar.jpg" in finding.sentence for finding in findings)
    assert {(f.line, f.column) for f in findings} <= {(8, 14), (5, 9)}


def test_a_picture_that_changes_is_looked_at_again(settings):
    write(settings, f"{FOLDER}/metin.md", body=BODY)
    write_picture(settings.content / FOLDER / "kar.jpg", size=(400, 300))
    before = findings_of(settings)
    write_picture(settings.content / FOLDER / "kar.jpg", size=FIT)

    assert (len(before), findings_of(settings)) == (1, [])
