"""Every sentence that a person reads exists in Turkish, with the same places to fill."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from text.catalogues import CATALOGUES

ROOT = Path(__file__).parents[2]
ROOMS = ["municipality", "text", "database", "search", "networks", "publishing", "feedback_api"]
ROOMS += ["theme", "standins", "deploy"]
KEYWORDS = {"gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)")


def list_messages():
    """(where, msgid) of every message in the code and in the templates."""
    for room in ROOMS:
        found = extract_from_dir(
            str(ROOT / room),
            method_map=[("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")],
            options_map={
                "**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "silent": "false"},
                "**.txt": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "silent": "false"},
            },
            keywords=KEYWORDS,
        )
        for path, line, message, _comments, _context in found:
            yield f"{room}/{path}:{line}", message


def read_catalogues(language):
    """{msgid: translations} over all the language's catalogues."""
    translations = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                msgid = message.id[0] if isinstance(message.id, tuple) else message.id
                strings = message.string if isinstance(message.string, tuple) else (message.string,)
                translations.setdefault(msgid, []).append((path.name, strings))
    return translations


def test_every_message_is_translated_into_turkish():
    turkish = read_catalogues("tr")

    missing = [
        f"{where}: {message}"
        for where, message in list_messages()
        for msgid in [message[0] if isinstance(message, tuple) else message]
        if not any(all(strings) for _, strings in turkish.get(msgid, []))
    ]

    assert missing == []


def test_a_translation_fills_the_same_places():
    wrong = [
        f"{catalogue}: {msgid}"
        for msgid, entries in read_catalogues("tr").items()
        for catalogue, strings in entries
        for string in strings
        if msgid
        and string
        and not set(PLACE.findall(string)) <= set(PLACE.findall(msgid)) | {"num"}
    ]

    assert wrong == []


def test_one_message_is_not_translated_in_two_ways():
    different = {
        msgid: entries
        for msgid, entries in read_catalogues("tr").items()
        if len({strings for _, strings in entries}) > 1
    }

    assert different == {}


@pytest.mark.parametrize("word", ["besleme", "bildirim"])
def test_words_that_we_do_not_use_do_not_appear(word):
    used = [
        f"{catalogue}: {string}"
        for entries in read_catalogues("tr").values()
        for catalogue, strings in entries
        for string in strings
        if word in string.lower()
    ]

    assert used == []
