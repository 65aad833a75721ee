"""Reads the districts, and where the tile of each lies on the map of all."""

from collections.abc import Iterable

from municipality.model import District
from municipality.source import Source
from municipality.table import Table
from text.language import gettext


def read_districts(source: Source) -> tuple[District, ...]:
    table = Table(source)
    districts = tuple(_district(table, slug) for slug in table.slugs())
    if source.is_readable and not districts:
        source.find(
            (), gettext('There is no district: write at least one, like yakutiye = "Yakutiye".')
        )
    _check_tiles(table, districts)
    return districts


def _district(table: Table, slug: str) -> District:
    """Only a name, or a table of name and tile."""
    if not table.is_table(slug):
        return District(slug, table.text(slug))
    own = table.table(slug)
    tile = own.pair("tile") if own.has("tile") else None
    district = District(slug, own.text("name"), tile)
    own.close()
    return district


def _check_tiles(table: Table, districts: Iterable[District]) -> None:
    placed: dict[tuple[int, int], District] = {}
    without = []
    for district in districts:
        if district.tile is None:
            without.append(district)
            continue
        other = placed.setdefault(district.tile, district)
        # (0, 0) stands for a tile that could not be read, which is a finding already.
        if other is not district and all(district.tile):
            sentence = gettext(
                "“%(slug)s” lies on the tile of “%(other)s”: give it a free one.",
                slug=district.slug,
                other=other.slug,
            )
            table.find(district.slug, sentence)
    for district in without if placed else ():
        sentence = gettext(
            "“%(slug)s” has no tile, though other districts have: write "
            '%(slug)s = { name = "%(name)s", tile = [1, 3] }, or take the tiles of all away.',
            slug=district.slug,
            name=district.name,
        )
        table.find(district.slug, sentence)
