"""Begins a new item: its file's place, and a text in which only the facts are missing."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from publishing.errors import FileExists, ProjectUnknown, TitleUnusable
from publishing.files import write_durably
from publishing.kinds import (
    ANNOUNCEMENT,
    ANSWER,
    EVENT,
    ITEM_FILE,
    PAGE,
    PRESS,
    PROJECT,
    UPDATE,
    Kind,
)
from publishing.leftovers import placeholder
from publishing.reading.keys import BY_CODE
from publishing.settings import Settings
from publishing.vocabulary import AnnouncementType, Severity, Stage
from text.cleaning import clean_line
from text.dates import say_moment
from text.language import gettext, speaking
from text.slugs import slugify

# (code of the key, its value); an empty value leaves the line for whoever needs it.
Lines = Iterable[tuple[str, str]]


def begin_item(
    settings: Settings, kind: Kind, title: str, *, at: datetime, project: str | None = None
) -> Path:
    """Write the new file and return its path. Raises TitleUnusable, FileExists, ProjectUnknown."""
    title = clean_line(title)
    slug = slugify(title)[:80].strip("-")
    if not slug:
        raise TitleUnusable
    path = _path(settings, kind, slug, at=at, project=project)
    if path.exists():
        raise FileExists(settings.shown(path))
    language = settings.municipality.language
    with speaking(language):
        lines = _lines(kind, title, say_moment(at, language, settings.municipality.time_zone))
        header = "".join(f"{BY_CODE[code]}: {value}".rstrip() + "\n" for code, value in lines)
        body = placeholder(gettext("Write the text here"))
    write_durably(path, f"{header}\n{body}\n")
    return path


def _path(settings: Settings, kind: Kind, slug: str, *, at: datetime, project: str | None) -> Path:
    content = settings.content
    month = at.astimezone(ZoneInfo(settings.municipality.time_zone)).strftime("%Y/%m")
    if kind is PAGE:
        return content / kind.folder / f"{slug}.md"
    if kind is PROJECT:
        # A folder of its own, because updates and pictures will come.
        return content / kind.folder / month / slug / f"{ITEM_FILE}.md"
    if kind is UPDATE:
        return _project_folder(content, project) / kind.folder / f"{slug}.md"
    return content / kind.folder / month / f"{slug}.md"


def _project_folder(content: Path, name: str | None) -> Path:
    files = sorted((content / PROJECT.folder).rglob(f"{ITEM_FILE}.md"))
    folders = [file.parent for file in files if file.parent.parent.name != UPDATE.folder]
    named = {slugify(folder.name): folder for folder in folders}
    found = named.get(slugify(Path(name).name)) if name else None
    if found is None:
        raise ProjectUnknown(name, sorted(folder.name for folder in folders))
    return found


def _lines(kind: Kind, title: str, now: str) -> Iterator[tuple[str, str]]:
    yield "title", title
    yield "summary", placeholder(gettext("Write one or two sentences here: what, where, for whom"))
    yield "date", now
    yield "uid", str(uuid4())
    yield from _lines_of_kind(kind)
    yield "unit", ""
    yield "districts", ""
    yield "tags", ""


def _lines_of_kind(kind: Kind) -> Lines:
    lines: dict[Kind, Lines] = {
        ANNOUNCEMENT: [
            ("type", _one_of(member.label for member in AnnouncementType)),
            ("severity", Severity.INFORMATION.label),
            ("starts", placeholder(gettext("Write the start here, like 24.11.2026 09.00"))),
            ("ends", placeholder(gettext("Write the end here, like 24.11.2026 18.00"))),
            ("neighbourhoods", ""),
        ],
        PROJECT: [
            ("stage", _one_of(member.label for member in Stage)),
            ("percent", ""),
            ("budget", ""),
            ("starts", ""),
            ("due", ""),
            ("contractor", ""),
            ("place", ""),
        ],
        UPDATE: [("percent", "")],
        EVENT: [
            ("starts", placeholder(gettext("Write the start here, like 24.11.2026 09.00"))),
            ("ends", ""),
            ("place", placeholder(gettext("Write the place here"))),
            ("fee", ""),
        ],
        PRESS: [
            ("source", placeholder(gettext("Write the newspaper's or channel's name here"))),
            ("link", placeholder(gettext("Write the address of the article here"))),
        ],
        ANSWER: [("asked_on", "")],
    }
    return lines.get(kind, [])


def _one_of(words: Iterable[str]) -> str:
    return placeholder(gettext("Write one of these here: %(words)s", words=", ".join(words)))
