"""The real servers, started once; each test has an account of its own on them."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from mastodon import Mastodon
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from networks.accounts import open_account
from networks.rules import Rules
from networks.transport import Timeouts
from tests.networks import factories
from tests.networks.factories import SteppingClock, make_account
from tests.networks.peers import bluesky as bluesky_server
from tests.networks.peers import snac as snac_server
from tests.networks.peers.between import standing_between

# No site stands behind the links.
RULES = Rules(timeouts=Timeouts(connect=5.0, answer=30.0), checks_pages=False)
_numbers = count(1)


class RealPeer:
    """A server by somebody else, and the account that we have there.

    `between` stands before it and can lose an answer. `reader` is somebody else's client, which
    asks the server itself.
    """

    def __init__(self, account, base_url, token, between, reader):
        self.network = account.network
        self.account = account
        self.between = between
        self.reader = reader
        name = f"{account.network.upper()}_BASE_URL"
        self.environ = {name: base_url, account.token_variable: token}

    def open(self):
        return closing(open_account(self.account, self.environ, RULES.timeouts))

    def send(self, database, municipality, clock, **options):
        return factories.send(database, municipality, self, clock=clock, rules=RULES, **options)


@pytest.fixture
def clock():
    """The servers look at the machine's clock, so ours begins with it."""
    return SteppingClock(datetime.now(UTC))


@pytest.fixture(scope="session")
def running_bluesky(tmp_path_factory):
    if not bluesky_server.is_here():
        pytest.skip("Bluesky's development server is not here: `make test-networks` says why")
    with bluesky_server.running(tmp_path_factory.mktemp("bluesky")) as server:
        yield server


@pytest.fixture
def bluesky(running_bluesky):
    # Only this target's environment has it.
    from atproto import Client

    handle, reader = f"belediye{next(_numbers)}.test", Client(f"{running_bluesky.url}/xrpc")
    server = reader.com.atproto.server
    made = server.create_account(
        {"handle": handle, "email": f"{handle}@example.org", "password": "a long password"}
    )
    header = {"Authorization": f"Bearer {made.access_jwt}"}
    password = server.create_app_password({"name": "Meydan"}, headers=header).password
    account = replace(make_account("bluesky"), settings={"handle": handle})
    with closing(reader.request), standing_between(running_bluesky.url) as (between, url):
        peer = RealPeer(account, url, password, between, reader)
        peer.did = made.did
        yield peer


@pytest.fixture(scope="session")
def running_snac(tmp_path_factory):
    if snac_server.find() is None:
        pytest.skip("snac is not here: `make test-networks` says why")
    with snac_server.running(tmp_path_factory.mktemp("snac")) as server:
        yield server


@pytest.fixture
def snac(running_snac):
    token = running_snac.add_account(f"belediye{next(_numbers)}")
    reader = Mastodon(access_token=token, api_base_url=running_snac.url, version_check_mode="none")
    # snac hangs up after every answer without saying so, sometimes on the next question.
    reader.session.mount("http://", HTTPAdapter(max_retries=Retry(3)))
    with closing(reader.session), standing_between(running_snac.url) as (between, url):
        yield RealPeer(make_account("mastodon"), url, token, between, reader)
