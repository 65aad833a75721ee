import re
from pathlib import Path

import pytest

from theme.environment import STATIC
from theme.palette import LOOKS, PAIRS, Palette, site_sheet

SITE = (STATIC / "site.css").read_text(encoding="utf-8")
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css"))}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front} on {pair.back}")
def test_colours_can_be_told_apart(look, pair):
    palette = Palette([site_sheet()], LOOKS[look])

    assert palette.contrast(pair) >= pair.least


@pytest.mark.parametrize("name", SHEETS)
def test_only_logical_sides_are_used_so_that_a_page_can_be_mirrored(name):
    side = "left|right|top|bottom"
    physical = rf"(?<![\w.-])(?:width|height|{side}|(?:margin|padding|border)-(?:{side}))\s*:"

    assert re.findall(physical, SHEETS[name]) == []


@pytest.mark.parametrize(
    "wish",
    ["prefers-color-scheme: dark", "prefers-contrast: more", "forced-colors: active", "print"],
)
def test_the_stylesheet_answers_what_a_reader_needs(wish):
    assert wish in SITE


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_moves(name):
    moving = r"animation|transition|scroll-behavior|position: (?:sticky|fixed)"

    assert not re.search(moving, SHEETS[name])


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_fetched_from_elsewhere(name):
    assert "@import" not in SHEETS[name]
    assert "url(" not in SHEETS[name]


def test_every_static_file_is_known():
    styles = {"site.css", "content.css", "form.css", "desk.css"}

    assert {path.name for path in Path(STATIC).iterdir()} == styles | {"icon.svg", "favicon.ico"}
