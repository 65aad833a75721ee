"""What a publication wants of whoever talks to the networks for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from networks.posts import OfficialPost
from publishing.item_page import PostLink
from publishing.items import Item

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Beginning:
    """What was known of earlier posts before anything became public."""

    post_links: Mapping[str, Sequence[PostLink]] = field(default_factory=dict)  # by uid
    posts: Sequence[OfficialPost] = ()  # the newest in our name, newest first


@dataclass(frozen=True)
class Outcome:
    lines: Sequence[str] = ()  # finished, for people
    has_failed: bool = False  # a person must do something


class Sharer(Protocol):
    """Each is asked once, in this order. A ledger out of reach is no error: the outcome says it."""

    def begin(self, items: Sequence[Item]) -> Beginning:
        """To be called with all `items` that will be public, before anything is.

        Afterwards nobody could tell a first publication from another.
        """

    def items_are_public(self) -> None:
        """Whoever can do two things at once shares from now on what is due."""

    def finish(self, written: Collection[str], *, tell: Tell) -> Outcome:
        """The whole site is public: all has been shared, and the hub told of `written` feeds."""
