"""Reads the values of one header, and says of each that is wrong what to type instead."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeVar

from publishing.findings import Finding, Level
from publishing.leftovers import find_leftover
from publishing.reading.header import Entry
from publishing.reading.keys import (
    BY_CODE,
    FOREIGN,
    SAID_BY_THE_PATH,
    Key,
    find_key,
    key_names,
    split_argument,
)
from publishing.reading.source import Source
from publishing.vocabulary import Word
from text.cleaning import clean_line
from text.dates import DateNotUnderstood, day_of, parse_moment
from text.language import gettext
from text.nearest import nearest
from text.turkish import fold

Choice = TypeVar("Choice")
SomeWord = TypeVar("SomeWord", bound=Word)

# The same names of units and districts, and each value several times.
_fold = lru_cache(maxsize=4096)(fold)
_clean = lru_cache(maxsize=1024)(clean_line)

END_OF_DAY = time(23, 59)
_SHOWN_LENGTH = 60


class Reading:
    """The header of one source; what is wrong with it gathers in `findings`."""

    def __init__(self, source: Source, zone: str) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self._zone = zone
        self._entries: dict[str, list[Entry]] = {}
        self._meant: set[str] = set()
        if source.header.stray or source.header.is_missing:
            self._note_stray(next(iter(source.header.stray), 1))
        for entry in source.header.entries:
            self._sort_in(entry)
        if not source.header.is_missing:
            self._note_missing()

    # What the header says

    def entries(self, code: str) -> list[Entry]:
        """The entries of a key that say something; text left from a template does not."""
        return [entry for entry in self._entries.get(code, []) if self._says_something(entry)]

    def entry(self, code: str) -> Entry | None:
        return next(iter(self.entries(code)), None)

    def text(self, code: str) -> str | None:
        entry = self.entry(code)
        return _clean(entry.value) if entry else None

    def list(self, code: str) -> tuple[str, ...]:
        """The parts between commas, in their order and each once."""
        parts = (part.strip() for part in (self.text(code) or "").split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    def moment(self, code: str, default: time = time(0, 0)) -> datetime | None:
        """In UTC; a day without an hour is at `default`."""
        entry = self.entry(code)
        if entry is None:
            return None
        try:
            return parse_moment(_clean(entry.value), zone=self._zone, default=default)
        except DateNotUnderstood:
            self.refuse(
                entry,
                "D021",
                gettext(
                    "“%(value)s” is not a date of the calendar. Write it like 24.11.2026 or "
                    "24.11.2026 14.30.",
                    value=_short(entry.value),
                ),
            )
            return None

    def day(self, code: str) -> date | None:
        moment = self.moment(code)
        return day_of(moment, self._zone) if moment else None

    def number(self, code: str, finding: str, *, least: int, most: int) -> int | None:
        entry = self.entry(code)
        if entry is None:
            return None
        digits = entry.value.strip("% \t")
        if len(digits) <= len(str(most)) and digits.isdecimal() and least <= int(digits) <= most:
            return int(digits)
        sentence = gettext(
            "“%(value)s” is not a whole number from %(least)s to %(most)s.",
            value=_short(entry.value),
            least=least,
            most=most,
        )
        self.refuse(entry, finding, sentence)
        return None

    def word(
        self, code: str, vocabulary: type[SomeWord], what: str, finding: str
    ) -> SomeWord | None:
        """A word of a closed list; `what` names it in the sentence about an unknown one."""
        names = {word: member for member in vocabulary for word in member.words.values()}
        said = [member.label for member in vocabulary]
        found = self.choices(code, names, what, finding, said=said, several=False)
        return found[0] if found else None

    def choices(
        self,
        code: str,
        options: Mapping[str, Choice],
        what: str,
        finding: str,
        *,
        said: Iterable[str] = (),
        several: bool = True,
    ) -> tuple[Choice, ...]:
        """The options that the value names; `said` is the list offered when none is near."""
        entry = self.entry(code)
        if entry is None:
            return ()
        folded = {_fold(name): option for name, option in options.items()}
        found: list[Choice] = []
        for name in self.list(code) if several else [_clean(entry.value)]:
            option = folded.get(fold(name))
            if option is not None:
                found.append(option)
                continue
            self._refuse_unknown(entry, name, what, finding, options, said or options)
        return tuple(dict.fromkeys(found))

    # What is wrong with it

    def refuse(
        self,
        entry: Entry,
        code: str,
        sentence: str,
        *,
        part: str = "",
        level: Level = Level.ERROR,
    ) -> None:
        """Note a finding at the value, or at `part` of it."""
        column = entry.column + max(entry.value.find(part), 0)
        self.findings.append(Finding(self.source.shown, entry.line, column, code, sentence, level))

    def miss(self, code: str, sentence: str, finding: str = "D012") -> None:
        """Note that a key should be there; where it is but empty, that is the place."""
        empty = self._entries.get(code, [])
        line, column = (empty[0].line, empty[0].column) if empty else (1, 1)
        self.findings.append(Finding(self.source.shown, line, column, finding, sentence))

    def has_left_over(self, code: str) -> bool:
        """True if text from the template still stands there, which is a finding of its own."""
        return any(find_leftover(entry.value) for entry in self._entries.get(code, []))

    def _says_something(self, entry: Entry) -> bool:
        return bool(_clean(entry.value)) and not find_leftover(entry.value)

    def _sort_in(self, entry: Entry) -> None:
        key = find_key(entry.name)
        if key is None:
            meant, word = _meant_key(entry.name)
            # The line is there, only its name is wrong: that it is “missing” would be noise.
            self._meant.update({meant.code} if meant else ())
            self._note_key(entry, "D010", _unknown_key(entry.name, word))
        elif not key.fits(self.source.kind):
            sentence = gettext(
                "“%(key)s” has no place in this kind of item (%(kind)s); delete the line.",
                key=entry.name,
                kind=self.source.kind.name,
            )
            self._note_key(entry, "D014", sentence)
        elif self._is_second(key, entry):
            sentence = gettext("“%(key)s” stands here twice; keep one.", key=entry.name)
            self._note_key(entry, "D011", sentence)
        else:
            self._note_leftover(entry)
            self._entries.setdefault(key.code, []).append(entry)

    def _is_second(self, key: Key, entry: Entry) -> bool:
        if key.repeats:
            return False
        arguments = [split_argument(other.name)[1] for other in self._entries.get(key.code, [])]
        return split_argument(entry.name)[1] in arguments

    def _note_key(self, entry: Entry, code: str, sentence: str) -> None:
        self.findings.append(
            Finding(self.source.shown, entry.line, entry.key_column, code, sentence)
        )

    def _note_leftover(self, entry: Entry) -> None:
        leftover = find_leftover(entry.value)
        if leftover:
            sentence = gettext(
                "“%(text)s” is left from the template; write your own, or delete it.",
                text=_short(leftover[0]),
            )
            self.refuse(entry, "D063", sentence, part=leftover[0])

    def _note_stray(self, line: int) -> None:
        if self.source.header.is_missing:
            sentence = gettext(
                "The file must begin with lines such as “%(title)s: …” and “%(date)s: …”.",
                title=BY_CODE["title"],
                date=BY_CODE["date"],
            )
        else:
            sentence = gettext(
                "This line is no “Key: value”. If the text begins here, leave an empty line above."
            )
        self.findings.append(Finding(self.source.shown, line, 1, "D013", sentence))

    def _note_missing(self) -> None:
        for key in BY_CODE.values():
            if not key.is_required(self.source.kind) or key.code == "uid":
                continue
            known = self.entry(key.code) or self.has_left_over(key.code)
            if not known and key.code not in self._meant:
                self.miss(key.code, gettext("“%(key)s” is missing; write it.", key=key))

    def _refuse_unknown(
        self,
        entry: Entry,
        name: str,
        what: str,
        finding: str,
        options: Iterable[str],
        said: Iterable[str],
    ) -> None:
        close = nearest(name[:200], options)
        if close:
            sentence = gettext(
                "There is no %(what)s “%(value)s”; did you mean “%(nearest)s”?",
                what=what,
                value=_short(name),
                nearest=close,
            )
        else:
            sentence = gettext(
                "There is no %(what)s “%(value)s”. Write one of: %(choices)s.",
                what=what,
                value=_short(name),
                choices=", ".join(said) or "–",
            )
        self.refuse(entry, finding, sentence, part=name)


def _meant_key(name: str) -> tuple[Key | None, str]:
    """The key that an unknown name most likely stands for, and the word to write for it."""
    foreign = FOREIGN.get(fold(name))
    if foreign:
        return BY_CODE[foreign], str(BY_CODE[foreign])
    close = nearest(split_argument(name)[0], key_names())
    return (find_key(close), close) if close else (None, "")


def _unknown_key(name: str, close: str) -> str:
    if fold(name) in SAID_BY_THE_PATH:
        return gettext(
            "There is no key “%(name)s”: folder and file name say that already. Delete the line.",
            name=_short(name),
        )
    if close:
        return gettext(
            "There is no key “%(name)s”; did you mean “%(nearest)s”?",
            name=_short(name),
            nearest=close,
        )
    return gettext(
        "There is no key “%(name)s”. Delete the line; if the text begins here, leave an empty "
        "line above.",
        name=_short(name),
    )


def _short(text: str) -> str:
    """What is quoted in a sentence, so that the sentence stays one."""
    text = _clean(text[: _SHOWN_LENGTH * 4])
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
