"""What pages say of our posts and accounts; whoever only shows them needs no ledger for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from municipality.model import Account

# Characters that may be asked of the record of our posts.
LONGEST_QUESTION = 1000

# How networks write their names; one that is not here is shown by its code.
NETWORK_NAMES: Mapping[str, str] = {
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "telegram": "Telegram",
    "threads": "Threads",
    "whatsapp": "WhatsApp",
    "x": "X",
    "youtube": "YouTube",
}


@dataclass(frozen=True)
class OfficialPost:
    """A post as it stands, with all that it said before."""

    account: str  # its slug
    title: str  # of the item it belongs to
    link: str | None  # the item's page
    text: str  # after its last correction
    earlier_texts: tuple[str, ...]  # newest first
    url: str | None  # on the network
    language: str
    is_sample: bool
    is_correction: bool  # a reply that corrects a post which could not be edited
    is_passed_on: bool  # an outside service posts it: we gave it the text
    posted_at: datetime
    corrected_at: datetime | None
    deleted_at: datetime | None


def name_accounts(accounts: Sequence[Account]) -> Mapping[str, tuple[str, str]]:
    """Of each account, by its slug, its name and that of its network."""
    return {each.slug: (each.name, _name_network(each)) for each in accounts}


def full_name(account: Account) -> str:
    """`Facebook: Erzurum Büyükşehir Belediyesi`; the name alone is often the same everywhere."""
    return f"{_name_network(account)}: {account.name}"


def _name_network(account: Account) -> str:
    return NETWORK_NAMES.get(account.network, account.network)
