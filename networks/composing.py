"""Makes the text of a post from an item's own fields, as long as the network allows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from municipality.posts import USUAL
from networks.protocol import Facts
from text.cleaning import clean_text
from text.counting import shorten

Length = Callable[[str], int]

_PLACE = re.compile(r"\{(\w+)\}")
_LINK = "{link}"
# What stands between two fields must not be left at an end when one of them is empty.
_JOINTS = " \t\n·•|,;:–—-"


@dataclass(frozen=True)
class _Paragraph:
    text: str
    is_kept: bool = False  # whole, such as the link


def compose(facts: Facts, *, limit: int, length: Length, template: str = USUAL) -> str:
    """The template filled in, or the editor's own text and the link; NFC.

    The template's paragraphs stand in the order of their weight: where the whole is longer than
    `limit` by the measure `length`, the last words are cut first, and the link stays whole.
    """
    paragraphs = template.split("\n\n")
    if facts.own_text is None or not (own := clean_text(facts.own_text)):
        return _fit(list(_fill(paragraphs, facts)), limit, length)
    tail = [paragraph for paragraph in paragraphs if _LINK in paragraph]
    if facts.link in own:
        # An editor's own link moves to the end when the text must be cut, so that it is not lost.
        if length(own) <= limit:
            return own
        own, tail = own.replace(facts.link, ""), [_LINK]
    words = [_Paragraph(text) for each in own.split("\n\n") if (text := each.strip())]
    return _fit([*words, *_fill(tail, facts)], limit, length)


def _fill(paragraphs: Sequence[str], facts: Facts) -> list[_Paragraph]:
    """A paragraph of which no place can be filled is left out."""
    filled = []
    for paragraph in paragraphs:
        values = [_value(facts, name) for name in _PLACE.findall(paragraph)]
        if values and not any(values):
            continue
        text = _PLACE.sub(lambda place: _value(facts, place[1]), paragraph)
        text = text.strip() if all(values) else text.strip(_JOINTS)
        filled.append(_Paragraph(text, is_kept=_LINK in paragraph))
    return filled


def _value(facts: Facts, name: str) -> str:
    return facts.link if name == "link" else clean_text(str(getattr(facts, name, "")))


def _fit(paragraphs: list[_Paragraph], limit: int, length: Length) -> str:
    whole = _join(paragraphs)
    cuttable = [number for number, each in enumerate(paragraphs) if not each.is_kept]
    if length(whole) <= limit or not cuttable:
        return whole
    last = cuttable[-1]
    before, words, after = paragraphs[:last], paragraphs[last].text, paragraphs[last + 1 :]
    # What the rest leaves for these words; one letter stands for them.
    room = limit - length(_join([*before, _Paragraph("x"), *after])) + 1
    # A paragraph of which not one word fits is left out, unless it is all there is.
    least = "x…" if len(cuttable) == 1 else f"{words.split()[0]}…"
    if room >= length(least):
        cut = _join([*before, _Paragraph(shorten(words, room, length)), *after])
        if length(cut) <= limit:
            return cut
    return _fit([*before, *after], limit, length)


def _join(paragraphs: Sequence[_Paragraph]) -> str:
    return "\n\n".join(paragraph.text for paragraph in paragraphs)
