"""Gives the posts of an account their hours: one after the other in its windows."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import ceil

from municipality.model import PostingHours
from networks.hours import end_of_quiet, list_windows
from text.dates import day_of

# Posts of one window follow each other at this distance.
APART = timedelta(minutes=10)
# A window stays open until the next one, but not for longer.
LONGEST_WINDOW = timedelta(hours=3)


class Queue:
    """The hours of one account, of which some are taken. `at` is now: no hour before it is given.

    An account without windows posts at once, its quiet hours aside.
    """

    def __init__(
        self, hours: PostingHours, zone: str, *, at: datetime, taken: Iterable[datetime] = ()
    ) -> None:
        self._hours = hours
        self._zone = zone
        self._at = at
        self._taken = list(taken)

    def find(self, wanted_at: datetime, *, useful_until: datetime | None = None) -> datetime:
        """The next free hour, or at once where that would come too late."""
        at_once = end_of_quiet(self._hours, wanted_at, self._zone)
        if not self._hours.windows:
            return at_once
        return self._find_free(max(wanted_at, self._at), useful_until) or at_once

    def take(self, hour: datetime) -> None:
        self._taken.append(hour)

    def suits(
        self, due_at: datetime, wanted_at: datetime, useful_until: datetime | None = None
    ) -> bool:
        """True if an hour that was given before may stay."""
        if not self._hours.windows:
            return due_at == end_of_quiet(self._hours, wanted_at, self._zone)
        if due_at < wanted_at or (useful_until and due_at > useful_until > wanted_at):
            return False
        return due_at <= self._at or any(
            opens <= due_at < closes
            for opens, closes in self._windows(due_at - LONGEST_WINDOW, limit=due_at)
        )

    def _find_free(self, after: datetime, useful_until: datetime | None) -> datetime | None:
        for opens, closes in self._windows(after):
            if useful_until and opens > useful_until:
                return None
            hour = opens + APART * self._count(opens, closes)
            if self._has_room(opens, closes) and hour < closes:
                return hour
        return None

    def _windows(
        self, after: datetime, limit: datetime | None = None
    ) -> Iterable[tuple[datetime, datetime]]:
        opening = list(list_windows(self._hours, after, self._zone))
        following = [*opening[1:], datetime.max.replace(tzinfo=UTC)]
        for opens, next_one in zip(opening, following, strict=True):
            if limit is None or opens <= limit:
                yield opens, min(next_one, opens + LONGEST_WINDOW)

    def _has_room(self, opens: datetime, closes: datetime) -> bool:
        most = self._hours.most_a_day
        if most is None:
            return True
        day = day_of(opens, self._zone)
        on_the_day = sum(day_of(each, self._zone) == day for each in self._taken)
        # The day's posts are dealt out evenly over its windows.
        share = ceil(most / len(self._hours.windows[day.weekday()]))
        return on_the_day < most and self._count(opens, closes) < share

    def _count(self, opens: datetime, closes: datetime) -> int:
        return sum(opens <= each < closes for each in self._taken)
