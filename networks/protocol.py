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


@dataclass(frozen=True)
class Facts:
    """What an item gives to the composition of its posts."""

    title: str
    summary: str
    link: str
    own_text: str | None = None  # what the editor wrote for this network, instead of the two


@dataclass(frozen=True)
class Message:
    """What is sent: finished words and pictures."""

    key: str  # the same for every attempt
    text: str
    link: str | None
    language: str
    media: tuple[Media, ...] = ()


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


Outcome = Accepted | Rejected | NotSent | Unknown | Held | Skipped


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
    can_delete: bool = True
    takes_idempotency_key: bool = False
    most_pictures: int = 4


class Network(Protocol):
    """One account on one network. Nothing here retries; whoever calls decides.

    `newest`, `look_up` and `prepare` may be repeated without anybody seeing it; they raise
    NotPossible. `send` never raises for what the network or the line does: it answers with an
    Outcome.
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

    def newest(self) -> str:
        """Id of the account's newest post: the anchor. "" when it has none."""
        ...

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        """Upload the pictures, invisibly, and refresh the card; gives the media's ids."""
        ...

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        """Post it: exactly one request that changes something."""
        ...

    def look_up(self, anchor: str, since: datetime) -> Listing:
        """What was posted after `anchor`; posts older than `since` do as well, if it is gone."""
        ...

    def close(self) -> None: ...
