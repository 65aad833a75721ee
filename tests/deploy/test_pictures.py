"""The sample content's pictures are what the script draws."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from deploy.demo.pictures import PICTURES

KEPT = Path(__file__).parents[2] / "content" / "gorseller"


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_drawing_a_picture_again_gives_the_kept_one(name):
    again = PICTURES[name]().finish()

    with Image.open(KEPT / name) as kept:
        difference = ImageChops.difference(again.convert("RGB"), kept.convert("RGB"))

    assert difference.getbbox() is None


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_kept_picture_is_wide_enough_and_light(name):
    file = KEPT / name

    with Image.open(file) as picture:
        assert picture.size == (1600, 900)
    assert file.stat().st_size <= 120 * 1024
