"""The feeds of the site: Atom, RSS 2.0, JSON Feed 1.1 and iCalendar, and the sharing feeds."""

from publishing.feeds.calendar import item_calendar
from publishing.feeds.catalogue import (
    FORMATS,
    TYPES,
    FeedWriter,
    endings,
    group_feeds,
    has_calendar,
    list_feeds,
)
from publishing.feeds.entries import Feed
from publishing.feeds.look import feed_styles
from publishing.feeds.opml import opml, opml_address
from publishing.feeds.sharing import SharedPost, sharing_feed, sharing_feed_path

__all__ = [
    "FORMATS",
    "TYPES",
    "Feed",
    "FeedWriter",
    "SharedPost",
    "endings",
    "feed_styles",
    "group_feeds",
    "has_calendar",
    "item_calendar",
    "list_feeds",
    "opml",
    "opml_address",
    "sharing_feed",
    "sharing_feed_path",
]
