"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from publishing.feeds.entries import Feed, entry_html, entry_summary, entry_tags
from publishing.item_page import ItemPage
from publishing.items import Announcement, Event


class JsonFeeds:
    """Writes the feeds of one build; an item in many feeds is put together only once."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, object]] = {}

    def json(self, feed: Feed) -> bytes:
        document: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.full_title,
            "home_page_url": feed.site_url + feed.page,
            "feed_url": feed.url("json"),
            "description": feed.description,
            "language": feed.language,
            "authors": [{"name": feed.publisher, "url": f"{feed.site_url}/"}],
            "items": [self._entry(feed, page) for page in feed.entries],
        }
        if feed.hub:
            document["hubs"] = [{"type": "WebSub", "url": feed.hub}]
        return (json.dumps(document, ensure_ascii=False) + "\n").encode()

    def _entry(self, feed: Feed, page: ItemPage) -> dict[str, object]:
        if page.item.uid not in self._entries:
            self._entries[page.item.uid] = _entry(feed, page)
        return self._entries[page.item.uid]


def _entry(feed: Feed, page: ItemPage) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": f"urn:uuid:{page.item.uid}",
        "url": page.absolute_url,
        "title": page.item.title,
        "summary": entry_summary(page),
        "content_html": entry_html(page, feed.site_url),
        "date_published": feed.local(page.published_at).isoformat(timespec="seconds"),
        "date_modified": feed.local(page.updated_at).isoformat(timespec="seconds"),
        "language": page.item.language,
        "tags": entry_tags(page),
    }
    if page.picture:
        url = feed.site_url + page.picture.src
        entry["image"] = url
        attachment = {"url": url, "mime_type": page.picture.type, "title": page.picture.alt}
        entry["attachments"] = [{**attachment, "size_in_bytes": page.picture.length}]
    if dates := _dates(feed, page):
        entry["_meydan"] = dates
    return entry


def _dates(feed: Feed, page: ItemPage) -> dict[str, object]:
    """From when to when and where, for programs: JSON Feed leaves a `_name` to each publisher."""
    facts = page.item.facts
    if not isinstance(facts, Announcement | Event):
        return {}
    dates: dict[str, object] = {
        "starts": feed.local(facts.starts).isoformat(timespec="seconds"),
        "ends": feed.local(facts.ends).isoformat(timespec="seconds") if facts.ends else None,
        "cancelled": facts.cancelled,
        "districts": [district.slug for district in page.item.districts],
    }
    if isinstance(facts, Announcement):
        dates |= {
            "type": facts.type.value,
            "severity": facts.severity.value,
            "neighbourhoods": list(facts.neighbourhoods),
        }
    else:
        dates["place"] = facts.place
    return dates
