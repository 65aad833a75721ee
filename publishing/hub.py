"""Tells the WebSub hub which feeds a deployment changed."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from networks.websub import announce
from publishing.feeds import FORMATS
from publishing.settings import Settings
from text.language import gettext

_FEEDS_FOLDER = "rss"


def tell_hub(settings: Settings, written: Iterable[str]) -> str | None:
    """Each feed among the `written` paths once; gives a sentence when the hub did not take it."""
    topics = [f"{settings.site_url}/{path}" for path in written if _is_feed(path)]
    if not settings.hub or not topics:
        return None
    trouble = announce(settings.hub, topics)
    if trouble is None:
        return None
    return gettext(
        "The hub %(hub)s was not told of the changed feeds: %(reason)s Their readers learn of them "
        "when they look next.",
        hub=settings.hub,
        reason=trouble,
    )


def _is_feed(path: str) -> bool:
    parts = PurePosixPath(path)
    return _FEEDS_FOLDER in parts.parts and parts.suffix.removeprefix(".") in FORMATS
