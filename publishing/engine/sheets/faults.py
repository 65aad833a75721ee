"""What was wrong and is put right, and what a reader sees when a page cannot be shown."""

from collections.abc import Iterator
from dataclasses import replace

from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World
from publishing.item_page import ItemPage
from publishing.items import Correction

_ERRORS = ("404", "410", "500", "maintenance")


def fault_sheets(world: World, language: str) -> Iterator[Sheet]:
    entries = _corrections(world, language)
    yield fixed(world, "/duzeltmeler/", "site/corrections", language, entries=entries)
    for name in _ERRORS:
        sheet = fixed(world, f"/{name}.html", f"errors/{name}", language)
        yield replace(sheet, is_listed=False)


def _corrections(world: World, language: str) -> list[tuple[ItemPage, Correction]]:
    entries = [
        (page, correction)
        for page in world.pages
        if page.item.language == language
        for correction in page.item.corrections
    ]
    return sorted(entries, key=lambda entry: entry[1].day, reverse=True)
