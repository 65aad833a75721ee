"""Dates as editors and citizens write and read them."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_month_names, get_timezone

from text.turkish import fold

_TIME = r"(?:[ T,]+(?:saat )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?)?"
_FORMS = (
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}$"),
    re.compile(rf"(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./](?P<year>\d{{4}}){_TIME}$"),
    re.compile(rf"(?P<day>\d{{1,2}}) (?P<name>[^\W\d_]+) (?P<year>\d{{4}}){_TIME}$"),
)
_MONTHS = {
    fold(name): number
    for language in ("tr", "en")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=language).items()
}


class DateNotUnderstood(ValueError):
    """The text is not a date in a form that we read, or not a day of the calendar."""


def parse_moment(text: str, *, zone: str, default: time = time(0, 0)) -> datetime:
    """The moment in UTC that `text` names in the time zone `zone`.

    Reads ISO dates and, day first, `03.04.2026` (3 April) and `23 Kasım 2026 14.30`; without an
    hour it is `default`. Raises DateNotUnderstood.
    """
    match = next((m for form in _FORMS if (m := form.match(text.strip()))), None)
    if match is None:
        raise DateNotUnderstood(text)
    parts = match.groupdict()
    month = parts.get("month") or _MONTHS.get(fold(parts.get("name") or ""))
    hour = default if parts["hour"] is None else None
    try:
        local = datetime(
            int(parts["year"]),
            int(month or 0),
            int(parts["day"]),
            hour.hour if hour else int(parts["hour"]),
            hour.minute if hour else int(parts["minute"]),
            tzinfo=ZoneInfo(zone),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DateNotUnderstood(text) from error


def day_of(moment: datetime, zone: str) -> date:
    """The calendar day on which `moment` falls in the time zone `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def say_day(day: date, language: str) -> str:
    """`24 Kasım 2026`."""
    return format_date(day, "d MMMM y", locale=language)


def say_week(first: date, last: date, language: str) -> str:
    """`23–29 Kasım`, `30 Kasım – 6 Aralık`: days of one week, whose year goes without saying."""
    until = format_date(last, "d MMMM", locale=language)
    if first.month == last.month:
        return f"{first.day}–{until}"
    return f"{format_date(first, 'd MMMM', locale=language)} – {until}"


def say_moment(moment: datetime, language: str, zone: str, *, year: str = " y") -> str:
    """`24 Kasım 2026 14.30` in Turkish, `24 November 2026 14:30` in English.

    With an empty `year`, which something beside it says, `24 Kasım 14.30`.
    """
    clock = "HH.mm" if language == "tr" else "HH:mm"
    local = get_timezone(zone)
    return format_datetime(moment, f"d MMMM{year} {clock}", tzinfo=local, locale=language)


def say_month(year: int, month: int, language: str) -> str:
    """`Kasım 2026`."""
    return format_date(date(year, month, 1), "LLLL y", locale=language)
