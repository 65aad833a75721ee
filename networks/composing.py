"""Makes the text of a post from an item's own fields, as long as the network allows."""

from collections.abc import Callable

from networks.protocol import Facts
from text.cleaning import clean_text
from text.counting import shorten

Length = Callable[[str], int]


def compose(facts: Facts, *, limit: int, length: Length) -> str:
    """Title, summary and link, or the editor's own text and the link; NFC.

    Where that is longer than `limit` by the measure `length`, the words are cut, last paragraph
    first, and the link stays whole.
    """
    if facts.own_text:
        paragraphs = clean_text(facts.own_text).split("\n\n")
    else:
        paragraphs = [clean_text(facts.title), clean_text(facts.summary)]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if any(facts.link in paragraph for paragraph in paragraphs):
        return _fit(_without_link(paragraphs, facts.link), facts.link, limit, length)
    return _fit(paragraphs, facts.link, limit, length)


def _without_link(paragraphs: list[str], link: str) -> list[str]:
    """An editor's own link moves to the end when the text must be cut, so that it is not lost."""
    return [words for text in paragraphs if (words := text.replace(link, "").strip())]


def _fit(paragraphs: list[str], link: str, limit: int, length: Length) -> str:
    whole = _join(paragraphs, link)
    if length(whole) <= limit or not paragraphs:
        return whole
    *before, last = paragraphs
    # What the rest leaves for the last paragraph; one letter stands for it.
    room = limit - length(_join([*before, "x"], link)) + 1
    # A paragraph of which not one word fits is left out, unless it is all there is.
    least = "x…" if not before else f"{last.split()[0]}…"
    if room >= length(least):
        cut = _join([*before, shorten(last, room, length)], link)
        if length(cut) <= limit:
            return cut
    return _fit(before, link, limit, length)


def _join(paragraphs: list[str], link: str) -> str:
    return "\n\n".join([*paragraphs, link])
