"""Reads what only one kind of item has: an announcement's end, a project's stage …"""

from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from municipality import Category, Municipality
from publishing.items import Announcement, Answer, Event, Facts, Press, Project, Update
from publishing.kinds import ANNOUNCEMENT, ANSWER, EVENT, PRESS, PROJECT, UPDATE
from publishing.reading.pictures import read_before_and_after
from publishing.reading.values import END_OF_DAY, Reading
from publishing.settings import Settings
from publishing.vocabulary import AnnouncementType, Severity, Stage
from text.language import gettext
from text.languages import language_names, say_language

# Offered to an editor whose word is near no language at all.
_USUAL_LANGUAGES = ("en", "de", "fr", "ar", "ru")


def read_facts(reading: Reading, published: datetime | None, settings: Settings) -> Facts | None:
    """None if the kind has no facts of its own, or if a required one is not there."""
    match reading.source.kind:
        case kind if kind is ANNOUNCEMENT:
            return _announcement(reading, published)
        case kind if kind is PROJECT:
            return _project(reading, settings.content)
        case kind if kind is UPDATE:
            return Update(_project_folder(reading.source.path), _percent(reading))
        case kind if kind is EVENT:
            return _event(reading)
        case kind if kind is PRESS:
            return _press(reading)
        case kind if kind is ANSWER:
            return Answer(reading.day("asked_on"), _category(reading, settings.municipality))
    return None


def _announcement(reading: Reading, published: datetime | None) -> Announcement | None:
    kind = reading.word("type", AnnouncementType, gettext("announcement type"), "D031")
    severity = reading.word("severity", Severity, gettext("severity"), "D032")
    starts = reading.moment("starts")
    ends = reading.moment("ends", END_OF_DAY)
    _check_order(reading, starts, ends)
    begins = starts or published
    if begins is None or ends is None:
        return None
    return Announcement(
        type=kind or AnnouncementType.GENERAL,
        severity=severity or Severity.INFORMATION,
        starts=begins,
        ends=ends,
        cancelled=reading.text("cancelled"),
        neighbourhoods=reading.list("neighbourhoods"),
        documents=reading.list("documents"),
        how_to_object=reading.text("how_to_object"),
    )


def _project(reading: Reading, content: Path) -> Project | None:
    stage = reading.word("stage", Stage, gettext("stage"), "D033")
    percent = _percent(reading)
    starts, due, ends = reading.day("starts"), reading.day("due"), reading.day("ends")
    _check_order(reading, starts, due, "due")
    _check_order(reading, starts, ends)
    before, after = read_before_and_after(reading, content)
    stopped_at = reading.word("stopped_at", Stage, gettext("stage"), "D033")
    if stage is None:
        return None
    return Project(
        stage=stage,
        percent=percent,
        budget=reading.text("budget"),
        starts=starts,
        due=due,
        ends=ends,
        contractor=reading.text("contractor"),
        stopped_at=stopped_at,
        measured_on=reading.day("measured_on"),
        contract_price=reading.text("contract_price"),
        spent=reading.text("spent"),
        funding=reading.text("funding"),
        tender_number=reading.text("tender_number"),
        place=reading.text("place"),
        before=before,
        after=after,
        documents=reading.list("documents"),
    )


def _percent(reading: Reading) -> int | None:
    return reading.number("percent", "D038", least=0, most=100)


def _event(reading: Reading) -> Event | None:
    starts = reading.moment("starts")
    ends = reading.moment("ends", END_OF_DAY)
    place = reading.text("place")
    _check_order(reading, starts, ends)
    if starts is None or place is None:
        return None
    return Event(
        starts=starts,
        ends=ends,
        place=place,
        fee=reading.text("fee"),
        cancelled=reading.text("cancelled"),
    )


def _press(reading: Reading) -> Press | None:
    source, link = reading.text("source"), reading.text("link")
    language = reading.choices(
        "source_language",
        language_names(reading.source.language),
        gettext("language"),
        "D039",
        said=[say_language(code) for code in _USUAL_LANGUAGES],
        several=False,
    )
    if link and not _is_web_address(link):
        entry = reading.entries("link")[0]
        reading.refuse(entry, "D037", gettext("Write the whole address, beginning with https://."))
        return None
    return Press(source, link, next(iter(language), None)) if source and link else None


def _category(reading: Reading, town: Municipality) -> Category | None:
    options = {name: each for each in town.categories for name in each.name.values()}
    said = [str(category.name) for category in town.categories]
    found = reading.choices("category", options, gettext("topic"), "D029", said=said, several=False)
    return found[0] if found else None


def _project_folder(path: Path) -> Path:
    """Of `projeler/…/meydan/guncellemeler/x.md` the folder `meydan`."""
    return next(folder.parent for folder in path.parents if folder.name == UPDATE.folder)


def _check_order(
    reading: Reading, starts: date | None, ends: date | None, code: str = "ends"
) -> None:
    if starts and ends and ends < starts:
        entry = reading.entries(code)[0]
        reading.refuse(
            entry, "D022", gettext("The end is before the start. Check the day and the year.")
        )


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
