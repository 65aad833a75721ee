"""Writes the sharing feeds: what is due on the accounts that an outside service posts to."""

import mimetypes
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from database import Database
from municipality.model import Account, Way
from networks import planning
from publishing.deploy import put_files
from publishing.feeds import SharedPost, sharing_feed, sharing_feed_path
from publishing.item_page import Picture
from publishing.settings import Settings


def put_feeds(database: Database, settings: Settings, *, at: datetime) -> None:
    """They stand on the site beside what is built, because they follow the ledger."""
    accounts = [each for each in settings.municipality.accounts if each.via is Way.FEED]
    put_files(
        settings.deploy_url,
        {sharing_feed_path(each): _feed(database, settings, each, at) for each in accounts},
    )


def _feed(database: Database, settings: Settings, account: Account, at: datetime) -> bytes:
    with database.reading() as session:
        posts = [
            SharedPost(
                key=delivery.key,
                text=delivery.text,
                link=delivery.link or settings.site_url,
                due_at=delivery.due_at,
                picture=_picture(settings, delivery.media),
            )
            for delivery in planning.list_for_feed(session, account.slug, at=at)
        ]
    return sharing_feed(
        account, posts, at=at, municipality=settings.municipality, site_url=settings.site_url
    )


def _picture(settings: Settings, media: Sequence[Mapping[str, Any]]) -> Picture | None:
    """The picture as the site has it, if it still does."""
    if not media or not (path := settings.root / media[0]["path"]).is_file():
        return None
    return Picture(
        src=media[0]["address"],
        width=media[0]["width"],
        height=media[0]["height"],
        alt=media[0]["alt"],
        type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        length=path.stat().st_size,
    )
