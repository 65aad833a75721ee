"""Opens an account on its network; the one list of the networks that we can speak to."""

from collections.abc import Callable, Mapping

from municipality.model import Account, Way
from networks import bluesky, graph, telegram, x
from networks.bluesky import BlueskyAccount
from networks.errors import AddressExpected, NetworkNotKnown, SettingMissing, TokenMissing
from networks.facebook import FacebookPage
from networks.instagram import InstagramAccount
from networks.lengths import CAUTIOUS, MEASURES, Measure
from networks.mastodon import MastodonAccount
from networks.protocol import Capabilities, Network
from networks.telegram import TelegramChannel
from networks.transport import Timeouts, is_web_address
from networks.x import XAccount

# Each client with the address that its network has everywhere, if it has one.
NETWORKS: Mapping[str, tuple[Callable[..., Network], str | None]] = {
    "bluesky": (BlueskyAccount, bluesky.BASE_URL),
    "facebook": (FacebookPage, graph.BASE_URL),
    "instagram": (InstagramAccount, graph.BASE_URL),
    "mastodon": (MastodonAccount, None),
    "telegram": (TelegramChannel, telegram.BASE_URL),
    "x": (XAccount, x.BASE_URL),
}


def find_base_url(account: Account, environ: Mapping[str, str]) -> str | None:
    """Where the account's network is: FACEBOOK_BASE_URL and its like lead to a stand-in."""
    usual = NETWORKS.get(account.network, (None, None))[1]
    override = environ.get(f"{account.network.upper()}_BASE_URL")
    return override or account.settings.get("instance") or usual


def open_account(
    account: Account, environ: Mapping[str, str], timeouts: Timeouts | None = None
) -> Network:
    """Raises NetworkNotKnown, SettingMissing and TokenMissing; asks the network nothing yet."""
    token = environ.get(account.token_variable or "", "").strip()
    network = _open(account, environ, token, timeouts)
    if not token:
        network.close()
        raise TokenMissing(account.slug, account.token_variable)
    return network


def open_measure(account: Account, environ: Mapping[str, str]) -> Measure:
    """How the account's network counts; needs no token. May ask the network for its limit."""
    if account.network not in NETWORKS or account.via is not Way.API:
        return MEASURES.get(account.network, CAUTIOUS)
    network = _open(account, environ, "", None)
    return Measure(network.limit, network.length, network.cost)


def find_capabilities(account: Account) -> Capabilities:
    """What the account's network can do with a post that stands; needs no token."""
    client = NETWORKS.get(account.network, (None, None))[0]
    capabilities: Capabilities = getattr(client, "capabilities", Capabilities())
    return capabilities


def _open(
    account: Account, environ: Mapping[str, str], token: str, timeouts: Timeouts | None
) -> Network:
    if account.network not in NETWORKS:
        raise NetworkNotKnown(account.network, account.slug)
    base_url = find_base_url(account, environ)
    if not base_url:
        raise SettingMissing(account.slug, "instance")
    if not is_web_address(base_url):
        raise AddressExpected(account.slug, base_url)
    client = NETWORKS[account.network][0]
    return client(account, base_url=base_url, token=token, timeouts=timeouts or Timeouts())
