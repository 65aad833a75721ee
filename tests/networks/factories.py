"""Accounts, plans and senders for tests of sharing."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import networks
from municipality.model import Account, Way
from networks import deliveries, planning
from networks.clock import Clock
from networks.planning import Plan, PlannedPicture
from networks.rules import Rules
from networks.sending import send_due
from networks.transport import Timeouts
from standins import facebook, mastodon, serving
from standins.stage import stage_of
from tests.moments import NOON

LEDGER = Path(networks.__file__).parent / "migrations"
TOKEN = "deneme"
ENVIRON = {"FACEBOOK_PAGE_TOKEN": TOKEN, "MASTODON_TOKEN": TOKEN}
LINK = "https://www.example.org/haberler/2026/11/kar/"
# A stand-in that keeps us waiting must not keep the tests waiting.
# No site stands behind LINK.
IMPATIENT = Rules(timeouts=Timeouts(connect=2.0, answer=0.4), checks_pages=False)
LONG_AFTER = timedelta(minutes=11)  # longer than a lease


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

    @property
    def copies(self):
        return len(self.stage.posts)


@contextmanager
def running_peer(network, *, clock=None, **options):
    create_app = {"facebook": facebook.create_app, "mastodon": mastodon.create_app}[network]
    app = create_app(None, TOKEN, now=clock.now if clock else None, **options)
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
        settings={"page_id": "1234"},
        token_variable={"facebook": "FACEBOOK_PAGE_TOKEN", "mastodon": "MASTODON_TOKEN"}.get(
            network
        ),
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
    facts["media"] = tuple(PlannedPicture(path, alt) for path, alt in facts.get("media", ()))
    return Plan(uid=uid, account=account, **(usual | facts))


def make_picture(folder: Path, name="kar.png"):
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n a picture of snow")
    return name


def plan(database, *plans, at=NOON):
    with database.transaction() as session:
        planning.plan(session, plans, at=at)


def send(database, municipality, peer, *, clock, rules=IMPATIENT, **options):
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
