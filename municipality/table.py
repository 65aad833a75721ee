"""One table of a file: asked for its facts by name, it notes what is missing or wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from municipality.model import Words
from municipality.source import Keys, Source
from text.language import gettext
from text.nearest import nearest

T = TypeVar("T")

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


class Table:
    """Answers with some value even where the file is wrong, so that all mistakes are found.

    Whoever builds from it throws the result away when the source has findings.
    """

    def __init__(self, source: Source, keys: Keys = ()) -> None:
        values: dict[str, Any] = source.values
        for key in keys:
            values = values[key]
        self._source = source
        self._keys = keys
        self._values = values
        self._asked: set[str] = set()

    def find(self, key: str, sentence: str) -> None:
        self._source.find((*self._keys, key), sentence)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._values

    def text(self, key: str, *, like: str = "(?s).+", example: str = "") -> str:
        """A text that matches the whole pattern `like`; `example` shows what to write instead."""
        value = self._value(key, str, gettext('a text between quotation marks: "…"'))
        if value is None:
            return ""
        if not value.strip():
            self.find(key, gettext("“%(key)s” is empty: write it.", key=key))
        elif not re.fullmatch(like, value):
            sentence = gettext(
                "“%(value)s” cannot be “%(key)s”: write it like %(example)s.",
                value=value,
                key=key,
                example=example,
            )
            self.find(key, sentence)
        return value

    def optional_text(self, key: str, *, like: str = "(?s).+", example: str = "") -> str | None:
        return self.text(key, like=like, example=example) if self.has(key) else None

    def words(self, key: str, languages: Iterable[str]) -> Words:
        """A text in each of `languages`, in that order."""
        example = "{ " + ", ".join(f'{language} = "…"' for language in languages) + " }"
        expected = gettext("a text in each language: %(example)s", example=example)
        if self._value(key, dict, expected) is None:
            return Words()
        texts = self.table(key)
        words = Words({language: texts.text(language) for language in languages})
        texts.close()
        return words

    def optional_words(self, key: str, languages: Iterable[str]) -> Words | None:
        return self.words(key, languages) if self.has(key) else None

    def number(self, key: str, *, least: int = 1) -> int:
        """A whole number, by default above zero."""
        value = self._value(key, int, gettext("a whole number without quotation marks"))
        if value is not None and value < least:
            sentence = gettext("“%(key)s” must be %(least)s or more.", key=key, least=least)
            self.find(key, sentence)
        return least if value is None else max(value, least)

    def truth(self, key: str) -> bool:
        """`true` or `false`; false where the file is silent."""
        if not self.has(key):
            return False
        return bool(self._value(key, bool, gettext("true or false, without quotation marks")))

    def day(self, key: str) -> date:
        expected = gettext("a day like 2026-11-23, without quotation marks")
        return self._value(key, date, expected) or date.min

    def one_of(self, key: str, choices: Mapping[str, T] | None, otherwise: T) -> T:
        """What the text at `key` names; no choices at all means that they could not be read."""
        name = self.text(key)
        if not name or choices is None:
            return otherwise
        if name not in choices:
            self.find(key, _unknown_name(key, name, choices))
        return choices.get(name, otherwise)

    def optional_one_of(self, key: str, choices: Mapping[str, T] | None) -> T | None:
        if not self.has(key):
            return None
        known: Mapping[str, T | None] | None = choices
        return self.one_of(key, known, None)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of one text or more."""
        expected = gettext('a list of texts: ["…", "…"]')
        value = self._value(key, list, expected)
        if value is None:
            return ()
        if not value or not all(isinstance(text, str) for text in value):
            self.find(key, _must_be(key, expected))
            return ()
        return tuple(value)

    def pair(self, key: str) -> tuple[int, int]:
        """Two whole numbers from 1 to 20."""
        expected = gettext("two whole numbers from 1 to 20: [1, 3]")
        value = self._value(key, list, expected)
        if value is None:
            return (0, 0)
        if len(value) != 2 or not all(type(each) is int and 1 <= each <= 20 for each in value):
            self.find(key, _must_be(key, expected))
            return (0, 0)
        return (value[0], value[1])

    def is_table(self, key: str) -> bool:
        return isinstance(self._values.get(key), dict)

    def table(self, key: str) -> "Table":
        """The table at `key`; empty where there is none."""
        if self._value(key, dict, gettext("a table: [%(key)s]", key=key)) is None:
            return Table(Source(self._source.path))
        return Table(self._source, (*self._keys, key))

    def names(self) -> Iterator[str]:
        yield from self._values

    def slugs(self) -> Iterator[str]:
        """The names of the things that this table lists."""
        for slug in self.names():
            if not re.fullmatch(SLUG, slug):
                sentence = gettext(
                    "“%(slug)s” must be small letters a to z, digits and hyphens: it stands in "
                    "addresses.",
                    slug=slug,
                )
                self.find(slug, sentence)
            yield slug

    def tables(self) -> Iterator[tuple[str, "Table"]]:
        """Each thing that this table lists, with its slug; its unknown keys are noted after it."""
        for slug in self.slugs():
            table = self.table(slug)
            yield slug, table
            table.close()

    def close(self) -> None:
        """Note the keys that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                self.find(key, say_unknown(key, self._asked))

    def _value(self, key: str, kind: type[T], expected: str) -> T | None:
        if not self.has(key):
            sentence = gettext(
                "“%(key)s” is missing: write %(expected)s.", key=key, expected=expected
            )
            self.find(key, sentence)
            return None
        value = self._values[key]
        # To Python true is also a number and a moment is also a day; in these files they are not.
        if type(value) is not kind:
            self.find(key, _must_be(key, expected))
            return None
        return value


def _must_be(key: str, expected: str) -> str:
    return gettext("“%(key)s” must be %(expected)s.", key=key, expected=expected)


def say_unknown(key: str, known: Iterable[str]) -> str:
    meant = nearest(key, known)
    if meant:
        return gettext(
            "“%(key)s” is not known here. Did you mean “%(meant)s”?", key=key, meant=meant
        )
    return gettext(
        "“%(key)s” is not known here. Known are: %(known)s.",
        key=key,
        known=", ".join(sorted(known)),
    )


def _unknown_name(key: str, name: str, known: Iterable[str]) -> str:
    meant = nearest(name, known)
    if meant:
        return gettext(
            "“%(name)s” is no “%(key)s” that we know. Did you mean “%(meant)s”?",
            name=name,
            key=key,
            meant=meant,
        )
    return gettext(
        "“%(name)s” is no “%(key)s” that we know. Known are: %(known)s.",
        name=name,
        key=key,
        known=", ".join(known),
    )
