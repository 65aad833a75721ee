"""The README's pictures: what a telephone can load."""

import io

import pytest
from PIL import Image

from deploy.demo.place import ROOT
from deploy.demo.screenshots import MOST, save

PICTURES = sorted((ROOT / "docs" / "pictures").iterdir())


def make_picture(size=(60, 40), noise=False):
    image = Image.effect_noise(size, 255) if noise else Image.new("RGB", size, "white")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def mode_of(path):
    with Image.open(path) as image:
        return image.mode


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_of_the_readme_is_small(path):
    assert path.stat().st_size <= MOST
    assert mode_of(path) == "P"


def test_a_saved_picture_has_a_palette(tmp_path):
    size = save(make_picture(), tmp_path / "a.png")

    assert size == (tmp_path / "a.png").stat().st_size
    assert mode_of(tmp_path / "a.png") == "P"


def test_a_picture_that_is_too_large_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="may have"):
        save(make_picture(size=(900, 900), noise=True), tmp_path / "a.png")
