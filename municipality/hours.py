"""Hours: when an account posts, and when people are there to answer; read and said."""

import re
from collections.abc import Mapping
from datetime import time

from municipality.model import Digest, PostingHours
from municipality.table import Table
from text.hours import DAY_GROUPS, by_days, say_days, say_list, say_span, say_time
from text.language import gettext, ngettext

_TIME = r"([01]\d|2[0-3]):[0-5]\d"
_SPAN = rf"{_TIME}-{_TIME}"


def posting_hours(account: Table) -> PostingHours:
    """`windows.weekdays = ["12:30", "18:00"]`, `most_a_day`, `most_an_hour`, `quiet`, `digest`."""
    usual = PostingHours()
    return PostingHours(
        windows=_windows(account),
        most_a_day=account.number("most_a_day") if account.has("most_a_day") else None,
        most_an_hour=(
            account.number("most_an_hour") if account.has("most_an_hour") else usual.most_an_hour
        ),
        quiet=_span(account, "quiet", '"22:00-08:00"') if account.has("quiet") else None,
        digest=_digest(account),
    )


def live_hours(contact: Table) -> dict[int, tuple[time, time]]:
    """`live_hours.weekdays = "08:30-17:30"`; a day may be named once."""
    if not contact.has("live_hours"):
        return {}
    table = contact.table("live_hours")
    hours: dict[int, tuple[time, time]] = {}
    for name, days in _days(table):
        span = _span(table, name, '"08:30-17:30"')
        hours |= dict.fromkeys(days, span) if span else {}
    table.close()
    return hours


def _windows(account: Table) -> dict[int, tuple[time, ...]]:
    if not account.has("windows"):
        return {}
    table = account.table("windows")
    windows = {
        day: tuple(sorted(times))
        for name, days in _days(table)
        if (times := _times(table, name))
        for day in days
    }
    table.close()
    return windows


def _days(table: Table) -> list[tuple[str, tuple[int, ...]]]:
    """The groups of days that the table names; a day in two of them is a finding."""
    named = [(name, DAY_GROUPS[name]) for name in table.names() if name in DAY_GROUPS]
    seen: set[int] = set()
    for name, days in named:
        table.has(name)
        if seen.intersection(days):
            table.find(
                name, gettext("“%(key)s” holds a day that another line names already.", key=name)
            )
        seen.update(days)
    # A name that is none is offered the nearest one.
    for name in DAY_GROUPS:
        table.has(name)
    return named


def _times(table: Table, key: str) -> list[time]:
    texts = table.texts(key)
    wrong = [text for text in texts if not re.fullmatch(_TIME, text)]
    for text in wrong:
        sentence = gettext("“%(value)s” is no hour: write it like 18:00.", value=text)
        table.find(key, sentence)
    return [] if wrong else [time.fromisoformat(text) for text in texts]


def _span(table: Table, key: str, example: str) -> tuple[time, time] | None:
    text = table.text(key, like=_SPAN, example=example)
    if not re.fullmatch(_SPAN, text):
        return None
    first, last = map(time.fromisoformat, text.split("-"))
    if first == last:
        table.find(key, gettext("“%(key)s” must end at another hour than it begins.", key=key))
    return first, last


def _digest(account: Table) -> Digest | None:
    if not account.has("digest"):
        return None
    table = account.table("digest")
    at = table.text("at", like=_TIME, example='"18:30"')
    digest = Digest(
        at=time.fromisoformat(at) if re.fullmatch(_TIME, at) else time(),
        least=table.number("least") if table.has("least") else 2,
        by_clerk=table.one_of("released_by", {"clerk": True, "rule": False}, True),
    )
    table.close()
    return digest


def say_posting_hours(hours: PostingHours) -> str:
    """`hafta içi 12.30 ve 18.00, günde en çok 3, 22.00–08.00 arası paylaşım yok`."""
    windows = [
        gettext(
            "%(days)s at %(times)s", days=say_days(days), times=say_list([*map(say_time, times)])
        )
        for days, times in by_days(hours.windows)
    ]
    said = ["; ".join(windows) or gettext("at any hour")]
    if hours.most_a_day is not None:
        said.append(ngettext("at most %(num)s a day", "at most %(num)s a day", hours.most_a_day))
    said.append(ngettext("at most %(num)s an hour", "at most %(num)s an hour", hours.most_an_hour))
    if hours.quiet:
        said.append(gettext("nothing between %(span)s", span=say_span(hours.quiet)))
    if hours.digest:
        said.append(gettext("the day's digest at %(time)s", time=say_time(hours.digest.at)))
    return ", ".join(said)


def say_live_hours(hours: Mapping[int, tuple[time, time]]) -> str:
    """`hafta içi 08.30–17.30, cumartesi 10.00–14.00`; empty where there are none."""
    return ", ".join(
        gettext("%(days)s %(span)s", days=say_days(days), span=say_span(span))
        for days, span in by_days(hours)
    )
