"""The card that networks show with an item's link: 1200 × 630 pixels, drawn from its own facts."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from municipality import Municipality
from publishing.cards.drawing import HEIGHT, WIDTH, Colour, draw
from publishing.cards.words import CardWords, words_of_item, words_of_municipality
from publishing.files import replace_file
from publishing.item_page import Card
from publishing.items import Item
from publishing.pictures import ADDRESS, PictureNotReadable, Pictures
from text.language import speaking
from theme.palette import LOOKS, Palette, read_sheet, site_sheet

__all__ = ["Cards"]

# Raising it draws every card anew: it is part of the name in the cache.
RECIPE = "1"


class Cards:
    """Draws each card once and keeps it in the folder `cache`, under the hash of what it shows."""

    def __init__(self, cache: Path, municipality: Municipality, pictures: Pictures) -> None:
        self._cache = cache
        self._municipality = municipality
        self._pictures = pictures
        sheets = [site_sheet(), read_sheet(municipality.theme.read_text(encoding="utf-8"))]
        palette = Palette(sheets, LOOKS["light"])
        self._ground = _bytes_of(palette, "--deep")
        self._ink = _bytes_of(palette, "--deep-ink")

    def of_item(self, item: Item) -> Card:
        with speaking(item.language):
            words = words_of_item(item, self._municipality)
        return self._card(words, self._picture(item))

    def of_municipality(self, language: str) -> Card:
        """For the pages that are no item."""
        with speaking(language):
            words = words_of_municipality(self._municipality)
        return self._card(words, None)

    def _picture(self, item: Item) -> Path | None:
        try:
            return self._pictures.redraw(item.image).main.file if item.image else None
        except PictureNotReadable:
            return None

    def _card(self, words: CardWords, picture: Path | None) -> Card:
        # The cache calls a picture's folder after the picture's bytes.
        shown = [RECIPE, asdict(words), picture and picture.parent.name, self._ground, self._ink]
        digest = hashlib.sha256(json.dumps(shown).encode()).hexdigest()
        file = self._cache / digest[:2] / f"{digest}.jpg"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, draw(words, picture, ground=self._ground, ink=self._ink))
        return Card(f"{ADDRESS}kart-{digest[:12]}.jpg", WIDTH, HEIGHT, words.alt, file)


def _bytes_of(palette: Palette, name: str) -> Colour:
    colour = palette.shade(name).colour or (0.0, 0.0, 0.0)
    red, green, blue = (round(part * 255) for part in colour)
    return red, green, blue
