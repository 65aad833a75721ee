"""Our client of the Mastodon API against snac, read back with Mastodon.py."""

from datetime import timedelta

import pytest
from PIL import Image

from networks.models import Purpose, State
from networks.protocol import Gone
from tests.networks.factories import LINK, list_all, make_plan, only, plan
from tests.networks.test_corrections import find, make_correction

pytestmark = pytest.mark.peers

TEXT = f"Şenkaya ve İspir'de kar temizliği\n\nIğdır yönünde çığ tehlikesi var.\n\n{LINK}"
ALT = "Karla kaplı yolda çalışan bir iş makinesi"
SEND = "POST /api/v1/statuses"


def list_statuses(peer):
    return peer.reader.account_statuses(peer.reader.account_verify_credentials().id)


def the_status(peer):
    [status] = list_statuses(peer)
    return status


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "kar.jpg"
    Image.linear_gradient("L").resize((1200, 630)).convert("RGB").save(path)
    return path


@pytest.fixture
def posted(ledger_database, riverbend, snac, clock, picture):
    """A ledger whose one post is on the server."""
    plan(ledger_database, make_plan("mastodon", text=TEXT, media=((picture.name, ALT),)))
    snac.send(ledger_database, riverbend, clock, folder=picture.parent)
    return ledger_database


def test_a_post_stands_there_once_with_its_picture(posted, riverbend, snac, clock, picture):
    snac.send(posted, riverbend, clock, folder=picture.parent)

    status = the_status(snac)
    [media] = status.media_attachments
    assert only(posted).remote_id == status.id
    assert "Iğdır yönünde çığ tehlikesi var." in status.content
    assert f'href="{LINK}"' in status.content
    assert status.visibility == "public"
    assert media.description == ALT
    assert snac.reader.session.get(media.url).content == picture.read_bytes()


def test_the_limits_are_the_servers_own(snac):
    said = snac.reader.instance_v1().configuration.statuses

    with snac.open() as network:
        assert network.limit == said.max_characters
        assert network.length(LINK) == said.characters_reserved_per_url


@pytest.mark.parametrize("before", [0, 1])
def test_a_post_whose_answer_was_lost_is_looked_up_and_not_sent_again(
    ledger_database, riverbend, snac, clock, before
):
    """Also the account's first, before which there is nothing to read back to."""
    earlier = [
        make_plan("mastodon", uid=f"earlier-{number}", link=None) for number in range(before)
    ]
    plan(ledger_database, *earlier)
    snac.send(ledger_database, riverbend, clock)
    plan(ledger_database, make_plan("mastodon", text=TEXT))
    snac.between.lose_answer_to(SEND)

    snac.send(ledger_database, riverbend, clock, patience=timedelta(hours=1))

    delivery = next(each for each in list_all(ledger_database) if each.text == TEXT)
    statuses = list_statuses(snac)
    assert snac.between.lost == 1
    assert len(statuses) == before + 1
    assert (delivery.state, delivery.reason) == (State.ACCEPTED, None)
    assert delivery.remote_id == statuses[0].id


def test_an_edited_post_says_something_else_and_keeps_its_picture(
    posted, riverbend, snac, clock, picture
):
    before = the_status(snac)
    new = f"Yollar açıldı\n\n{LINK}"
    plan(posted, make_correction("mastodon", text=new, media=((picture.name, ALT),)))

    snac.send(posted, riverbend, clock, folder=picture.parent)

    after = the_status(snac)
    assert find(posted, Purpose.UPDATE).state is State.ACCEPTED
    # The number of an edited post is another; the one that we know still leads to it.
    assert after.uri == before.uri
    assert snac.reader.status(find(posted, Purpose.POST).remote_id).uri == before.uri
    assert "Yollar açıldı" in after.content
    assert "Iğdır" not in after.content
    assert [media.description for media in after.media_attachments] == [ALT]


def test_a_reply_stands_below_its_post(posted, riverbend, snac, clock):
    before = the_status(snac)
    plan(posted, make_correction("mastodon", Purpose.REPLY))

    snac.send(posted, riverbend, clock)

    reply = snac.reader.status(find(posted, Purpose.REPLY).remote_id)
    assert reply.in_reply_to_id == before.id


def test_a_withdrawn_post_is_gone_or_a_question_for_a_person(posted, riverbend, snac, clock):
    """snac 2.75 cannot delete for its clients; we must not believe that it did."""
    plan(posted, make_correction("mastodon", Purpose.DELETE))

    snac.send(posted, riverbend, clock)

    state = State.HELD if list_statuses(snac) else State.ACCEPTED
    assert find(posted, Purpose.DELETE).state is state


def test_a_post_that_was_never_there_is_gone(snac):
    with snac.open() as network:
        assert isinstance(network.delete("1795649565f1e815d882cf499daf2e297677fb2419"), Gone)


def test_a_wrong_token_says_where_to_make_a_new_one(ledger_database, riverbend, snac, clock):
    snac.environ["MASTODON_TOKEN"] = "yanlis"
    plan(ledger_database, make_plan("mastodon"))

    report = snac.send(ledger_database, riverbend, clock)

    assert "MASTODON_TOKEN" in report.troubles["mastodon"]
    assert list_statuses(snac) == []
