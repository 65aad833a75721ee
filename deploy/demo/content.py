"""Sample content that is alive on any day: a copy whose dates are moved by whole weeks."""

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path

from babel.dates import get_month_names

from text.dates import DateNotUnderstood, parse_moment
from text.turkish import fold

WEEK = timedelta(weeks=1)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

_MONTHS = {language: get_month_names("wide", locale=language) for language in ("tr", "en")}
_MONTH_NUMBERS = {
    fold(name): (language, number)
    for language, names in _MONTHS.items()
    for number, name in names.items()
}
_NAMES = "|".join(name for names in _MONTHS.values() for name in names.values())
_DATE = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
    r"|(?P<dots>\b\d{1,2}\.\d{1,2}\.\d{4}\b)"
    rf"|\b(?P<day>\d{{1,2}}) (?P<name>{_NAMES})\b(?: (?P<year>\d{{4}})\b)?"
)
_PUBLISHED = re.compile(r"^(?:Tarih|Date):\s*(.+)$", re.MULTILINE)


def copy_content(source: Path, target: Path, *, at: datetime, zone: str) -> None:
    """Copy `source` to `target`, its newest item public at `at` and less than a week old."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("adresler.tsv"))
    texts = sorted(target.rglob("*.md"))
    newest = max(_published_at(path, zone) for path in texts)
    weeks = (at - newest) // WEEK
    for path in texts:
        text = path.read_text(encoding="utf-8")
        path.write_text(move_dates(text, weeks * WEEK, year=newest.year), encoding="utf-8")


def hours_of_newest(count: int, folder: Path, *, at: datetime, zone: str) -> int:
    """How many hours back from `at` the newest `count` items of `folder` were published."""
    moments = (_published_at(path, zone) for path in folder.rglob("*.md"))
    public = sorted((moment for moment in moments if moment <= at), reverse=True)
    return ceil((at - public[:count][-1]) / timedelta(hours=1))


def move_dates(text: str, distance: timedelta, *, year: int) -> str:
    """Every date in the text, moved; one without a year is taken to be of `year`."""
    return _DATE.sub(lambda match: _moved(match, distance, year), text)


def _moved(match: re.Match[str], distance: timedelta, year: int) -> str:
    try:
        if match["iso"]:
            return (date.fromisoformat(match["iso"]) + distance).isoformat()
        if match["dots"]:
            day = datetime.strptime(match["dots"], "%d.%m.%Y").date() + distance  # noqa: DTZ007
            return f"{day:%d.%m.%Y}"
        language, month = _MONTH_NUMBERS[fold(match["name"])]
        day = date(int(match["year"] or year), month, int(match["day"])) + distance
    except ValueError:
        return match[0]  # "31.02.2026" is not a date, whatever else it is
    moved = f"{day.day} {_MONTHS[language][day.month]}"
    return f"{moved} {day.year}" if match["year"] else moved


def _published_at(path: Path, zone: str) -> datetime:
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    match = _PUBLISHED.search(header)
    try:
        return parse_moment(match[1] if match else "", zone=zone)
    except DateNotUnderstood:
        return _LONG_AGO
