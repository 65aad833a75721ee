"""Draws a card: the picture if there is one, the municipality's colours, and the words."""

import io
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageOps

from publishing.cards.lettering import REGULAR, SEMIBOLD, Font, fit, font, legible, shorten, wrap
from publishing.cards.words import CardWords

WIDTH, HEIGHT = 1200, 630
Colour = tuple[int, int, int]

_MARGIN = 64
_TOP = 48  # of the plates beside the publisher's name
_LEADING = 1.17
_PADDING = 20  # of a plate


class _Room(NamedTuple):
    """Where the words stand: beside a picture, or across the whole card."""

    right: int
    titles: tuple[tuple[int, int], ...]  # sizes with the most lines in each, the largest first


_WHOLE = _Room(WIDTH - _MARGIN, ((96, 1), (80, 2), (68, 3), (54, 4)))
_BESIDE = _Room(690, ((72, 1), (60, 2), (50, 4)))
_PICTURE = 740  # where it begins


def draw(words: CardWords, picture: Path | None, *, ground: Colour, ink: Colour) -> bytes:
    """The card as a JPEG; the same bytes for the same words, picture and colours."""
    card = _paint_picture(picture, ground) if picture else _painted(ground, ink).copy()
    writing = _Writing(ImageDraw.Draw(card), ground, ink, _BESIDE if picture else _WHOLE)
    writing.write(_legible(words))
    drawn = io.BytesIO()
    card.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()


def _legible(words: CardWords) -> CardWords:
    return replace(
        words,
        publisher=legible(words.publisher),
        title=legible(words.title),
        label=legible(words.label),
        facts=tuple(map(legible, words.facts)),
        mark=legible(words.mark),
    )


@dataclass
class _Writing:
    """Writes from the foot of the card upwards, so that the words end where they should."""

    pen: ImageDraw.ImageDraw
    ground: Colour
    ink: Colour
    room: _Room
    foot: int = HEIGHT - _MARGIN

    def write(self, words: CardWords) -> None:
        width = self.room.right - _MARGIN
        facts = [line for fact in words.facts for line in wrap(fact, font(34, REGULAR), width)]
        for fact in reversed(facts[: 2 if words.percent is not None else 3]):
            self._line(fact, font(34, REGULAR), 46)
        if words.percent is not None:
            self._bar(words.percent)
        letters, lines = fit(words.title, self.room.titles, width)
        self.foot -= 16
        for line in reversed(lines):
            self._line(line, letters, round(letters.size * _LEADING))
        if words.label:
            label = shorten(words.label, font(30, SEMIBOLD), width - 2 * _PADDING)
            self._plate(label, _MARGIN, self.foot - 62, self.ground, self.ink)
        if words.mark:
            left = WIDTH - _MARGIN - 2 * _PADDING - round(font(30, SEMIBOLD).getlength(words.mark))
            self._plate(words.mark, left, _TOP, self.ink, self.ground)
        publisher = shorten(words.publisher, font(30, SEMIBOLD), width)
        self.pen.text((_MARGIN, _TOP + 23), publisher, self.ink, font(30, SEMIBOLD), "lm")

    def _line(self, text: str, letters: Font, height: int) -> None:
        baseline = self.foot - round(height * 0.25)
        self.pen.text((_MARGIN, baseline), text, self.ink, letters, "ls")
        self.foot -= height

    def _bar(self, percent: int) -> None:
        """How far a project is; the words below say the same."""
        left, right, foot = _MARGIN, self.room.right, self.foot - 14
        self.pen.rounded_rectangle((left, foot - 22, right, foot), 11, None, self.ink, 3)
        done = left + round((right - left) * min(max(percent, 0), 100) / 100)
        if done - left >= 22:
            self.pen.rounded_rectangle((left, foot - 22, done, foot), 11, self.ink)
        self.foot = foot - 30

    def _plate(self, text: str, left: int, top: int, ink: Colour, ground: Colour) -> None:
        box = (left, top, left + round(font(30, SEMIBOLD).getlength(text)) + 2 * _PADDING, top + 46)
        self.pen.rounded_rectangle(box, 8, ground, self.ink, 3)
        self.pen.text((left + _PADDING, top + 23), text, ink, font(30, SEMIBOLD), "lm")


@lru_cache(maxsize=4)
def _painted(ground: Colour, ink: Colour) -> Image.Image:
    """The colour, with rings in it so that it is no empty wall; drawn large for smooth edges."""
    card = Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), ground)
    pen = ImageDraw.Draw(card)
    for radius, share in ((1120, 0.05), (800, 0.10), (480, 0.16)):
        pen.circle((2 * WIDTH - 80, 80), radius, _mix(ground, ink, share))
    return card.reduce(2)


def _paint_picture(picture: Path, ground: Colour) -> Image.Image:
    """The colour, and the middle of the picture on its right."""
    card = Image.new("RGB", (WIDTH, HEIGHT), ground)
    with Image.open(picture) as opened:
        seen = opened.convert("RGBA")
    part = ImageOps.fit(seen, (WIDTH - _PICTURE, HEIGHT), Image.Resampling.BICUBIC)
    card.paste(part, (_PICTURE, 0), part)
    return card


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
