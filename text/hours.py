"""Days of the week and hours, as people say them."""

from collections.abc import Collection, Mapping
from datetime import time
from typing import TypeVar

from babel.dates import get_day_names

from text.language import current_language, gettext

Hours = TypeVar("Hours")

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# What files of a municipality call days; 0 is Monday.
DAY_GROUPS: Mapping[str, tuple[int, ...]] = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "every-day": (0, 1, 2, 3, 4, 5, 6),
    **{name: (number,) for number, name in enumerate(_WEEKDAYS)},
}


def say_time(hour: time, language: str | None = None) -> str:
    """`18.00` in Turkish, `18:00` in English."""
    separator = "." if (language or current_language()) == "tr" else ":"
    return f"{hour:%H}{separator}{hour:%M}"


def say_days(days: Collection[int]) -> str:
    """`hafta içi`, `her gün`, `pazartesi ve cuma`."""
    chosen = tuple(sorted(days))
    groups = {
        DAY_GROUPS["weekdays"]: gettext("on weekdays"),
        DAY_GROUPS["weekend"]: gettext("at the weekend"),
        DAY_GROUPS["every-day"]: gettext("every day"),
    }
    names = get_day_names("wide", locale=current_language())
    return groups.get(chosen) or say_list([_lower(names[day]) for day in chosen])


def say_list(words: Collection[str]) -> str:
    """`12.30, 15.00 ve 18.00`."""
    *before, last = words
    if not before:
        return last
    return gettext("%(some)s and %(last)s", some=", ".join(before), last=last)


def say_span(span: tuple[time, time]) -> str:
    """`08.30–17.30`."""
    return f"{say_time(span[0])}–{say_time(span[1])}"


def by_days(hours: Mapping[int, Hours]) -> list[tuple[tuple[int, ...], Hours]]:
    """The days that have the same hours, together, in the order of the week."""
    groups: dict[Hours, list[int]] = {}
    for day in sorted(hours):
        groups.setdefault(hours[day], []).append(day)
    return [(tuple(days), each) for each, days in groups.items()]


def _lower(name: str) -> str:
    """Names of days stay as the language writes them inside a sentence."""
    return name if current_language() == "en" else name[0].lower() + name[1:]
