"""What Bluesky alone asks of us: records with keys of our own, and links by bytes."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from networks.accounts import open_account
from networks.atproto import facets, record_key
from networks.protocol import Gone, Media, Message
from networks.transport import Timeouts
from tests.moments import NOON
from tests.networks.factories import LINK, make_picture, running_peer

TITLE = "Şenkaya ve İspir'de kar"
MESSAGE = Message(
    key="uid:bluesky:post:0",
    text=f"{TITLE}\n\nEkipler sahada.\n\n{LINK}",
    link=LINK,
    language="tr",
    title=TITLE,
    sent_at=NOON,
)


@pytest.fixture
def peer(clock):
    with running_peer("bluesky", clock=clock) as running:
        yield running


@pytest.fixture
def network(peer):
    with closing(open_account(peer.account, peer.environ, Timeouts())) as opened:
        yield opened


def record_of(peer):
    return json.loads(peer.stage.posts[0].facts["record"])


def test_the_same_delivery_has_the_same_key_and_another_has_another():
    later = replace(MESSAGE, sent_at=NOON + timedelta(milliseconds=1))

    keys = [record_key(each) for each in (MESSAGE, replace(MESSAGE, key="other"), later)]

    assert record_key(MESSAGE) == keys[0]
    assert len(set(keys)) == 3
    assert keys[0][:8] == keys[1][:8]
    assert keys[2] > keys[0][:9]
    assert {len(key) for key in keys} == {13}


def test_a_post_that_is_sent_twice_stands_there_once(peer, network):
    first = network.send(MESSAGE, [])
    again = network.send(MESSAGE, [])

    assert first == again
    assert peer.copies == 1


def test_another_text_under_the_same_key_is_refused_and_looked_up(peer, network):
    network.send(MESSAGE, [])

    outcome = network.send(replace(MESSAGE, text="Başka"), [])

    assert type(outcome).__name__ == "Unknown"
    assert peer.stage.posts[0].text == MESSAGE.text


def test_the_card_is_made_by_us_and_describes_its_picture(peer, network, tmp_path):
    media = (Media(tmp_path / make_picture(tmp_path), "Karda bir kepçe"),)
    message = replace(MESSAGE, media=media)

    network.send(message, network.prepare(message, print))

    card = record_of(peer)["embed"]["external"]
    assert (card["uri"], card["title"]) == (LINK, TITLE)
    assert card["description"] == "Ekipler sahada.\n\nGörsel: Karda bir kepçe"
    assert card["thumb"]["mimeType"] == "image/png"


def test_pictures_without_a_link_have_their_own_descriptions(peer, network, tmp_path):
    media = (Media(tmp_path / make_picture(tmp_path), "Karda bir kepçe"),)
    message = replace(MESSAGE, media=media, link=None)

    network.send(message, network.prepare(message, print))

    assert [image["alt"] for image in record_of(peer)["embed"]["images"]] == ["Karda bir kepçe"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Şenkaya'da kar: https://a.example/ğ", ["https://a.example/"]),
        ("(https://a.example/kar).", ["https://a.example/kar"]),
        ("👨‍👩‍👧 #kış https://a.example", ["#kış", "https://a.example"]),
        ("@everyone bilgi@belediye.example <b>", []),
    ],
)
def test_links_and_tags_are_marked_by_bytes_and_nobody_is_called(text, marked):
    spans = [(each["index"]["byteStart"], each["index"]["byteEnd"]) for each in facets(text)]

    assert [text.encode()[start:end].decode() for start, end in spans] == marked


def test_an_edit_keeps_the_moment_the_picture_and_the_link(peer, network, tmp_path):
    media = (Media(tmp_path / make_picture(tmp_path), "Karda bir kepçe"),)
    message = replace(MESSAGE, media=media)
    posted = network.send(message, network.prepare(message, print))
    before = record_of(peer)

    network.edit(posted.remote_id, replace(message, text=f"Kar bitti\n\n{LINK}"), [])

    after = record_of(peer)
    assert after["text"].startswith("Kar bitti")
    assert after["createdAt"] == before["createdAt"] == "2026-11-24T09:00:00.000Z"
    assert after["embed"]["external"]["thumb"] == before["embed"]["external"]["thumb"]


def test_a_post_that_a_person_deletes_while_it_is_edited_stays_away(peer, network):
    posted = network.send(MESSAGE, [])
    peer.stage.delete_post(posted.remote_id)

    assert isinstance(network.edit(posted.remote_id, MESSAGE, []), Gone)
    assert peer.copies == 0


def test_one_session_serves_until_it_is_over(peer):
    for _run in range(3):
        with closing(open_account(peer.account, peer.environ, Timeouts())) as network:
            network.newest()

    assert peer.stage.count("session") <= 1
