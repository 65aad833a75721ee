"""What posting costs, and how much of it an account may spend in a month."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from municipality.model import Account
from networks.errors import DollarsExpected
from networks.lengths import has_link

_NO_END = 10**9


@dataclass(frozen=True)
class Prices:
    """In thousandths of a US dollar."""

    post: int
    post_with_link: int
    description: int  # of a picture

    def of(self, text: str, pictures: int) -> int:
        post = self.post_with_link if has_link(text) else self.post
        return post + pictures * self.description


@dataclass(frozen=True)
class Budget:
    """What an account may spend in a month, in thousandths of a US dollar."""

    everything: int
    links: int  # of it, for posts with a link


def read_prices(account: Account, usual: Prices) -> Prices:
    """The usual ones, or what the settings say, in dollars.

    Raises DollarsExpected.
    """
    return Prices(
        post=_read_dollars(account, "price", usual.post),
        post_with_link=_read_dollars(account, "price_with_link", usual.post_with_link),
        description=_read_dollars(account, "price_of_description", usual.description),
    )


def read_budget(account: Account) -> Budget | None:
    """None where the settings name none. Raises DollarsExpected."""
    if not {"monthly_budget", "monthly_budget_for_links"} & account.settings.keys():
        return None
    everything = _read_dollars(account, "monthly_budget", _NO_END)
    return Budget(everything, _read_dollars(account, "monthly_budget_for_links", everything))


def _read_dollars(account: Account, setting: str, usual: int) -> int:
    written = account.settings.get(setting)
    if written is None:
        return usual
    try:
        thousandths = Decimal(written) * 1000
    except InvalidOperation as error:
        raise DollarsExpected(account.slug, setting, written) from error
    if not thousandths.is_finite() or not 0 <= thousandths < _NO_END:
        raise DollarsExpected(account.slug, setting, written)
    return round(thousandths)
