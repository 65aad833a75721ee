"""What Instagram alone asks of us: a picture that it can fetch, and a container kept first."""

from contextlib import closing
from dataclasses import replace

import pytest
from flask import Flask, Response, abort

from networks.accounts import open_account
from networks.models import State
from networks.protocol import Held, Media, Message, NotPossible
from networks.transport import Timeouts
from standins.serving import serving_plainly
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import LINK, make_plan, only, plan, running_peer, send
from tests.networks.test_faults import A_DAY

MESSAGE = Message(key="key", text=f"Kar\n\n{LINK}", link=LINK, language="tr", sent_at=NOON)


@pytest.fixture
def peer(clock):
    with running_peer("instagram", clock=clock) as running:
        yield running


@pytest.fixture
def network(peer):
    with closing(open_account(peer.account, peer.environ, Timeouts())) as opened:
        yield opened


@pytest.fixture
def site():
    """A site with one JPEG and one PNG."""
    app = Flask("site")
    files = {"kar.jpg": b"\xff\xd8\xff a picture", "kar.png": b"\x89PNG\r\n\x1a\n"}

    @app.get("/<name>")
    def picture(name):
        return Response(files[name]) if name in files else abort(404)

    with serving_plainly(app) as url:
        yield url


def with_picture(url):
    return replace(MESSAGE, media=(Media(None, "Karda bir kepçe", url),))


def test_the_picture_is_fetched_from_the_site_and_described(peer, network, site):
    message = with_picture(f"{site}/kar.jpg")

    network.send(message, network.prepare(message, print))

    [container] = peer.stage.posts[0].media
    assert peer.stage.media[container].alt == "Karda bir kepçe"
    assert peer.stage.read_picture(container).endswith(b"a picture")


@pytest.mark.parametrize("name", ["kar.png", "yok.jpg"])
def test_a_picture_that_it_cannot_take_is_a_question_for_a_person(network, site, name):
    with pytest.raises(NotPossible) as obstacle:
        network.prepare(with_picture(f"{site}/{name}"), print)

    assert isinstance(obstacle.value.outcome, Held)
    assert name in obstacle.value.outcome.reason


def test_an_item_without_any_picture_is_skipped_with_the_reason(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("instagram", media=()))

    send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).state is State.SKIPPED
    assert "picture" in only(ledger_database).reason


@pytest.mark.parametrize("polls", [1, 5])
def test_a_container_that_finishes_late_is_waited_for(ledger_database, riverbend, clock, polls):
    plan(ledger_database, make_plan("instagram"))

    with running_peer("instagram", clock=clock, processing_polls=polls) as peer:
        send(ledger_database, riverbend, peer, clock=clock)

    assert peer.stage.count("media_check") == polls + 1
    assert peer.copies == 1


def test_the_container_is_kept_before_it_is_published(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan("instagram"))
    peer.stage.fail("send", Fault.DROP)

    send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).prepared == peer.stage.posts[0].media


def test_a_published_container_whose_post_a_person_deleted_is_not_published_again(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("instagram"))
    peer.stage.fail("send", Fault.DROP)
    peer.stage.listing_delay = 60.0
    send(ledger_database, riverbend, peer, clock=clock)
    peer.stage.posts.clear()

    send(ledger_database, riverbend, peer, clock=clock, patience=A_DAY)

    assert peer.stage.count("send") == 1
    assert only(ledger_database).state is State.HELD
