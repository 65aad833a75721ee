"""Translations that are kept compiled: what is spoken is always what the sources say now."""

import sys

import pytest

from text.catalogues import read_catalogue

SOURCE = """\
msgid "Search"
msgstr "{word}"

msgid "%(num)s item"
msgid_plural "%(num)s items"
msgstr[0] "%(num)s içerik"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """One Turkish source, and a Python that keeps what it compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "tr").mkdir()
    write(tmp_path, "Ara")
    return tmp_path


def write(folder, word):
    (folder / "tr/site.po").write_text(SOURCE.format(word=word), encoding="utf-8")


def read(folder, language="tr"):
    """As a process does that has just begun."""
    read_catalogue.cache_clear()
    catalogue = read_catalogue(language, folder)
    return catalogue.gettext("Search"), catalogue.ngettext("%(num)s item", "%(num)s items", 2)


def kept(folder):
    return list((folder / "tr/__pycache__").glob("*.mo"))


def test_a_kept_catalogue_speaks_as_its_sources_do(folder):
    first = read(folder)
    (file,) = kept(folder)
    stamp = file.stat()

    assert first == read(folder) == ("Ara", "%(num)s içerik")
    assert kept(folder) == [file]
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)


def test_a_changed_translation_is_spoken_at_once_and_the_old_one_is_not_kept(folder):
    read(folder)
    write(folder, "Bul")

    assert read(folder)[0] == "Bul"
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("length", [0, 3, 30, 60])
def test_a_catalogue_that_the_disk_lost_a_part_of_is_made_anew(folder, length):
    whole = read(folder)
    (file,) = kept(folder)
    data = file.read_bytes()
    file.write_bytes(data[:length])

    assert read(folder) == whole
    assert file.read_bytes() == data


def test_where_nothing_may_be_kept_messages_are_translated_all_the_same(folder):
    (folder / "tr/__pycache__").write_text("in the way", encoding="utf-8")

    assert read(folder)[0] == "Ara"


def test_whoever_forbids_compiled_files_gets_none(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert read(folder)[0] == "Ara"
    assert kept(folder) == []


def test_without_a_translation_the_message_stands_for_itself(folder):
    assert read(folder, "de") == ("Search", "%(num)s items")
