"""`publish.py check`: says what an editor should mend, and publishes nothing."""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from publishing.checks import find_findings
from publishing.cli.showing import FORMATS, show_findings
from publishing.cli.spoken import CommandFails, argument, option
from publishing.content import read_content
from publishing.errors import PathMissing, PathOutside
from publishing.findings import Finding, count_in_words
from publishing.mending import add_missing_uids
from publishing.reading.source import Source
from publishing.settings import Settings, load_settings
from text.language import lazy_gettext


@click.command(
    cls=CommandFails,
    help=lazy_gettext(
        "Looks for mistakes in the content. Exit code 0: nothing to mend; 1: errors; 2: the check "
        "itself failed."
    ),
)
@argument("paths", lazy_gettext("PATH"), nargs=-1, type=click.Path(path_type=Path))
@option(
    "--format",
    "how",
    type=click.Choice(FORMATS),
    default="text",
    help=lazy_gettext("For people, for programs, or for the notes of a forge."),
)
@option("--fix", is_flag=True, help=lazy_gettext("Writes the missing uid lines."))
def check(paths: tuple[Path, ...], how: str, fix: bool) -> None:
    settings = load_settings()
    content = read_content(settings)
    if fix and add_missing_uids(_among(content.sources, paths, settings)):
        content = read_content(settings)
    findings = _of_paths(find_findings(content, settings, at=datetime.now(UTC)), paths, settings)
    show_findings(findings, how)
    if how != "json":
        click.echo(count_in_words(findings))
    sys.exit(1 if any(finding.is_error for finding in findings) else 0)


def _of_paths(
    findings: list[Finding], paths: tuple[Path, ...], settings: Settings
) -> list[Finding]:
    chosen = [settings.shown(path) for path in _inside(paths, settings)]
    return [finding for finding in findings if not paths or _is_below(finding.path, chosen)]


def _among(sources: Iterable[Source], paths: tuple[Path, ...], settings: Settings) -> list[Source]:
    chosen = _inside(paths, settings)
    return [source for source in sources if not paths or _is_below(source.path, chosen)]


def _inside(paths: tuple[Path, ...], settings: Settings) -> list[Path]:
    absolute = [Path(os.path.normpath(path.absolute())) for path in paths]
    look = settings.municipality.theme.parent
    for path in absolute:
        if not path.is_relative_to(settings.content) and not path.is_relative_to(look):
            raise PathOutside(path, settings.content, look)
        if not path.exists():
            raise PathMissing(path)
    return absolute


def _is_below(path: Path, folders: list[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
