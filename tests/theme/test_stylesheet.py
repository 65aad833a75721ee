import re
from pathlib import Path

import pytest

from municipality import load
from theme.environment import STATIC

SITE = (STATIC / "site.css").read_text(encoding="utf-8")
SHEETS = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css"))}
THEME = load().theme.read_text(encoding="utf-8")
DARK = "@media (prefers-color-scheme: dark)"
KB = 1024


def read_colours(css):
    """({name: value} in light, the same in dark), of the custom properties of one stylesheet."""
    roots = [match.start() for match in re.finditer(r":root\s*\{", css)]
    light, dark = {}, {}
    for start in roots:
        block = css[start : css.index("}", start)]
        is_dark = DARK in css[max(0, start - 60) : start]
        (dark if is_dark else light).update(re.findall(r"(--[\w-]+):\s*([^;]+);", block))
    return light, dark


def colours(scheme):
    site, theme = read_colours(SITE), read_colours(THEME)
    layers = [site[0], theme[0]]
    if scheme == "dark":
        layers = [site[0], site[1], theme[0], theme[1]]
    return {name: value for layer in layers for name, value in layer.items()}


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def look_up(named, name):
    value = named[name]
    reference = re.fullmatch(r"var\((--[\w-]+)\)", value)
    return look_up(named, reference[1]) if reference else value


TEXT = ["ink", "soft", "link", "good", "warn", "bad"]
PAIRS = [(f"--{text}", f"--{ground}", 4.5) for text in TEXT for ground in ("paper", "ground")]
PAIRS += [("--ink", "--tint", 4.5), ("--link", "--tint", 4.5)]
PAIRS += [("--brand-ink", "--brand", 4.5), ("--deep-ink", "--deep", 4.5)]
PAIRS += [
    (f"--{edge}", f"--{ground}", 3) for edge in ("edge", "focus") for ground in ("paper", "ground")
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(scheme, front, back, least):
    named = colours(scheme)

    assert contrast(look_up(named, front), look_up(named, back)) >= least


def test_a_municipality_changes_less_than_a_kilobyte():
    assert len(THEME.encode()) <= KB


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

    assert {path.name for path in Path(STATIC).iterdir()} == styles | {"icon.svg"}
