"""The hours of an account as moments: when it is quiet, and which windows come next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from municipality.model import PostingHours


def end_of_quiet(hours: PostingHours, at: datetime, zone: str) -> datetime:
    """When the quiet hours end in which `at` lies; `at` itself where it lies in none."""
    if hours.quiet is None:
        return at
    first, last = hours.quiet
    local = at.astimezone(ZoneInfo(zone))
    for day in (local.date() - timedelta(days=1), local.date()):
        begins = moment_of(day, first, zone)
        ends = moment_of(day if first < last else day + timedelta(days=1), last, zone)
        if begins <= at < ends:
            return ends
    return at


def list_windows(hours: PostingHours, after: datetime, zone: str) -> Iterator[datetime]:
    """The account's windows that open at `after` or later, for two weeks."""
    first = after.astimezone(ZoneInfo(zone)).date()
    for number in range(15):
        day = first + timedelta(days=number)
        for hour in hours.windows.get(day.weekday(), ()):
            opens = moment_of(day, hour, zone)
            if opens >= after:
                yield opens


def moment_of(day: date, hour: time, zone: str) -> datetime:
    local = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
