"""Accounts, plans and senders for tests of sharing."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import networks
from municipality.model import Account, Way
from networks import deliveries, planning
from networks.accounts import NETWORKS
from networks.clock import Clock
from networks.models import State
from networks.planning import Plan, PlannedPicture
from networks.rules import Rules
from networks.sending import send_due
from networks.transport import Timeouts
from standins import serving
from standins.networks import STAND_INS, write_token
from standins.stage import Fault, stage_of
from tests.moments import NOON

LEDGER = Path(networks.__file__).parent / "migrations"
TOKEN = "deneme"
TOKEN_VARIABLES = {
    "bluesky": "BLUESKY_PASSWORD",
    "facebook": "FACEBOOK_PAGE_TOKEN",
    "instagram": "INSTAGRAM_TOKEN",
    "mastodon": "MASTODON_TOKEN",
    "telegram": "TELEGRAM_TOKEN",
    "x": "X_KEYS",
}
SETTINGS = {
    "bluesky": {"handle": "belediye.example"},
    "facebook": {"page_id": "1234"},
    "instagram": {"user_id": "5678"},
    "telegram": {"channel": "@belediye"},
    "x": {"user_id": "2244994945"},
}
ENVIRON = {
    name: write_token(network, TOKEN, SETTINGS.get(network, {}))
    for network, name in TOKEN_VARIABLES.items()
}
LINK = "https://www.example.org/haberler/2026/11/kar/"
# No site stands behind LINK. A busy machine may take long to answer.
PATIENT = Rules(timeouts=Timeouts(connect=30.0, answer=60.0), checks_pages=False)
# A stand-in that keeps us waiting on purpose must not keep the tests waiting.
IMPATIENT = replace(PATIENT, timeouts=Timeouts(connect=30.0, answer=0.4))
LONG_AFTER = timedelta(minutes=11)  # longer than a lease


def rules_for(fault):
    return IMPATIENT if fault is Fault.SLOW else PATIENT


def on_networks(*abilities, but=()):
    """The mark of a test that is about the networks whose clients have the capabilities."""
    able = [
        name
        for name in STAND_INS
        if name not in but
        and all(getattr(NETWORKS[name][0].capabilities, each) for each in abilities)
    ]
    return pytest.mark.parametrize("peer", able, indirect=True)


class SteppingClock(Clock):
    """Stands still until somebody waits."""

    def __init__(self, at=NOON):
        super().__init__(at)
        self._at = at

    def now(self):
        return self._at

    def wait(self, seconds):
        self._at += timedelta(seconds=seconds)


class Peer:
    """A stand-in that runs, and the account that we have there."""

    def __init__(self, network, app, base_url):
        self.network = network
        self.stage = stage_of(app)
        self.base_url = base_url
        self.account = make_account(network)
        self.environ = ENVIRON | {f"{network.upper()}_BASE_URL": base_url}

    def use_token(self, token):
        self.environ[self.account.token_variable] = write_token(
            self.network, token, self.account.settings
        )

    @property
    def copies(self):
        return len(self.stage.posts)

    def says_of_picture(self, post, alt):
        """Networks without alternative texts have the description in the post or its card."""
        alts = [self.stage.media[media_id].alt for media_id in post.media]
        places = [*alts, post.text, post.facts.get("card_description", "")]
        return any(place.endswith(alt) for place in places)

    def has_settled(self, delivery):
        """One copy that the ledger knows; or a question to a person where nobody can look it up."""
        copies = [post.id for post in self.stage.posts if post.text.startswith(delivery.text)]
        if delivery.state is State.HELD and self.network == "telegram":
            return len(copies) <= 1
        return delivery.state is State.ACCEPTED and copies == [delivery.remote_id]


# Some servers with the Mastodon API never look at the idempotency key.
USUAL = {"mastodon": {"keeps_keys": False}}


@contextmanager
def running_peer(network, *, clock=None, **options):
    options = USUAL.get(network, {}) | options
    app = STAND_INS[network](None, TOKEN, now=clock.now if clock else None, **options)
    with serving(app) as base_url:
        yield Peer(network, app, base_url)


def make_account(network, *, slug=None, via=Way.API, language="tr"):
    return Account(
        slug=slug or network,
        network=network,
        via=via,
        name="Belediye",
        address=None,
        language=language,
        settings=SETTINGS.get(network, {}),
        token_variable=TOKEN_VARIABLES.get(network),
    )


def make_plan(account="facebook", *, uid="uid-1", **facts):
    usual = {
        "via": Way.API,
        "title": "Kar",
        "text": f"Kar temizliği sürüyor\n\n{LINK}",
        "link": LINK,
        "language": "tr",
        "is_sample": False,
        "due_at": NOON,
    }
    # Instagram takes nothing without a picture.
    media = facts.get("media", (("kar.jpg", "Kar"),) if account == "instagram" else ())
    facts["media"] = tuple(
        PlannedPicture(path, alt, address=f"/gorseller/{path}") for path, alt in media
    )
    return Plan(uid=uid, account=account, **(usual | facts))


def make_picture(folder: Path, name="kar.png"):
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n a picture of snow")
    return name


def plan(database, *plans, at=NOON):
    with database.transaction() as session:
        planning.plan(session, plans, at=at)


def send(database, municipality, peer, *, clock, rules=PATIENT, **options):
    """Send to one peer."""
    return send_due(
        database,
        replace(municipality, accounts=(peer.account,)),
        at=clock.now(),
        environ=peer.environ,
        clock=clock,
        rules=rules,
        **options,
    )


def list_all(database, **conditions):
    with database.reading() as session:
        return deliveries.list_deliveries(session, **conditions)


def only(database):
    """The one delivery in the ledger."""
    [delivery] = list_all(database)
    return delivery
