"""The lines above a text, as editors really write them."""

import pytest

from publishing.reading.header import parse_header
from publishing.reading.keys import find_key, is_key


def parse(text):
    return parse_header(text, is_key)


def values(text):
    return {entry.name: entry.value for entry in parse(text).entries}


@pytest.mark.parametrize("name", ["Başlık", "baslik", "BAŞLIK", "TITLE", "title", "  Title "])
def test_a_key_is_one_whatever_its_case_diacritics_and_language(name):
    assert find_key(name).code == "title"


def test_a_value_may_contain_colons():
    assert values("Başlık: Duyuru: yarın 09:00\n\nMetin") == {"Başlık": "Duyuru: yarın 09:00"}


def test_an_indented_line_continues_the_value_above_it():
    header = parse("Özet: Birinci satır\n  ikinci satır\nTarih: 1.1.2026\n\nMetin")

    assert [entry.value for entry in header.entries] == ["Birinci satır ikinci satır", "1.1.2026"]


def test_every_value_knows_its_line_and_column():
    header = parse("\n\nBaşlık: A\nTarih:   1.1.2026\n\nMetin")

    places = [(entry.line, entry.key_column, entry.column) for entry in header.entries]
    assert places == [(3, 1, 9), (4, 1, 10)]


def test_the_text_knows_the_line_on_which_it_begins():
    header = parse("Başlık: A\n\nBirinci\nİkinci")

    assert (header.body, header.body_line) == ("Birinci\nİkinci", 3)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffBaşlık: A\n\nMetin",
        "Başlık: A\r\n\r\nMetin",
        "Başlık: A\r\rMetin",
        "---\nBaşlık: A\n---\nMetin",
        "---\r\nBaşlık: 'A'\r\n---\r\nMetin",
        '\ufeff---\n# not\nBaşlık: "A"\n\n...\nMetin',
        "---\nBaşlık: A\n\nMetin",
    ],
    ids=["bom", "crlf", "old mac", "yaml", "yaml crlf quotes", "yaml bom comment", "open fence"],
)
def test_what_editors_programs_add_is_fine(text):
    header = parse(text)

    assert [(entry.name, entry.value) for entry in header.entries] == [("Başlık", "A")]
    assert header.body.strip() == "Metin"
    assert header.stray == ()


@pytest.mark.parametrize(
    "lines",
    ["Etiketler: [su, 'kar']", "Etiketler:\n- su\n- kar", "Etiketler:\n  - su\n  - kar"],
)
def test_a_yaml_list_reads_as_its_members(lines):
    assert values(f"---\n{lines}\n---\nMetin") == {"Etiketler": "su, kar"}


def test_a_text_without_a_blank_line_above_it_does_not_vanish():
    header = parse("Başlık: A\nBugün saat 14.00'te: sular kesilecek.\nBaşka satır\n")

    assert header.stray == (2,)
    assert header.body.startswith("Bugün saat 14.00'te")


def test_an_address_at_the_beginning_of_a_line_is_no_key():
    assert parse("Başlık: A\nhttps://example.com\n").stray == (2,)


def test_a_key_may_name_a_network():
    assert values("Paylaşım metni (x): kısa\n\nMetin") == {"Paylaşım metni (x)": "kısa"}


def test_a_file_without_a_header_has_no_entries():
    assert parse("# Bir başlık\n\nMetin: devamı").is_missing
