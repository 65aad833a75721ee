"""What posting costs, and how much of it an account may spend in a month."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from municipality.model import Account
from networks.errors import DollarsExpected
from networks.lengths import has_link


@dataclass(frozen=True)
class Prices:
    """In thousandths of a US dollar."""

    post: int
    post_with_link: int

    def of(self, text: str) -> int:
        return self.post_with_link if has_link(text) else self.post


def read_prices(account: Account, usual: Prices) -> Prices:
    """The usual ones, or what the settings say (`price`, `price_with_link`, in dollars).

    Raises DollarsExpected.
    """
    return Prices(
        post=_read_dollars(account, "price", usual.post),
        post_with_link=_read_dollars(account, "price_with_link", usual.post_with_link),
    )


def _read_dollars(account: Account, setting: str, usual: int) -> int:
    written = account.settings.get(setting)
    if written is None:
        return usual
    try:
        thousandths = Decimal(written) * 1000
    except InvalidOperation as error:
        raise DollarsExpected(account.slug, setting, written) from error
    if not thousandths.is_finite() or not 0 <= thousandths < 10**9:
        raise DollarsExpected(account.slug, setting, written)
    return round(thousandths)
