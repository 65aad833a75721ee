"""The feeds of the site: Atom, RSS 2.0, JSON Feed 1.1 and iCalendar, and the sharing feeds."""

from publishing.feeds.catalogue import FORMATS, TYPES, FeedWriter, has_calendar, list_feeds
from publishing.feeds.entries import Feed
from publishing.feeds.sharing import SharedPost, sharing_feed, sharing_feed_path

__all__ = [
    "FORMATS",
    "TYPES",
    "Feed",
    "FeedWriter",
    "SharedPost",
    "has_calendar",
    "list_feeds",
    "sharing_feed",
    "sharing_feed_path",
]
