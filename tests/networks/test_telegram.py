"""What Telegram alone asks of us: HTML, descriptions in the post, and nothing to look up."""

import logging
from contextlib import closing
from dataclasses import replace

import pytest

from networks.accounts import open_account
from networks.models import State
from networks.protocol import Accepted, Media, Message, NotSent
from networks.transport import Timeouts
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import (
    LINK,
    TOKEN,
    make_picture,
    make_plan,
    only,
    plan,
    running_peer,
    send,
)

TITLE = "Kar & buz <uyarısı>"
MESSAGE = Message(
    key="key", text=f"{TITLE}\n\n@everyone dikkat\n\n{LINK}", link=LINK, language="tr", title=TITLE
)


@pytest.fixture
def peer(clock):
    with running_peer("telegram", clock=clock) as running:
        yield running


@pytest.fixture
def network(peer):
    with closing(open_account(peer.account, peer.environ, Timeouts())) as opened:
        yield opened


def test_words_arrive_as_they_were_written(peer, network):
    network.send(MESSAGE, [])

    assert peer.stage.posts[0].text == MESSAGE.text


def test_a_picture_stands_above_the_words_and_is_described_below(peer, network, tmp_path):
    media = (Media(tmp_path / make_picture(tmp_path), "Karda bir kepçe"),)

    network.send(replace(MESSAGE, media=media), [])

    assert len(peer.stage.posts[0].media) == 1
    assert peer.stage.posts[0].text == f"{MESSAGE.text}\n\nGörsel: Karda bir kepçe"


def test_words_that_do_not_fit_below_a_picture_go_with_the_card_of_their_link(
    peer, network, tmp_path
):
    media = (Media(tmp_path / make_picture(tmp_path), "Karda bir kepçe"),)
    text = "kar " * 250 + LINK

    outcome = network.send(replace(MESSAGE, media=media, text=text), [])
    edited = network.edit(outcome.remote_id, replace(MESSAGE, media=media), [])

    assert peer.stage.posts[0].media == []
    assert peer.stage.posts[0].link == LINK
    assert isinstance(edited, Accepted)
    assert peer.stage.posts[0].text == MESSAGE.text


def test_a_post_that_was_not_heard_of_is_a_question_for_a_person(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("telegram"))
    peer.stage.fail("send", Fault.DROP)

    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 1
    assert only(ledger_database).state is State.HELD
    assert "cannot be asked" in only(ledger_database).reason


def test_it_waits_as_long_as_telegram_asks(peer, network):
    peer.stage.fail("send", Fault.THROTTLED)

    outcome = network.send(MESSAGE, [])

    assert isinstance(outcome, NotSent)
    assert outcome.retry_after.total_seconds() == 34


def test_the_token_stands_in_no_log(peer, network, caplog):
    caplog.set_level(logging.DEBUG)
    peer.stage.fail("send", Fault.LOST)

    network.send(MESSAGE, [])
    outcome = network.send(replace(MESSAGE, sent_at=NOON), [])

    assert TOKEN not in caplog.text
    assert TOKEN not in str(outcome)
