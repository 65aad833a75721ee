"""Records of the AT Protocol as Bluesky reads them: their keys, links, tags and cards."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from networks.lengths import LINK
from networks.protocol import Media, Message
from text.counting import shorten
from text.language import gettext, speaking

COLLECTION = "app.bsky.feed.post"
_LONGEST_DESCRIPTION = 1000
_TAG = re.compile(r"(?<!\S)#(\w{1,64})")
_TID_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def record_key(message: Message) -> str:
    """A TID: the moment of the first attempt, and what tells posts of one moment apart."""
    digest = int.from_bytes(hashlib.sha256(message.key.encode()).digest()[:8])
    milliseconds = int(_first_sent_at(message).timestamp() * 1000)
    number = (milliseconds * 1000 + digest % 1000) << 10 | (digest // 1000) % 1024
    return "".join(_TID_LETTERS[number >> shift & 31] for shift in range(60, -5, -5))


def write_record(message: Message, blobs: Sequence[Any]) -> dict[str, Any]:
    """The same bytes for every attempt. A post has a card or pictures, never both."""
    moment = _first_sent_at(message).astimezone(UTC).isoformat(timespec="milliseconds")
    record: dict[str, Any] = {
        "$type": COLLECTION,
        "text": message.text,
        "createdAt": moment.replace("+00:00", "Z"),
        "langs": [message.language],
        "facets": facets(message.text),
    }
    if message.link:
        record["embed"] = _card(message, message.link, blobs)
    elif blobs:
        record["embed"] = _images(message.media, blobs)
    return record


def rewrite_record(record: dict[str, Any], message: Message) -> dict[str, Any]:
    """The record of a post with other words; its moment, its link and its picture stay."""
    rewritten = {**record, "text": message.text, "facets": facets(message.text)}
    external = (record.get("embed") or {}).get("external")
    if external:
        words = {"title": message.title, "description": _describe(message)}
        rewritten["embed"] = {**record["embed"], "external": {**external, **words}}
    return rewritten


def facets(text: str) -> list[dict[str, Any]]:
    """Links and tags, by their places in bytes: without them a link is mere letters."""
    return [
        {
            "index": {"byteStart": _bytes(text, start), "byteEnd": _bytes(text, end)},
            "features": [feature],
        }
        for start, end, feature in sorted(_find_features(text), key=lambda each: each[0])
    ]


def _find_features(text: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    for match in LINK.finditer(text):
        link = match[0].rstrip(".,;:!?)")
        feature = {"$type": "app.bsky.richtext.facet#link", "uri": link}
        yield match.start(), match.start() + len(link), feature
    for match in _TAG.finditer(text):
        yield *match.span(), {"$type": "app.bsky.richtext.facet#tag", "tag": match[1]}


def _bytes(text: str, index: int) -> int:
    return len(text[:index].encode())


def _first_sent_at(message: Message) -> datetime:
    if message.sent_at is None:
        raise ValueError("a post has its moment before it is sent")
    return message.sent_at


def _card(message: Message, link: str, blobs: Sequence[Any]) -> dict[str, Any]:
    """Made by us: Bluesky itself does not look at what a post links to."""
    external = {"uri": link, "title": message.title, "description": _describe(message)}
    if blobs:
        external["thumb"] = blobs[0]
    return {"$type": "app.bsky.embed.external", "external": external}


def _images(media: Sequence[Media], blobs: Sequence[Any]) -> dict[str, Any]:
    images = [{"alt": each.alt, "image": blob} for each, blob in zip(media, blobs, strict=True)]
    return {"$type": "app.bsky.embed.images", "images": images}


def _describe(message: Message) -> str:
    """What the post says beside the title and the link; then what the picture shows.

    The picture of a card has no text of its own for people who cannot see it.
    """
    title_and_link = {message.title, message.link}
    paragraphs = [each for each in message.text.split("\n\n") if each not in title_and_link]
    if message.media and message.media[0].alt:
        with speaking(message.language):
            paragraphs.append(gettext("Picture: %(alt)s", alt=message.media[0].alt))
    return shorten("\n\n".join(paragraphs), _LONGEST_DESCRIPTION)
