"""What is wrong in the files of a municipality, in the words of the person who mends them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """One mistake: where it is, what is wrong and what to write."""

    path: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return f"{path}:{self.line}: {self.sentence}"


class MunicipalityError(Exception):
    """Everything that is wrong at once, one line each, in the order of the files."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
