"""One file of the content folder before anything is understood: its place, header and text."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publishing.errors import PublishError
from publishing.findings import Finding, Level
from publishing.kinds import KINDS, UPDATE, Kind, find_kind_of_folder
from publishing.names import split_name
from publishing.reading.header import Entry, Header, parse_header
from publishing.reading.keys import find_key, is_key
from publishing.settings import Settings
from text.language import gettext
from text.nearest import nearest

_LARGEST = 1_000_000  # bytes: more is no text that anyone wrote
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_ENTRIES = 200
_CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOT_LINE_END = re.compile(r"[^\n]")


class FileRefused(PublishError):
    """The file cannot be read as an item at all; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@dataclass(frozen=True)
class Source:
    path: Path  # absolute
    shown: Path  # as people of this repository type it
    kind: Kind
    language: str
    header: Header
    text: str  # the whole file

    @property
    def body(self) -> str:
        return self.header.body

    @cached_property
    def prose(self) -> str:
        """The text with code and comments blanked out: every character keeps its place."""
        text = _without_comments(self.body)
        return _CODE_SPAN.sub(_blank, "\n".join(_without_code_blocks(text.split("\n"))))

    def entry(self, code: str) -> Entry | None:
        """The first line of the header whose key has that code."""
        named = ((find_key(entry.name), entry) for entry in self.header.entries)
        return next((entry for key, entry in named if key and key.code == code), None)

    def finding_at(
        self, entry: Entry, code: str, sentence: str, *, offset: int = 0, level: Level = Level.ERROR
    ) -> Finding:
        """A finding at a value of the header, `offset` characters into it."""
        column = entry.column + offset
        return Finding(self.shown, entry.line, column, code, sentence, level)

    def finding(
        self, code: str, sentence: str, *, offset: int = 0, level: Level = Level.ERROR
    ) -> Finding:
        """A finding at a place of the text, counted in characters from its beginning."""
        row = bisect_right(self._line_starts, offset) - 1
        column = offset - self._line_starts[row] + 1
        line = self.header.body_line + row
        return Finding(self.shown, line, column, code, sentence, level)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\n", self.body))]


def read_source(path: Path, settings: Settings, text: str | None = None) -> Source:
    """The file taken apart; `text` stands in for what is on the disk. Raises FileRefused."""
    shown = settings.shown(path)
    kind = _kind_of(path, shown, settings)
    language = _language_of(path, shown, settings)
    if text is None:
        text = _read_text(path, shown)
    control = _CONTROLS.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - text.rfind("\n", 0, control.start())
        sentence = gettext(
            "There is an invisible control character here; delete it and type the place anew."
        )
        raise FileRefused(Finding(shown, line, column, "D003", sentence))
    if not text.strip("\ufeff \t\r\n"):
        sentence = gettext("The file is empty. Write the title, the date and the text.")
        raise FileRefused(Finding(shown, 1, 1, "D006", sentence))
    header = parse_header(text, is_key)
    if len(header.entries) > _MOST_ENTRIES:
        sentence = gettext(
            "More than %(count)s lines look like “Key: value”. Leave an empty line where the text "
            "begins.",
            count=_MOST_ENTRIES,
        )
        raise _refuse(shown, "D016", sentence)
    return Source(path, shown, kind, language, header, text)


def _refuse(shown: Path, code: str, sentence: str) -> FileRefused:
    return FileRefused(Finding(shown, 1, 1, code, sentence))


def _kind_of(path: Path, shown: Path, settings: Settings) -> Kind:
    parts = path.relative_to(settings.content).parts
    if UPDATE.folder in parts[1:-1]:
        return UPDATE
    kind = find_kind_of_folder(parts[0]) if len(parts) > 1 else None
    if kind and kind is not UPDATE:
        return kind
    folders = [kind.folder for kind in KINDS if kind is not UPDATE]
    if len(parts) == 1:
        sentence = gettext(
            "The folder says what kind of item this is; move the file into one of: %(folders)s.",
            folders=", ".join(folders),
        )
        raise _refuse(shown, "D030", sentence)
    raise _refuse(shown, "D030", _no_such_folder(parts[0], folders))


def _no_such_folder(name: str, folders: list[str]) -> str:
    close = nearest(name, folders)
    if close:
        return gettext(
            "No kind of item has the folder “%(name)s”; did you mean “%(nearest)s”?",
            name=name,
            nearest=close,
        )
    return gettext(
        "No kind of item has the folder “%(name)s”. The folders are: %(folders)s.",
        name=name,
        folders=", ".join(folders),
    )


def _language_of(path: Path, shown: Path, settings: Settings) -> str:
    languages = settings.municipality.languages
    language = split_name(path.name)[1] or languages[0]
    if language not in languages:
        sentence = gettext(
            "The site has no language “%(language)s”; the ending before .md may be: %(languages)s.",
            language=language,
            languages=", ".join(languages[1:]) or "–",
        )
        raise _refuse(shown, "D007", sentence)
    return language


def _read_text(path: Path, shown: Path) -> str:
    try:
        # O_NOFOLLOW: a link could lead to a file that was never meant for the public.
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(file, "rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as error:
        sentence = gettext(
            "The file cannot be read (%(reason)s). Check its permissions.",
            reason=error.strerror or error,
        )
        raise _refuse(shown, "D005", sentence) from error
    if len(data) > _LARGEST:
        sentence = gettext(
            "The file is larger than 1 MB. Put pictures and tables into files of their own."
        )
        raise _refuse(shown, "D005", sentence)
    return _decode(data, shown)


def _decode(data: bytes, shown: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        sentence = gettext(
            "The file is not UTF-8, most likely Windows-1254. In Notepad choose Save As, then "
            "Encoding: UTF-8."
        )
        raise FileRefused(Finding(shown, line, column, "D002", sentence)) from error


def _without_comments(text: str) -> str:
    """The text with `<!-- … -->` blanked out; a comment that is never closed is none."""
    parts = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[place:start], _NOT_LINE_END.sub(" ", text[start : end + 3])]
        place = end + 3
    return "".join([*parts, text[place:]])


def _blank(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", match[0])


def _without_code_blocks(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        match = _CODE_FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
            yield " " * len(line)
        elif match:
            fence = match[1]
            yield " " * len(line)
        else:
            yield line
