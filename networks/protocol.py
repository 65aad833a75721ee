"""What a network must be able to do, and the words in which it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

Wait = Callable[[float], None]  # seconds


@dataclass(frozen=True)
class Media:
    path: Path  # absolute
    alt: str
    url: str = ""  # on the site, for networks that fetch it themselves


@dataclass(frozen=True)
class Facts:
    """What an item gives to the composition of its posts."""

    title: str
    summary: str
    link: str
    own_text: str | None = None  # what the editor wrote for this network, instead of the others
    kind: str = ""  # "Duyuru"
    dates: str = ""  # from when to when, in words
    districts: str = ""


@dataclass(frozen=True)
class Message:
    """What is sent: finished words and pictures."""

    key: str  # the same for every attempt
    text: str
    link: str | None
    language: str
    media: tuple[Media, ...] = ()
    title: str = ""  # of the item, for the card of its link
    reply_to: str | None = None  # remote id of our own post that it corrects
    # When it was first sent, the same for every attempt; None until it is about to leave.
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Accepted:
    remote_id: str
    url: str | None
    reason: str | None = None  # what a person should know all the same


@dataclass(frozen=True)
class Rejected:
    reason: str


@dataclass(frozen=True)
class NotSent:
    """It is certain that nothing was posted."""

    reason: str
    retry_after: timedelta | None = None
    is_of_account: bool = False  # the next delivery of this account would meet the same


@dataclass(frozen=True)
class Gone:
    """The post that was to be edited or deleted is no longer there."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """Perhaps it was posted."""

    reason: str


@dataclass(frozen=True)
class Held:
    """A person must decide."""

    reason: str


@dataclass(frozen=True)
class Skipped:
    """It must not be sent at all."""

    reason: str


Outcome = Accepted | Rejected | NotSent | Gone | Unknown | Held | Skipped


class NotPossible(Exception):
    """The network could not be asked or prepared; nothing was posted by it."""

    def __init__(self, outcome: Rejected | NotSent | Held | Skipped) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


@dataclass(frozen=True)
class Post:
    """A post as the network lists it."""

    remote_id: str
    url: str | None
    text: str
    links: frozenset[str]
    posted_at: datetime


@dataclass(frozen=True)
class Listing:
    """The account's posts that are newer than an anchor."""

    posts: tuple[Post, ...]
    is_whole: bool  # it reaches back to the anchor, so a post that is missing is not hidden by it


@dataclass(frozen=True)
class Capabilities:
    can_look_up: bool = True
    can_edit: bool = True
    edits_pictures: bool = False  # an edit takes pictures, uploaded anew, instead of the old ones
    can_delete: bool = True
    can_reply: bool = True  # to our own post
    takes_idempotency_key: bool = False
    most_pictures: int = 4
    needs_picture: bool = False  # a JPEG that it fetches from the site


class Network(Protocol):
    """One account on one network. Nothing here retries; whoever calls decides.

    `newest`, `look_up` and `prepare` may be repeated without anybody seeing it; they raise
    NotPossible. `send`, `edit` and `delete` never raise for what the network or the line does: they
    answer with an Outcome. An edit and a deletion may be repeated: what they leave is the same, and
    neither brings back a post that is gone.
    """

    capabilities: Capabilities
    base_url: str

    @property
    def limit(self) -> int:
        """How long a text may be, in the unit of `length`. Never raises: composing must go on."""
        ...

    def length(self, text: str) -> int:
        """The length as this network counts it."""
        ...

    def cost(self, text: str, pictures: int = 0) -> int:
        """What posting it costs, in thousandths of a US dollar; 0 where it is free."""
        ...

    def newest(self, reply_to: str | None = None) -> str:
        """The anchor: id of the account's newest post, or of the newest reply to a post, or ""."""
        ...

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        """Upload the pictures, invisibly, and refresh the card; gives the media's ids."""
        ...

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        """Post it: exactly one request that changes something."""
        ...

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        """Let the post say `message` from now on. `media_ids` only where pictures are edited."""
        ...

    def delete(self, remote_id: str) -> Outcome:
        """Take the post away: Accepted, or Gone where somebody else did."""
        ...

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        """Where `message`, sent with `media_ids`, must be if it was posted: all after `anchor`.

        Posts older than `since` do as well, if the anchor is gone.
        """
        ...

    def close(self) -> None: ...
