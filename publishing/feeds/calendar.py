"""iCalendar files of what has a beginning and an end: events and announcements."""

from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from publishing.feeds.entries import Feed, entry_summary
from publishing.item_page import ItemPage
from publishing.items import Announcement
from publishing.items import Event as EventFacts

# An event whose editor gave no end is shown for this long.
_USUAL_LENGTH = timedelta(hours=2)


def calendar(feed: Feed) -> bytes:
    made = Calendar()
    made.add("prodid", f"-//Meydan//{feed.publisher}//{feed.language.upper()}")
    made.add("version", "2.0")
    made.add("name", feed.full_title)
    # Older programs know only this name.
    made.add("x-wr-calname", feed.full_title)
    made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for page in feed.entries:
        if has_dates(page):
            made.add_component(_entry(feed, page))
    return bytes(made.to_ical())


def has_dates(page: ItemPage) -> bool:
    return isinstance(page.item.facts, Announcement | EventFacts)


def _entry(feed: Feed, page: ItemPage) -> Event:
    facts = page.item.facts
    if not isinstance(facts, Announcement | EventFacts):
        raise TypeError(page.item.path)
    entry = Event()
    entry.add("uid", f"{page.item.uid}@{urlsplit(feed.site_url).hostname}")
    # The moment of the build would make every build different.
    entry.add("dtstamp", page.updated_at)
    entry.add("last-modified", page.updated_at)
    # In UTC: a file with a zone would carry its whole history since 1970.
    entry.add("dtstart", facts.starts)
    entry.add("dtend", facts.ends or facts.starts + _USUAL_LENGTH)
    entry.add("summary", page.item.title)
    # What was called off stays in the calendar, crossed out: it is never dropped in silence.
    reason = f"{facts.cancelled}\n\n" if facts.cancelled else ""
    entry.add("description", f"{reason}{entry_summary(page)}\n\n{page.absolute_url}")
    entry.add("status", "CANCELLED" if facts.cancelled else "CONFIRMED")
    entry.add("sequence", page.item.revision - 1 + len(page.item.corrections) + bool(reason))
    entry.add("url", page.absolute_url)
    if isinstance(facts, EventFacts):
        entry.add("location", facts.place)
    elif facts.neighbourhoods:
        entry.add("location", ", ".join(facts.neighbourhoods))
    if page.item.location:
        entry.add("geo", page.item.location)
    return entry
