"""What `share` did or would do, and the lines in which it says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from babel.numbers import format_decimal

from municipality.model import Way
from networks.lengths import has_link
from networks.models import Delivery, Purpose, State
from text.dates import say_moment
from text.language import current_language, gettext, ngettext


@dataclass(frozen=True)
class Shared:
    """One item on one account."""

    account: str  # slug
    title: str
    due_at: datetime
    state: State
    reason: str | None = None
    url: str | None = None
    next_at: datetime | None = None
    is_failure: bool = False
    purpose: Purpose = Purpose.POST
    is_in_feed: bool = False  # an outside service takes it from the sharing feed
    text: str = ""  # as it will appear; only a dry run tells it, with the rest
    length: int = 0
    limit: int = 0
    cost: int = 0  # thousandths of a US dollar
    picture: str | None = None  # its alternative text


def tell(delivery: Delivery) -> Shared:
    """What the ledger knows of a delivery, for people."""
    return Shared(
        account=delivery.account,
        title=delivery.title,
        due_at=delivery.due_at,
        state=delivery.state,
        reason=delivery.reason,
        url=delivery.remote_url,
        next_at=delivery.next_at,
        is_failure=_is_failure(delivery),
        purpose=delivery.purpose,
        is_in_feed=delivery.via is Way.FEED,
    )


def _is_failure(delivery: Delivery) -> bool:
    """Somebody must look; posts that are for a person anyway are no failure."""
    if delivery.state is State.HELD:
        return delivery.via is not Way.PERSON
    return delivery.state in {State.REJECTED, State.NOT_SENT, State.UNKNOWN}


@dataclass(frozen=True)
class ShareReport:
    """`problems` are sentences about what a person must do; any makes the exit code 1."""

    posts: tuple[Shared, ...] = ()
    problems: tuple[str, ...] = ()
    held: int = 0  # deliveries that wait for a person, those of earlier runs included
    at: datetime | None = None
    zone: str = "UTC"
    is_dry_run: bool = False

    @property
    def exit_code(self) -> int:
        return 1 if self.problems or any(post.is_failure for post in self.posts) else 0

    def lines(self) -> Iterator[str]:
        """Finished lines for a terminal, in the current language."""
        for accounts, post in self._by_reason():
            yield from self._lines_of(post, accounts)
        if not self.posts and not self.problems:
            yield gettext("There is nothing to share.")
        if self.held:
            yield ngettext(
                "%(num)s post waits for a person.", "%(num)s posts wait for a person.", self.held
            )
        yield from self.problems

    def _by_reason(self) -> Iterator[tuple[str, Shared]]:
        """What is left out for one reason on many accounts is one line."""
        for key, posts in groupby(self.posts, _left_out):
            alike = list(posts)
            if key is None:
                yield from ((post.account, post) for post in alike)
            else:
                yield ", ".join(post.account for post in alike), alike[0]

    def _lines_of(self, post: Shared, accounts: str) -> Iterator[str]:
        yield f"{accounts}: {_say_what(post)} – {self._say_state(post)}"
        if not self.is_dry_run or post.state is State.SKIPPED:
            return
        for line in post.text.splitlines():
            yield f"    {line}".rstrip()
        if not post.text:
            return
        counted = gettext(
            "%(length)s of %(limit)s characters", length=post.length, limit=post.limit
        )
        facts = [counted, _say_card(post), say_cost(post.cost) if post.cost else ""]
        yield f"    [{'; '.join(filter(None, facts))}]"

    def _say_state(self, post: Shared) -> str:
        words = {
            State.PLANNED: self._say_planned,
            State.ACCEPTED: _say_done,
            State.SKIPPED: lambda each: gettext("not shared: %(reason)s", reason=each.reason),
            State.HELD: lambda each: gettext("waits for a person: %(reason)s", reason=each.reason),
            State.REJECTED: lambda each: gettext("refused: %(reason)s", reason=each.reason),
            State.NOT_SENT: self._say_retry,
            State.DELETED: lambda each: gettext("no longer posted: %(reason)s", reason=each.reason),
            State.UNKNOWN: self._say_unknown,
        }
        say = words.get(post.state)
        return say(post) if say else gettext("is being sent by another process")

    def _say_planned(self, post: Shared) -> str:
        if self.at and post.due_at <= self.at:
            if self.is_dry_run:
                return gettext("goes out now")
            return gettext("in the sharing feed") if post.is_in_feed else gettext("waits")
        return gettext("planned for %(moment)s", moment=self._moment(post.due_at))

    def _say_retry(self, post: Shared) -> str:
        return gettext(
            "not sent, again at %(moment)s: %(reason)s",
            moment=self._moment(post.next_at or post.due_at),
            reason=post.reason,
        )

    def _say_unknown(self, post: Shared) -> str:
        return gettext(
            "perhaps posted, looked up at %(moment)s: %(reason)s",
            moment=self._moment(post.next_at or post.due_at),
            reason=post.reason,
        )

    def _moment(self, moment: datetime) -> str:
        return say_moment(moment, current_language(), self.zone)


def _left_out(post: Shared) -> tuple[Purpose, str, str | None] | None:
    is_left_out = post.state is State.SKIPPED
    return (post.purpose, post.title, post.reason) if is_left_out else None


def say_cost(cost: int) -> str:
    """`0,20 ABD doları`: networks ask for dollars."""
    dollars = format_decimal(cost / 1000, "0.00#", locale=current_language())
    return gettext("costs %(dollars)s US dollars", dollars=dollars)


def _say_done(post: Shared) -> str:
    if post.purpose is Purpose.UPDATE:
        return gettext("edited")
    return (
        gettext("deleted")
        if post.purpose is Purpose.DELETE
        else gettext("posted: %(url)s", url=post.url or "")
    )


def _say_what(post: Shared) -> str:
    if post.purpose is Purpose.DELETE:
        return gettext("deletion of “%(title)s”", title=post.title)
    if post.purpose is Purpose.POST:
        return post.title
    return gettext("correction of “%(title)s”", title=post.title)


def _say_card(post: Shared) -> str:
    if post.picture is not None:
        return gettext("picture: %(alt)s", alt=post.picture)
    return gettext("the network makes a card of the link") if has_link(post.text) else ""
