"""What is wrong with an editor's file: where it stands, and what to type instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from text.language import gettext, ngettext


class Level(StrEnum):
    ERROR = "error"  # the item keeps its last good page until this is mended
    WARNING = "warning"  # never holds anything back


@dataclass(frozen=True)
class Finding:
    """One sentence about one place. `path` is as people type it: relative to the repository."""

    path: Path
    line: int  # from 1
    column: int  # from 1
    code: str  # "D021": stable, so that it can be looked up
    sentence: str
    level: Level = Level.ERROR

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR

    @property
    def place(self) -> str:
        """As editors and terminals open it: `content/haberler/kar.md:5:10`."""
        return f"{self.path}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.sentence}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by file and place; the same finding only once."""
    return sorted(
        set(findings),
        key=lambda f: (not f.is_error, str(f.path), f.line, f.column, f.code, f.sentence),
    )


def count_in_words(findings: Iterable[Finding]) -> str:
    """`3 hata, 2 uyarı`."""
    levels = [finding.is_error for finding in findings]
    errors, warnings = levels.count(True), levels.count(False)
    if not levels:
        return gettext("no errors, no warnings")
    return ", ".join(
        [
            ngettext("%(num)s error", "%(num)s errors", errors),
            ngettext("%(num)s warning", "%(num)s warnings", warnings),
        ]
    )
