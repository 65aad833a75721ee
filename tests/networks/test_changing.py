"""What was posted can be edited, answered and deleted, and is never brought back."""

from contextlib import closing

import pytest

from networks.accounts import open_account
from networks.protocol import Accepted, Gone, Held, Media, Message, NotSent, Unknown
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import LINK, PATIENT, make_picture, on_networks


@pytest.fixture
def network(peer):
    with closing(open_account(peer.account, peer.environ, PATIENT.timeouts)) as opened:
        yield opened


def make_message(text="Kar temizliği", **facts):
    usual = {"key": "key", "link": LINK, "language": "tr", "sent_at": NOON}
    return Message(text=text, **(usual | facts))


def post(network, message=None):
    message = message or make_message()
    return network.send(message, network.prepare(message, print)).remote_id


@on_networks("can_edit")
def test_an_edited_post_says_something_else_and_keeps_its_id(peer, network):
    remote_id = post(network)

    outcome = network.edit(remote_id, make_message("Kar temizliği bitti"), [])
    again = network.edit(remote_id, make_message("Kar temizliği bitti"), [])

    assert isinstance(outcome, Accepted)
    assert outcome == again
    assert [(each.id, each.text) for each in peer.stage.posts] == [
        (remote_id, "Kar temizliği bitti")
    ]


@on_networks("can_edit")
def test_an_edited_post_keeps_its_pictures(peer, network, tmp_path):
    media = (Media(tmp_path / make_picture(tmp_path), "Kar"),)
    remote_id = post(network, make_message(media=media))
    edited = make_message("Kar temizliği bitti", media=media)
    media_ids = network.prepare(edited, print) if network.capabilities.edits_pictures else []

    network.edit(remote_id, edited, media_ids)

    assert len(peer.stage.posts[0].media) == 1
    assert peer.says_of_picture(peer.stage.posts[0], "Kar")


@on_networks("can_delete")
def test_a_deleted_post_is_gone_and_no_edit_brings_it_back(peer, network):
    remote_id = post(network)

    first = network.delete(remote_id)
    second = network.delete(remote_id)
    edit = network.edit(remote_id, make_message("Kar temizliği bitti"), [])

    assert isinstance(first, Accepted)
    assert isinstance(second, Gone)
    assert isinstance(edit, Gone if network.capabilities.can_edit else Held)
    assert peer.stage.posts == []


@on_networks("can_reply")
def test_a_reply_stands_below_its_post_and_is_found_again(peer, network):
    remote_id = post(network)
    reply = make_message("Düzeltme: kar temizliği bitti", key="reply", reply_to=remote_id)
    anchor = network.newest(reply_to=remote_id)

    outcome = network.send(reply, [])
    listing = network.look_up(reply, [], anchor, NOON)

    assert peer.stage.posts[-1].reply_to == remote_id
    if network.capabilities.can_look_up:
        assert [each.remote_id for each in listing.posts] == [outcome.remote_id]
        assert listing.is_whole


FAULTS = pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.DROP, Unknown),
        (Fault.ERROR, Unknown),
        (Fault.HTML, Unknown),
        (Fault.EXPIRED, NotSent),
    ],
)


@FAULTS
@on_networks("can_edit")
def test_an_edit_that_was_not_answered_well_may_be_tried_again(peer, network, fault, kind):
    remote_id = post(network)
    peer.stage.fail("edit", fault)

    first, second = (
        network.edit(remote_id, make_message("Kar bitti"), []) for _attempt in range(2)
    )

    assert isinstance(first, kind)
    assert isinstance(second, Accepted)


@FAULTS
@on_networks("can_delete")
def test_a_deletion_that_was_not_answered_well_may_be_tried_again(peer, network, fault, kind):
    remote_id = post(network)
    peer.stage.fail("delete", fault)

    first, second = (network.delete(remote_id) for _attempt in range(2))

    assert isinstance(first, kind)
    assert isinstance(second, (Accepted, Gone))
