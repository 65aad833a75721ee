"""How commands show findings and progress, on a terminal and elsewhere."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from publishing.findings import Finding, count_in_words

FORMATS = ("text", "json", "github")

Tell = Callable[[str], None]


def show_findings(findings: list[Finding], how: str = "text") -> None:
    """Print them for people, for programs, or for the notes beside the lines of a forge."""
    if how == "json":
        show_json(findings)
        return
    for finding in findings:
        click.echo(printable(_as_note(finding) if how == "github" else _as_line(finding)))


def show_json(findings: list[Finding], **facts: object) -> None:
    click.echo(json.dumps({**_as_json(findings), **facts}, ensure_ascii=False, indent=2))


def printable(text: str) -> str:
    """The text without what a terminal cannot write, such as half a letter of a file's name."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, errors="backslashreplace").decode(encoding)


def _as_line(finding: Finding) -> str:
    colour = "red" if finding.is_error else "yellow"
    return f"{finding.place}: {click.style(finding.code, fg=colour, bold=True)} {finding.sentence}"


def _as_note(finding: Finding) -> str:
    where = {
        "file": finding.path.as_posix(),
        "line": finding.line,
        "col": finding.column,
        "title": finding.code,
    }
    places = ",".join(f"{name}={_escape(str(value), ':,')}" for name, value in where.items())
    return f"::{finding.level} {places}::{_escape(finding.sentence)}"


def _escape(text: str, also: str = "") -> str:
    for letter in f"%\r\n{also}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _as_json(findings: Iterable[Finding]) -> dict[str, object]:
    findings = list(findings)
    return {
        "errors": sum(finding.is_error for finding in findings),
        "warnings": sum(not finding.is_error for finding in findings),
        "summary": count_in_words(findings),
        "findings": [
            {
                "path": str(finding.path).encode("utf-8", "backslashreplace").decode(),
                "line": finding.line,
                "column": finding.column,
                "code": finding.code,
                "level": finding.level.value,
                "sentence": finding.sentence.encode("utf-8", "backslashreplace").decode(),
            }
            for finding in findings
        ],
    }


@contextmanager
def steps(count: int) -> Iterator[Tell]:
    """Give a function that names the step that begins: a bar on a terminal, else a line each."""
    # Not above: `publish` has a second process get ready before it reads what only this one needs.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda sentence: click.echo(sentence, err=True)
        return
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=count)
        begun = iter(range(count + 1))

        def tell(sentence: str) -> None:
            progress.update(task, description=sentence, completed=next(begun, count))

        yield tell
