"""The items of a content folder, read once for checks, engine and sharing alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publishing.errors import FolderMissing
from publishing.findings import Finding, Level
from publishing.items import (
    Announcement,
    Answer,
    Correction,
    Event,
    Facts,
    Item,
    Press,
    Project,
    Update,
)
from publishing.kinds import PICTURES_FOLDER, Kind
from publishing.reading.building import build_item
from publishing.reading.source import FileRefused, Source, read_source
from publishing.settings import Settings
from publishing.vocabulary import AnnouncementType, Publication, Severity, Stage
from text.language import gettext

__all__ = [
    "Announcement",
    "AnnouncementType",
    "Answer",
    "Content",
    "Correction",
    "Event",
    "Facts",
    "Finding",
    "Item",
    "Kind",
    "Level",
    "Press",
    "Project",
    "Publication",
    "Severity",
    "Source",
    "Stage",
    "Update",
    "read_as_it_was",
    "read_content",
    "read_item",
]

# What Windows and other programs make of `.md`.
_WRONG_ENDING = re.compile(r"\.(?i:md\.txt|markdown|mdown|mkd)$|\.(?!md$)(?i:md)$")


@dataclass(frozen=True)
class Content:
    items: tuple[Item, ...]  # the readable ones, in the order of their paths
    findings: tuple[Finding, ...]  # what reading found; `checks` finds more
    sources: tuple[Source, ...] = ()
    faulty: tuple[Path, ...] = ()  # files of which no item could be made


def read_item(
    path: Path, settings: Settings, text: str | None = None
) -> tuple[Item | None, list[Finding]]:
    """The item, None if it has an error; `text` stands in for what is on the disk."""
    item, _, findings = _read(path.absolute(), settings, text)
    return None if _has_error(findings) else item, findings


def read_as_it_was(path: Path, settings: Settings, text: str) -> Item | None:
    """The item of an older text of the file, even if something around it has gone since."""
    return _read(path.absolute(), settings, text)[0]


def read_content(settings: Settings, paths: Iterable[Path] | None = None) -> Content:
    """Every item of the content folder, or only those of `paths`. Raises FolderMissing."""
    findings: list[Finding] = []
    faulty: list[Path] = []
    if paths is None:
        paths = _walk(settings, findings, faulty)
    items, sources = [], []
    for path in paths:
        item, source, found = _read(path.absolute(), settings, None)
        findings += found
        if source:
            sources.append(source)
        if item and not _has_error(found):
            items.append(item)
        else:
            faulty.append(path)
    return Content(tuple(items), tuple(findings), tuple(sources), tuple(faulty))


def _read(
    path: Path, settings: Settings, text: str | None
) -> tuple[Item | None, Source | None, list[Finding]]:
    try:
        source = read_source(path, settings, text)
    except FileRefused as refusal:
        return None, None, [refusal.finding]
    item, findings = build_item(source, settings)
    return item, source, findings


def _has_error(findings: list[Finding]) -> bool:
    return any(finding.is_error for finding in findings)


def _walk(settings: Settings, findings: list[Finding], faulty: list[Path]) -> list[Path]:
    if not settings.content.is_dir():
        raise FolderMissing(settings.content)
    found = []
    for path in sorted(settings.content.rglob("*")):
        parts = path.relative_to(settings.content).parts
        if any(part.startswith(".") for part in parts):
            continue
        if path.is_symlink():
            findings.append(_refuse_link(settings.shown(path)))
            faulty.append(path)
        elif (match := _WRONG_ENDING.search(path.name)) and path.is_file():
            findings.append(_refuse_ending(settings.shown(path), match[0]))
            faulty.append(path)
        elif path.suffix == ".md" and path.is_file() and parts[0] != PICTURES_FOLDER:
            found.append(path)
    return found


def _refuse_link(shown: Path) -> Finding:
    sentence = gettext("This is a symbolic link; put the file itself here.")
    return Finding(shown, 1, 1, "D004", sentence)


def _refuse_ending(shown: Path, ending: str) -> Finding:
    sentence = gettext(
        "The name ends in %(ending)s, so the site does not see the file. Rename it to “%(name)s”.",
        ending=ending,
        name=f"{shown.name.removesuffix(ending)}.md",
    )
    return Finding(shown, 1, 1, "D001", sentence)
