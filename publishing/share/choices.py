"""Decides which item goes to which account, and why another does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from municipality.model import Account, Way
from networks.accounts import find_base_url
from networks.planning import Key
from networks.transport import is_loopback
from publishing.items import Announcement, Event, Item
from publishing.kinds import PAGE
from publishing.settings import Settings
from publishing.vocabulary import Severity
from text.language import gettext


@dataclass(frozen=True)
class Choice:
    """An item and an account of its language: it goes there, unless a reason says why not."""

    item: Item
    account: Account
    wanted_at: datetime  # the hour that its editor gave it; the account's own hours come on top
    reason: str | None = None
    is_old: bool = False  # and only therefore does not go

    @property
    def key(self) -> Key:
        return self.item.uid, self.account.slug

    @property
    def is_urgent(self) -> bool:
        facts = self.item.facts
        return isinstance(facts, Announcement) and facts.severity is Severity.URGENT

    @property
    def is_hour_chosen(self) -> bool:
        """An editor's own hour is kept to, whatever the account's hours are."""
        return self.item.share_at is not None and self.item.share_at >= self.item.date

    @property
    def useful_until(self) -> datetime | None:
        """The later announcement is of less use: a cut should be known before it begins."""
        facts = self.item.facts
        if isinstance(facts, Announcement):
            return facts.starts if facts.starts > self.wanted_at else facts.ends
        return facts.starts if isinstance(facts, Event) else None


def list_choices(
    items: Iterable[Item], settings: Settings, *, at: datetime, freshness: timedelta
) -> Iterator[Choice]:
    """Every live item with every account of its language, so one post per item and account.

    An item and its translation are two items: each goes to the accounts of its own language.
    """
    for item in items:
        if item.kind == PAGE:
            continue
        for account in settings.municipality.accounts:
            if account.language == item.language:
                yield _choose(item, account, settings, at=at, freshness=freshness)


def why_not_here(item: Item, account: Account, settings: Settings) -> str | None:
    """What keeps an item from an account at any hour."""
    if item.share is not None and account.slug not in item.share:
        return gettext("Its editor did not choose this account.")
    if item.sample and not _stays_here(account, settings):
        return gettext("Sample content is shared with stand-in servers only.")
    return None


def end_of(item: Item) -> datetime | None:
    """When it is no news any more; None for what has no end."""
    if isinstance(item.facts, Announcement):
        return item.facts.ends
    if isinstance(item.facts, Event):
        return item.facts.ends or item.facts.starts
    return None


def _choose(
    item: Item, account: Account, settings: Settings, *, at: datetime, freshness: timedelta
) -> Choice:
    wanted_at = max(item.date, item.share_at or item.date)
    if reason := _why_not(item, account, settings, at):
        return Choice(item, account, wanted_at, reason)
    reason = _why_too_late(item, wanted_at, at, freshness)
    return Choice(item, account, wanted_at, reason, is_old=reason is not None)


def _why_not(item: Item, account: Account, settings: Settings, at: datetime) -> str | None:
    if not item.is_live(at):
        return gettext("It is not public.")
    return why_not_here(item, account, settings)


def _why_too_late(
    item: Item, wanted_at: datetime, at: datetime, freshness: timedelta
) -> str | None:
    end = end_of(item)
    if end is not None and end < at:
        return gettext("It is over.")
    return gettext("It is too old to be announced now.") if wanted_at < at - freshness else None


def _stays_here(account: Account, settings: Settings) -> bool:
    """True if what is shared with the account cannot leave this machine."""
    if account.via is Way.API:
        return is_loopback(find_base_url(account, settings.environ) or "")
    # Services and people take it from the site.
    return is_loopback(settings.site_url)
