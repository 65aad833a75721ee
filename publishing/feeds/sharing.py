"""The sharing feed of an account: posts, ready made, for an outside service to take over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from municipality import Municipality
from municipality.model import Account
from publishing.feeds.entries import MAX_ENTRIES, NEVER, xml_text
from publishing.feeds.xml import add_picture, new_entry, new_generator
from publishing.item_page import Picture
from text.counting import shorten
from text.language import gettext, speaking

_TITLE_LENGTH = 100


@dataclass(frozen=True)
class SharedPost:
    """One delivery, as its network will show it."""

    key: str  # of the delivery: the same for ever, so that no service posts it twice
    text: str
    link: str
    due_at: datetime
    picture: Picture | None = None


def sharing_feed_path(account: Account) -> str:
    """Below the root of the site: `rss/paylasim/x.rss`."""
    return f"rss/paylasim/{account.slug}.rss"


def sharing_feed(
    account: Account,
    posts: Iterable[SharedPost],
    *,
    at: datetime,
    municipality: Municipality,
    site_url: str,
) -> bytes:
    """RSS with the newest of the posts that are due at that instant; valid when there are none."""
    due = sorted((post for post in posts if post.due_at <= at), key=lambda post: post.due_at)
    newest = due[: -MAX_ENTRIES - 1 : -1]
    zone = ZoneInfo(municipality.time_zone)
    url = f"{site_url}/{sharing_feed_path(account)}"
    with speaking(account.language):
        generator = new_generator(url, f"{site_url}/", "application/rss+xml")
        generator.id(f"urn:uuid:{uuid5(NAMESPACE_URL, url)}")
        generator.title(xml_text(gettext("Posts for %(account)s", account=account.name)))
        generator.description(xml_text(gettext("Finished texts: pass them on as they are.")))
        generator.language(account.language)
        generator.updated((newest[0].due_at if newest else NEVER).astimezone(zone))
        for post in newest:
            entry = new_entry(post.key, shorten(post.text, _TITLE_LENGTH), post.link)
            entry.published(post.due_at.astimezone(zone))
            entry.description(xml_text(post.text))
            if post.picture:
                add_picture(entry, post.picture, site_url)
            generator.add_entry(entry, order="append")
        return bytes(generator.rss_str(pretty=True))
