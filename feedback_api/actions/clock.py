"""By when a request must be answered."""

from datetime import date, datetime, timedelta
from functools import cache

import holidays

from feedback_api.models.requests import Track
from municipality import Category, Clock, Municipality
from text.dates import day_of

PETITION_DAYS = 30  # law 3071 art. 7
PERSONAL_DATA_DAYS = 30  # law 6698 art. 13
INFORMATION_WORKING_DAYS = 15  # law 4982 art. 11
# For a request whose category is not known yet.
PROMISED_DAYS = 15


def deadline_on(
    track: Track, category: Category | None, received_at: datetime, municipality: Municipality
) -> date:
    """The last day for an answer; the day of arrival itself is not counted.

    The formal track runs on the clock of the law, the light one on what the municipality promises.
    """
    start = day_of(received_at, municipality.time_zone)
    if track is Track.LIGHT:
        return start + timedelta(days=category.promised_days if category else PROMISED_DAYS)
    clock = category.clock if category else Clock.PETITION
    if clock is Clock.INFORMATION:
        return add_working_days(start, INFORMATION_WORKING_DAYS, municipality.country)
    days = PERSONAL_DATA_DAYS if clock is Clock.PERSONAL_DATA else PETITION_DAYS
    return start + timedelta(days=days)


def add_working_days(start: date, days: int, country: str) -> date:
    """The `days`-th working day after `start`; half a holiday counts as a working day."""
    day = start
    while days:
        day += timedelta(days=1)
        if day.weekday() < 5 and not _is_holiday(day, country):
            days -= 1
    return day


@cache
def _is_holiday(day: date, country: str) -> bool:
    return day in _holidays(country)


@cache
def _holidays(country: str) -> holidays.HolidayBase:
    """The public holidays of a country (ISO 3166-1); of one that the library lacks, none."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return holidays.HolidayBase()
