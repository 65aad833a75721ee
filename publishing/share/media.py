"""The picture that goes with an item's post."""

from functools import cached_property
from pathlib import Path

from municipality.model import Account
from networks.accounts import find_capabilities
from networks.planning import PlannedPicture
from publishing.cards import Cards
from publishing.item_page import Card
from publishing.items import Item
from publishing.pictures import Drawing, PictureNotReadable, Pictures
from publishing.settings import Settings

# What Instagram shows uncropped: from 4:5 to 1.91:1.
_SHAPES = (0.8, 1.91)


class MediaOfItems:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pictures = Pictures(settings.var / "pictures")

    def of(self, item: Item, account: Account) -> tuple[PlannedPicture, ...]:
        """The picture as the site shows it: the camera's own may say where it was taken.

        A network that takes nothing without a picture is given the item's card where its own
        picture would not do.
        """
        drawing = self._draw(item)
        needs_picture = find_capabilities(account).needs_picture
        if needs_picture and not (drawing and _is_taken(drawing)):
            return (self._planned_card(self._cards.of_item(item)),)
        if drawing is None:
            return ()
        picture = PlannedPicture(
            path=self._path(drawing.file),
            alt=item.image_alt,
            address=drawing.address,
            width=drawing.width,
            height=drawing.height,
        )
        return (picture,)

    @cached_property
    def _cards(self) -> Cards:
        settings = self._settings
        return Cards(settings.var / "cards", settings.municipality, self._pictures)

    def _draw(self, item: Item) -> Drawing | None:
        try:
            return self._pictures.redraw(item.image).main if item.image else None
        except PictureNotReadable:
            return None

    def _planned_card(self, card: Card) -> PlannedPicture:
        return PlannedPicture(
            path=self._path(card.file),
            alt=card.alt,
            address=card.src,
            width=card.width,
            height=card.height,
        )

    def _path(self, file: Path) -> str:
        root = self._settings.root
        return str(file.relative_to(root) if file.is_relative_to(root) else file)


def _is_taken(drawing: Drawing) -> bool:
    least, most = _SHAPES
    return drawing.type == "image/jpeg" and least <= drawing.width / drawing.height <= most
