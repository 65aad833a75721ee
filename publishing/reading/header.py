"""The lines above an item's text: `Key: value`, one by one, with the places where they stand.

Python-Markdown's own reader of such lines accepts neither Turkish letters nor spaces in keys, and
takes a text that begins without a blank line for more keys, so that the text vanishes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_LINE_END = re.compile(r"\r\n|\n|\r")
_FENCE = "---"
# What an unknown key may look like; anything else before a colon is a sentence of the text.
_LIKE_A_KEY = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+){0,2}(?: ?\([^()]*\))?$")
_LONGEST_KEY = 40
_BLOCK_SCALARS = {">", "|", ">-", "|-"}


@dataclass(frozen=True)
class Entry:
    """One key with its value; `column` is where the value begins, `key_column` the key."""

    name: str  # as written
    value: str
    line: int
    column: int
    key_column: int = 1


@dataclass(frozen=True)
class Header:
    entries: tuple[Entry, ...]
    body: str  # the text, its lines ended by "\n"
    body_line: int  # of the file, where `body` begins
    stray: tuple[int, ...] = ()  # lines that are neither a key nor separated from the header

    @property
    def is_missing(self) -> bool:
        return not self.entries


@dataclass
class _Open:
    """An entry that may still be continued by indented lines."""

    name: str
    parts: list[str]
    line: int
    column: int
    key_column: int
    is_list: bool = False

    def close(self, *, fenced: bool) -> Entry:
        parts = [part for part in self.parts if part]
        if fenced and parts and parts[0] in _BLOCK_SCALARS:
            parts = parts[1:]
        value = (", " if self.is_list else " ").join(parts)
        if fenced:
            value = _without_quotes(value)
        return Entry(self.name, value, self.line, self.column, self.key_column)


@dataclass
class _State:
    is_key: Callable[[str], bool]
    fenced: bool
    entries: list[_Open] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)


def parse_header(text: str, is_key: Callable[[str], bool]) -> Header:
    """Split a file into its entries and its text.

    A key is everything before the first colon; `is_key` says whether a name is one. An indented
    line continues the value above it. A byte order mark, Windows line ends and a YAML fence around
    the header are fine.
    """
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    end = _end_of_fence(lines, start)
    state = _State(is_key, fenced=end is not None)
    if start < len(lines) and lines[start].strip() == _FENCE:
        start += 1
    number = start
    while number < len(lines) and number != end:
        if not _take(state, lines[number], number + 1):
            break
        number += 1
    if number < len(lines) and (number == end or not lines[number].strip()):
        number += 1
    return Header(
        entries=tuple(entry.close(fenced=state.fenced) for entry in state.entries),
        body="\n".join(lines[number:]),
        body_line=number + 1,
        stray=tuple(state.stray),
    )


def _end_of_fence(lines: list[str], start: int) -> int | None:
    """The closing fence's index; None if there is no fence or it is never closed."""
    if start >= len(lines) or lines[start].strip() != _FENCE:
        return None
    rest = range(start + 1, len(lines))
    return next((number for number in rest if lines[number].strip() in {_FENCE, "..."}), None)


def _take(state: _State, line: str, number: int) -> bool:
    """Read one line into the header; False if the header ended before it."""
    stripped = line.strip()
    if not stripped:
        return state.fenced
    if _continues(state, line, stripped):
        return True
    entry = _read_entry(line, number, state.is_key)
    if entry:
        state.entries.append(entry)
        return True
    if state.fenced and stripped.startswith("#"):
        return True
    state.stray.append(number)
    return state.fenced


def _continues(state: _State, line: str, stripped: str) -> bool:
    if not state.entries:
        return False
    last = state.entries[-1]
    if state.fenced and stripped.startswith("- "):
        last.is_list = True
        last.parts.append(_without_quotes(stripped[2:].strip()))
        return True
    if line[0] in " \t":
        last.parts.append(stripped)
        return True
    return False


def _read_entry(line: str, number: int, is_key: Callable[[str], bool]) -> _Open | None:
    before, colon, after = line.partition(":")
    name = before.strip()
    if not colon or len(name) > _LONGEST_KEY or after.startswith("//"):
        return None
    if not is_key(name) and not _LIKE_A_KEY.match(name):
        return None
    value = after.strip()
    column = len(before) + 2 + (len(after) - len(after.lstrip()) if value else 0)
    return _Open(name, [value], number, column, key_column=len(before) - len(before.lstrip()) + 1)


def _without_quotes(value: str) -> str:
    """The value without what YAML adds: quotes, and the brackets of a list."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(part.strip().strip("'\"") for part in value[1:-1].split(","))
    return value
