"""What X alone asks of us: signatures, its own links in what it lists, and money."""

from contextlib import closing
from dataclasses import replace

import httpx
import pytest

from networks.accounts import open_account, open_measure
from networks.errors import DollarsExpected, TokenIncomplete
from networks.protocol import Media, Message, NotPossible, NotSent, Unknown
from networks.transport import Timeouts
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import ENVIRON, LINK, make_account, make_picture, running_peer

TEXT = f"Kar & buz <uyarısı>\n\n{LINK}"
MESSAGE = Message(key="key", text=TEXT, link=LINK, language="tr", sent_at=NOON)


@pytest.fixture
def peer(clock):
    with running_peer("x", clock=clock) as running:
        yield running


@pytest.fixture
def network(peer):
    with closing(open_account(peer.account, peer.environ, Timeouts())) as opened:
        yield opened


def test_what_x_lists_reads_as_we_wrote_it(network):
    network.send(MESSAGE, [])

    [post] = network.look_up(MESSAGE, [], "", NOON).posts

    assert post.text == TEXT
    assert LINK in post.links


def test_the_same_words_again_are_looked_up_and_not_taken_as_refused(network):
    network.send(MESSAGE, [])

    assert isinstance(network.send(MESSAGE, []), Unknown)


def test_two_accounts_say_the_same_each_once(peer, network):
    mayor = replace(peer.account, slug="x-baskan", settings={"user_id": "7"}, token_variable="X7")
    keys = peer.environ["X_KEYS"].replace("2244994945-", "7-")
    with closing(open_account(mayor, peer.environ | {"X7": keys}, Timeouts())) as other:
        network.send(MESSAGE, [])
        other.send(MESSAGE, [])
        posts = [each.look_up(MESSAGE, [], "", NOON).posts for each in (network, other)]

    assert [len(each) for each in posts] == [1, 1]
    assert posts[0] != posts[1]


def test_the_number_of_the_account_is_asked_for_where_nobody_wrote_it(peer):
    nameless = replace(peer.account, settings={})
    with closing(open_account(nameless, peer.environ, Timeouts())) as network:
        assert network.newest() == ""

    assert peer.stage.count("account") == 1


def test_a_signature_of_other_keys_is_refused(peer, network):
    network.send(MESSAGE, [])
    stolen = {"Authorization": 'OAuth oauth_token="2244994945-deneme", oauth_signature="x"'}

    answer = httpx.get(f"{peer.base_url}/2/users/2244994945/tweets", headers=stolen)

    assert answer.status_code == 401


def test_a_picture_without_its_description_is_not_posted(peer, network, tmp_path):
    media = (Media(tmp_path / make_picture(tmp_path), "Karda bir kepçe"),)
    peer.stage.fail("alt", Fault.BROKEN)

    with pytest.raises(NotPossible):
        network.prepare(replace(MESSAGE, media=media), print)


def test_it_waits_until_the_window_of_x_ends(peer, network):
    peer.stage.fail("send", Fault.THROTTLED)

    outcome = network.send(MESSAGE, [])

    assert isinstance(outcome, NotSent)
    assert 55 <= outcome.retry_after.total_seconds() <= 60


@pytest.mark.parametrize("keys", ["tek", "a:b:c", "a:b:c:d:e", "a::c:d"])
def test_keys_that_are_not_four_are_asked_for(keys):
    with pytest.raises(TokenIncomplete):
        open_account(make_account("x"), ENVIRON | {"X_KEYS": keys})


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("Kar var", 15),
        (TEXT, 200),
        ("Ayrıntılar erzurum.bel.tr adresinde", 200),
        ("Saat 14.30", 15),
    ],
)
def test_a_post_with_a_link_costs_more(text, cost):
    assert open_measure(make_account("x"), {}).cost(text) == cost


def test_prices_can_be_written_in_the_accounts():
    account = replace(make_account("x"), settings={"price": "0.02", "price_with_link": "0"})

    measure = open_measure(account, {})

    assert (measure.cost("Kar"), measure.cost(TEXT)) == (20, 0)


@pytest.mark.parametrize("written", ["pahalı", "-1", "NaN", "1e99"])
def test_a_price_that_is_no_number_is_said(written):
    account = replace(make_account("x"), settings={"price": written})

    with pytest.raises(DollarsExpected):
        open_measure(account, {})
