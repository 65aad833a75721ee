"""Where the tiles of the districts lie, and what is said when they cannot be laid."""

import pytest

from municipality import MunicipalityError, load
from text.language import speaking

NORTH = 'north-bank = "North Bank"'
SOUTH = 'south-bank = "South Bank"'


@pytest.fixture
def sentences(riverbend_folder):
    """What loading finds wrong once the two districts are written so."""

    def load_with(*lines):
        (riverbend_folder / "districts.toml").write_text("\n".join(lines), encoding="utf-8")
        with pytest.raises(MunicipalityError) as caught, speaking("en"):
            load(riverbend_folder)
        return [(finding.line, finding.sentence) for finding in caught.value.findings]

    return load_with


def tiled(line, tile):
    slug, name = line.split(" = ")
    return f"{slug} = {{ name = {name}, tile = {tile} }}"


def test_a_municipality_may_have_no_map(riverbend):
    assert {district.tile for district in riverbend.districts} == {None}


def test_a_district_with_a_tile_keeps_its_name(riverbend_folder):
    lines = [tiled(NORTH, "[1, 1]"), tiled(SOUTH, "[1, 2]")]
    (riverbend_folder / "districts.toml").write_text("\n".join(lines), encoding="utf-8")

    north, south = load(riverbend_folder).districts

    assert (north.name, north.tile) == ("North Bank", (1, 1))
    assert (south.slug, south.tile) == ("south-bank", (1, 2))


def test_two_districts_on_one_tile_are_both_named(sentences):
    found = sentences(tiled(NORTH, "[1, 1]"), tiled(SOUTH, "[1, 1]"))

    assert found == [(2, "“south-bank” lies on the tile of “north-bank”: give it a free one.")]


def test_one_district_without_a_tile_is_told_what_to_write(sentences):
    [(line, sentence)] = sentences(tiled(NORTH, "[1, 1]"), SOUTH)

    assert line == 2
    assert 'south-bank = { name = "South Bank", tile = [1, 3] }' in sentence


@pytest.mark.parametrize("tile", ["[1]", "[0, 1]", "[1, 21]", '["1", 2]', "[true, 2]", '"1, 2"'])
def test_a_tile_is_two_small_numbers(sentences, tile):
    [(line, sentence)] = sentences(tiled(NORTH, tile), tiled(SOUTH, "[1, 1]"))

    assert line == 1
    assert sentence == "“tile” must be two whole numbers from 1 to 20: [1, 3]."


def test_erzurum_lies_roughly_as_it_does(erzurum):
    tiles = {district.slug: district.tile for district in erzurum.districts}

    def is_west_of(west, east):
        return tiles[west][0] < tiles[east][0]

    def is_north_of(north, south):
        return tiles[north][1] < tiles[south][1]

    road = ["askale", "aziziye", "yakutiye", "pasinler", "horasan"]
    assert all(map(is_west_of, road, road[1:]))
    north = ["ispir", "pazaryolu", "uzundere", "tortum", "oltu", "olur", "narman", "senkaya"]
    south = ["cat", "palandoken", "tekman", "hinis", "karacoban", "karayazi"]
    assert all(is_north_of(district, "yakutiye") for district in north)
    assert all(is_north_of("yakutiye", district) for district in south)
    assert is_west_of("pazaryolu", "tortum")
    assert is_west_of("cat", "karayazi")
