"""What the municipality does, and whose job everything else is."""

from collections.abc import Iterator

from publishing.engine.sheets.sheet import Sheet, fixed
from publishing.engine.world import World


def service_sheets(world: World, language: str) -> Iterator[Sheet]:
    yield fixed(world, "/hizmetler/", "site/services", language)
    yield fixed(world, "/kimin-gorevi/", "site/institutions", language)
