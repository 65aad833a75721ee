"""A correction reaches its post once; what people deleted never comes back."""

from dataclasses import replace

import pytest

from networks.models import Purpose, State
from standins.stage import Fault
from tests.networks.factories import (
    LONG_AFTER,
    list_all,
    make_picture,
    make_plan,
    on_networks,
    plan,
    rules_for,
    send,
)
from tests.networks.test_faults import A_DAY, ClockOfAPowerCut, PowerCut, send_until_settled

# What the others cannot do is put before a person: test_handing_over.py.
pytestmark = on_networks("can_edit", "can_reply", "can_look_up")

NEW = "Kar temizliği bitti"


def make_correction(network, purpose=Purpose.UPDATE, revision=2, **facts):
    text = {Purpose.REPLY: f"Düzeltme: {NEW}", Purpose.DELETE: ""}.get(purpose, NEW)
    usual = {"purpose": purpose, "revision": revision, "text": text}
    return make_plan(network, **(usual | facts))


def find(database, purpose):
    return next(each for each in list_all(database) if each.purpose is purpose)


def texts(peer):
    return [post.text for post in peer.stage.posts]


@pytest.fixture
def posted(any_ledger, riverbend, peer, clock):
    """A ledger whose one post is on the network."""
    plan(any_ledger, make_plan(peer.network))
    send(any_ledger, riverbend, peer, clock=clock)
    return any_ledger


def test_an_update_edits_the_post_and_keeps_its_address(posted, riverbend, peer, clock):
    address = find(posted, Purpose.POST).remote_url
    plan(posted, make_correction(peer.network))

    send(posted, riverbend, peer, clock=clock)
    send(posted, riverbend, peer, clock=clock)

    assert texts(peer) == [NEW]
    assert peer.stage.count("edit") == 1
    assert find(posted, Purpose.UPDATE).state is State.ACCEPTED
    assert find(posted, Purpose.POST).remote_url == address


def test_a_reply_stands_below_the_post_once(posted, riverbend, peer, clock):
    plan(posted, make_correction(peer.network, Purpose.REPLY))
    peer.stage.fail("send", Fault.DROP)

    for _round in range(3):
        send(posted, riverbend, peer, clock=clock, patience=A_DAY)

    replies = [post for post in peer.stage.posts if post.reply_to]
    assert [post.text for post in replies] == [f"Düzeltme: {NEW}"]
    assert find(posted, Purpose.REPLY).remote_id == replies[0].id


def test_a_withdrawn_post_is_deleted_with_its_replies(posted, riverbend, peer, clock):
    plan(posted, make_correction(peer.network, Purpose.REPLY))
    send(posted, riverbend, peer, clock=clock)
    plan(posted, make_correction(peer.network, Purpose.DELETE))

    send(posted, riverbend, peer, clock=clock)

    assert texts(peer) == []
    assert find(posted, Purpose.DELETE).state is State.ACCEPTED
    assert find(posted, Purpose.POST).state is State.DELETED


@pytest.mark.parametrize("purpose", [Purpose.UPDATE, Purpose.DELETE])
def test_a_post_that_a_person_deleted_is_never_brought_back(
    posted, riverbend, peer, clock, purpose
):
    peer.stage.posts.clear()
    plan(posted, make_correction(peer.network, purpose))
    send(posted, riverbend, peer, clock=clock)
    plan(posted, make_plan(peer.network), make_correction(peer.network, revision=3))

    send(posted, riverbend, peer, clock=clock)

    assert texts(peer) == []
    assert find(posted, Purpose.POST).state is State.DELETED


def test_a_correction_waits_until_its_post_is_there(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network), make_correction(peer.network))
    peer.stage.fail("listing", Fault.BROKEN)

    send(ledger_database, riverbend, peer, clock=clock)
    before = peer.stage.count("edit")
    send(ledger_database, riverbend, peer, clock=clock, patience=A_DAY)

    assert before == 0
    assert texts(peer) == [NEW]


def test_of_two_corrections_the_newer_one_stands(posted, riverbend, peer, clock):
    plan(posted, make_correction(peer.network, revision=2))
    peer.stage.fail("edit", Fault.BROKEN)
    send(posted, riverbend, peer, clock=clock)
    plan(posted, make_correction(peer.network, revision=3, text="En yeni"))

    send(posted, riverbend, peer, clock=clock, patience=A_DAY)

    assert texts(peer) == ["En yeni"]


def test_a_correction_of_what_was_never_posted_is_not_made(ledger_database, riverbend, peer, clock):
    plan(
        ledger_database,
        make_plan(peer.network, state=State.SKIPPED),
        make_correction(peer.network, Purpose.DELETE),
    )

    send(ledger_database, riverbend, peer, clock=clock)

    assert find(ledger_database, Purpose.DELETE).state is State.SKIPPED


CHANGES = [(Purpose.UPDATE, "edit"), (Purpose.REPLY, "send"), (Purpose.DELETE, "delete")]
ANY_FAULT = [Fault.DROP, Fault.ERROR, Fault.SLOW, Fault.LOST, Fault.THROTTLED]


@pytest.mark.parametrize("fault", ANY_FAULT)
@pytest.mark.parametrize(("purpose", "step"), CHANGES)
def test_a_correction_is_made_once_whatever_becomes_of_it(
    ledger_database, riverbend, peer, clock, tmp_path, purpose, step, fault
):
    media = ((make_picture(tmp_path), "Kar"),)
    plan(ledger_database, make_plan(peer.network, media=media))
    send(ledger_database, riverbend, peer, clock=clock, folder=tmp_path)
    plan(ledger_database, make_correction(peer.network, purpose, media=media))
    peer.stage.fail(step, fault)

    rules = rules_for(fault)
    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path, rules=rules)

    assert texts(peer) == expected(purpose, peer)
    assert find(ledger_database, purpose).state is State.ACCEPTED


@pytest.mark.parametrize("last", [2, 4, 6, 8])
@pytest.mark.parametrize(("purpose", "step"), CHANGES)
def test_a_correction_is_made_once_though_the_power_is_cut(
    ledger_database, riverbend, peer, clock, tmp_path, purpose, step, last
):
    plan(ledger_database, make_plan(peer.network))
    send(ledger_database, riverbend, peer, clock=clock)
    plan(ledger_database, make_correction(peer.network, purpose))
    peer.stage.fail(step, Fault.DROP)
    try:
        send(ledger_database, riverbend, peer, clock=ClockOfAPowerCut(last))
    except PowerCut:
        clock.wait(LONG_AFTER.total_seconds())

    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

    assert texts(peer) == expected(purpose, peer)
    assert find(ledger_database, purpose).state is State.ACCEPTED


def expected(purpose, peer):
    first = make_plan(peer.network).text
    return {
        Purpose.UPDATE: [NEW],
        Purpose.REPLY: [first, f"Düzeltme: {NEW}"],
        Purpose.DELETE: [],
    }[purpose]


def test_a_new_post_on_the_same_page_is_not_taken_for_the_lost_one(
    ledger_database, riverbend, peer, clock, tmp_path
):
    """Two deliveries may link to one page; each finds its own post."""
    first, second = make_plan(peer.network), make_plan(peer.network, uid="uid-2", text="Başka")
    plan(ledger_database, first)
    peer.stage.fail("send", Fault.DROP)
    send(ledger_database, riverbend, peer, clock=clock)
    plan(ledger_database, replace(second, link=first.link))

    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

    ids = {delivery.remote_id for delivery in list_all(ledger_database)}
    assert len(ids) == 2
    assert sorted(texts(peer)) == sorted([first.text, "Başka"])
