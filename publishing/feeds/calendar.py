"""iCalendar files (RFC 5545) of what has a beginning and an end: events and announcements."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from municipality import Municipality
from publishing.feeds.entries import Feed, entry_summary
from publishing.item_page import ItemPage
from publishing.items import Announcement
from publishing.items import Event as EventFacts

if TYPE_CHECKING:
    from icalendar import Calendar, Event

# An event whose editor gave an hour but no end is shown for this long.
_USUAL_LENGTH = timedelta(hours=2)
_ONE_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)


class Calendars:
    """Writes the calendars of one build; an item in many of them is folded into lines only once."""

    def __init__(self) -> None:
        self._entries: dict[str, bytes] = {}

    def calendar(self, feed: Feed) -> bytes:
        """What a program follows: all that is to come, also where newer items push it out."""
        made = _new_calendar(feed.municipality, feed.language)
        made.add("name", feed.full_title)
        # Older programs know only this name.
        made.add("x-wr-calname", feed.full_title)
        made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
        begin, end, _ = made.to_ical().rpartition(b"END:VCALENDAR")
        entries = [self._write(page, feed) for page in feed.dated]
        return b"".join([begin, *entries, end, b"\r\n"])

    def _write(self, page: ItemPage, feed: Feed) -> bytes:
        if page.url not in self._entries:
            entry = _entry(page, feed.municipality, feed.site_url)
            self._entries[page.url] = entry.to_ical()
        return self._entries[page.url]


def item_calendar(page: ItemPage, municipality: Municipality, site_url: str) -> bytes:
    """The one item, for a calendar that follows nothing; the same entry as in the feeds."""
    made = _new_calendar(municipality, page.item.language)
    made.add_component(_entry(page, municipality, site_url))
    return bytes(made.to_ical())


def _new_calendar(municipality: Municipality, language: str) -> "Calendar":
    from icalendar import Calendar  # most builds write no calendar, and it is slow to read

    made = Calendar()
    made.add("prodid", f"-//Meydan//{municipality.name}//{language.upper()}")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    return made


def _entry(page: ItemPage, municipality: Municipality, site_url: str) -> "Event":
    from icalendar import Event

    facts = page.item.facts
    if not isinstance(facts, Announcement | EventFacts):
        raise TypeError(page.item.path)
    entry = Event()
    entry.add("uid", f"{page.item.uid}@{urlsplit(site_url).hostname}")
    # The moment of the build would make every build different.
    entry.add("dtstamp", page.updated_at)
    entry.add("last-modified", page.updated_at)
    _add_time(entry, facts.starts, facts.ends, ZoneInfo(municipality.time_zone))
    entry.add("summary", page.item.title)
    # What was called off stays in the calendar, crossed out: it is never dropped in silence.
    reason = f"{facts.cancelled}\n\n" if facts.cancelled else ""
    entry.add("description", f"{reason}{entry_summary(page)}\n\n{page.absolute_url}")
    entry.add("status", "CANCELLED" if facts.cancelled else "CONFIRMED")
    # A program takes over what has a higher number than what it knows.
    entry.add("sequence", page.item.revision - 1 + len(page.item.corrections) + bool(reason))
    entry.add("url", page.absolute_url)
    if isinstance(facts, EventFacts):
        entry.add("location", facts.place)
    else:
        # Nobody is busy because the water is cut.
        entry.add("transp", "TRANSPARENT")
        places = [*facts.neighbourhoods, *(district.name for district in page.item.districts)]
        if places:
            entry.add("location", ", ".join(places))
    if page.item.location:
        entry.add("geo", page.item.location)
    return entry


def _add_time(entry: "Event", starts: datetime, ends: datetime | None, zone: ZoneInfo) -> None:
    """Whole days where no hour was given; else in UTC: a zone would carry all of its history."""
    first, last = starts.astimezone(zone), (ends or starts).astimezone(zone)
    if first.time() == time() and (ends is None or last.time() == _LAST_MINUTE):
        entry.add("dtstart", first.date())
        entry.add("dtend", last.date() + _ONE_DAY)
    else:
        entry.add("dtstart", starts)
        entry.add("dtend", ends or starts + _USUAL_LENGTH)
