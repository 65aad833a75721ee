"""Reads a TOML file and remembers on which line each of its keys stands."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from municipality.errors import Finding
from text.language import gettext

Keys = tuple[str, ...]


@dataclass
class Source:
    """One file: what it says, where it says it, and what was found wrong in it."""

    path: Path
    content: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    is_readable: bool = True

    @cached_property
    def lines(self) -> dict[Keys, int]:
        """Takes longer than the reading itself, so only a file with a mistake pays for it."""
        return _positions(self.content)

    def find(self, keys: Keys, sentence: str) -> None:
        """Note what is wrong at `keys`, or at the nearest table around them that has a line."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        self.findings.append(Finding(self.path, self.lines.get(keys, 1), sentence))


def read_source(path: Path) -> Source:
    """The file at `path`; where it cannot be read the reason is its one finding."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
        # Windows editors end lines with CRLF; tomllib accepts it, our line count needs it plain.
        content = content.replace("\r\n", "\n")
        return Source(path, content, tomllib.loads(content))
    except FileNotFoundError:
        return _unreadable(path, 1, gettext("This file is missing: put it back."))
    except OSError as error:
        reason = error.strerror or error
        sentence = gettext("This file cannot be read (%(reason)s): mend that.", reason=reason)
        return _unreadable(path, 1, sentence)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _unreadable(path, line, gettext("This is not UTF-8: save the file as UTF-8."))
    except tomllib.TOMLDecodeError as error:
        line = _line_of(error, content)
        sentence = _sentence_of(error, content.split("\n")[line - 1])
        return _unreadable(path, line, sentence)


def _unreadable(path: Path, line: int, sentence: str) -> Source:
    return Source(path, findings=[Finding(path, line, sentence)], is_readable=False)


def _positions(content: str) -> dict[Keys, int]:
    """The line of every key of a valid document, the first one where a table is named again.

    tomllib tells no positions. It can tell, though, whether some lines are whole statements:
    so lines are put together until they are, and their keys stand on the first of them.
    """
    lines: dict[Keys, int] = {}
    table: Keys = ()
    statement, first_line = "", 1
    for number, line in enumerate(content.split("\n"), start=1):
        first_line = first_line if statement else number
        statement += line + "\n"
        try:
            keys = _only_keys(tomllib.loads(statement))
        except tomllib.TOMLDecodeError:
            continue
        is_header = statement.lstrip().startswith("[")
        statement = ""
        outer = () if is_header else table
        for depth in range(1, len(keys) + 1):
            lines.setdefault((*outer, *keys[:depth]), first_line)
        if is_header:
            table = keys
    return lines


def _only_keys(values: Any) -> Keys:
    """The dotted key that a one-statement document sets: `a.b = 1` is ("a", "b")."""
    keys: Keys = ()
    while isinstance(values, dict) and len(values) == 1:
        [(key, values)] = values.items()
        keys = (*keys, key)
    return keys


def _line_of(error: tomllib.TOMLDecodeError, content: str) -> int:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else content.rstrip("\n").count("\n") + 1


def _sentence_of(error: tomllib.TOMLDecodeError, line: str) -> str:
    if str(error).startswith(("Cannot declare", "Cannot overwrite", "Duplicate")):
        return gettext("This name stands twice: give each thing a name of its own.")
    if re.search(r"=\s*\d+[-./]\d+[-./]", line):
        return gettext("There is no such day: write it like 2026-11-23.")
    return gettext(
        "This line cannot be read: write key = value, and put text between quotation marks."
    )
