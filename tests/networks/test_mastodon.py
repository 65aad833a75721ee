"""What a small server with the Mastodon API cannot do is noticed, and nothing wrong believed."""

from contextlib import closing
from dataclasses import replace

import pytest

from networks.accounts import open_account
from networks.models import Purpose, State
from networks.protocol import Gone, Message
from networks.transport import Timeouts
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import make_plan, only, plan, running_peer, send
from tests.networks.test_corrections import find, make_correction
from tests.networks.test_faults import A_DAY

MESSAGE = Message(key="key", text="Kar", link=None, language="tr", sent_at=NOON)


@pytest.fixture
def peer(clock):
    with running_peer("mastodon", clock=clock, like_snac=True, longest_text=900) as running:
        yield running


@pytest.fixture
def network(peer):
    with closing(open_account(peer.account, peer.environ, Timeouts())) as opened:
        yield opened


def test_the_limits_are_read_where_the_server_only_knows_the_older_question(network):
    assert network.limit == 900


def test_a_post_that_the_server_cannot_delete_is_not_taken_for_gone(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("mastodon"))
    send(ledger_database, riverbend, peer, clock=clock)
    plan(ledger_database, make_correction("mastodon", Purpose.DELETE))

    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 1
    assert find(ledger_database, Purpose.DELETE).state is State.HELD
    assert "by hand" in find(ledger_database, Purpose.DELETE).reason


def test_a_post_that_a_person_deleted_is_gone_there_too(peer, network):
    posted = network.send(MESSAGE, [])
    peer.stage.delete_post(posted.remote_id)

    outcomes = [network.delete(posted.remote_id), network.edit(posted.remote_id, MESSAGE, [])]

    assert [type(outcome) for outcome in outcomes] == [Gone, Gone]


def test_a_first_post_whose_answer_was_lost_is_found_once_in_a_listing_without_pages(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("mastodon"))
    peer.stage.fail("send", Fault.DROP)

    send(ledger_database, riverbend, peer, clock=clock, patience=A_DAY)

    assert peer.copies == 1
    assert (only(ledger_database).state, only(ledger_database).reason) == (State.ACCEPTED, None)


def test_a_token_that_is_refused_without_a_word_is_asked_for(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("mastodon"))
    peer.use_token("another")

    report = send(ledger_database, riverbend, peer, clock=clock)

    assert "MASTODON_TOKEN" in report.troubles["mastodon"]


def test_a_post_that_is_refused_for_its_token_is_not_taken_for_lost(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("mastodon"))
    peer.stage.fail("send", Fault.EXPIRED)

    report = send(ledger_database, riverbend, peer, clock=clock)

    assert "MASTODON_TOKEN" in report.troubles["mastodon"]
    assert only(ledger_database).state is State.NOT_SENT


@pytest.mark.parametrize(("posts", "is_whole"), [(0, True), (39, True), (40, False)])
def test_a_full_page_of_a_listing_without_pages_proves_nothing(network, posts, is_whole):
    for number in range(posts):
        network.send(replace(MESSAGE, text=f"Kar {number}"), [])

    listing = network.look_up(MESSAGE, [], "", NOON)

    assert len(listing.posts) == posts
    assert listing.is_whole is is_whole
