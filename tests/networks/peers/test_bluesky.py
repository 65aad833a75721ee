"""Our client of Bluesky against Bluesky's own server, read back with somebody else's client."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from PIL import Image

from networks.lengths import BLUESKY
from networks.models import Purpose, State
from networks.protocol import Accepted, Message, Rejected, Unknown
from tests.networks.factories import LINK, list_all, make_plan, only, plan
from tests.networks.peers.conftest import RULES
from tests.networks.test_corrections import find, make_correction
from tests.networks.test_lengths import CASES
from text.counting import graphemes

pytestmark = [pytest.mark.peers, pytest.mark.timeout(180)]

COLLECTION = "app.bsky.feed.post"
TITLE = "Şenkaya ve İspir'de kar temizliği sürüyor 👷🏽‍♀️"
TEXT = f"{TITLE}\n\nIğdır yönünde çığ tehlikesi var. #kış\n\n{LINK}"
ALT = "Karla kaplı yolda çalışan bir iş makinesi"
PUT = "POST /xrpc/com.atproto.repo.putRecord"


def list_records(peer):
    params = {"repo": peer.did, "collection": COLLECTION, "limit": 100}
    return peer.reader.com.atproto.repo.list_records(params).records


def the_record(peer):
    [record] = list_records(peer)
    return record


def make_message(text=TEXT, key="key", **facts):
    return Message(key=key, text=text, link=None, language="tr", **facts)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "kar.jpg"
    Image.linear_gradient("L").resize((1200, 630)).convert("RGB").save(path)
    return path


def fetch_blob(peer, blob):
    return peer.reader.com.atproto.sync.get_blob({"did": peer.did, "cid": blob.ref.link})


def test_a_post_stands_there_once_with_its_card_and_its_picture(
    ledger_database, riverbend, bluesky, clock, picture
):
    media = ((picture.name, ALT),)
    plan(ledger_database, make_plan("bluesky", title=TITLE, text=TEXT, media=media))

    for _round in range(2):
        bluesky.send(ledger_database, riverbend, clock, folder=picture.parent)

    record = the_record(bluesky)
    card = record.value.embed.external
    assert record.value.text == TEXT
    assert record.value.langs == ["tr"]
    assert (card.uri, card.title) == (LINK, TITLE)
    assert card.description == f"Iğdır yönünde çığ tehlikesi var. #kış\n\nGörsel: {ALT}"
    assert fetch_blob(bluesky, card.thumb) == picture.read_bytes()
    assert record.uri.endswith(f"/{only(ledger_database).remote_id}")


def test_a_picture_without_a_link_has_its_alternative_text(
    ledger_database, riverbend, bluesky, clock, picture
):
    plan(ledger_database, make_plan("bluesky", link=None, media=((picture.name, ALT),)))

    bluesky.send(ledger_database, riverbend, clock, folder=picture.parent)

    [image] = the_record(bluesky).value.embed.images
    assert image.alt == ALT
    assert fetch_blob(bluesky, image.image) == picture.read_bytes()


def test_links_and_tags_are_where_the_independent_client_looks_for_them(
    ledger_database, riverbend, bluesky, clock
):
    plan(ledger_database, make_plan("bluesky", text=TEXT))

    bluesky.send(ledger_database, riverbend, clock)

    post = the_record(bluesky).value
    marked = {
        post.text.encode()[facet.index.byte_start : facet.index.byte_end].decode(): feature
        for facet in post.facets
        for feature in facet.features
    }
    assert (marked[LINK].uri, marked["#kış"].tag) == (LINK, "kış")
    assert len(marked) == 2


def test_a_post_whose_answer_was_lost_is_sent_again_and_stands_there_once(
    ledger_database, riverbend, bluesky, clock
):
    plan(ledger_database, make_plan("bluesky", text=TEXT))
    bluesky.between.lose_answer_to(PUT)

    bluesky.send(ledger_database, riverbend, clock, patience=timedelta(hours=1))

    assert bluesky.between.lost == 1
    assert only(ledger_database).state is State.ACCEPTED
    assert the_record(bluesky).uri.endswith(f"/{only(ledger_database).remote_id}")


def test_the_same_message_sent_again_changes_nothing(bluesky, clock):
    message = make_message(sent_at=clock.now())
    with bluesky.open() as network:
        first = network.send(message, [])
        before = the_record(bluesky)
        again = network.send(message, [])
        other = network.send(replace(message, text="Başka"), [])

    assert first == again
    assert isinstance(other, Unknown)
    assert the_record(bluesky) == before


def test_eight_senders_at_once_make_one_record(bluesky, clock):
    """Each with a client of its own, as if no ledger kept them apart."""
    message, together = make_message(sent_at=clock.now()), Barrier(8)

    def send(_number):
        with bluesky.open() as network:
            network.newest()
            together.wait()
            return network.send(message, [])

    with ThreadPoolExecutor(max_workers=8) as threads:
        outcomes = list(threads.map(send, range(8)))

    assert {type(outcome) for outcome in outcomes} <= {Accepted, Unknown}
    assert Accepted in {type(outcome) for outcome in outcomes}
    assert the_record(bluesky).value.text == TEXT


def test_eight_senders_of_one_ledger_make_one_record(ledger_database, riverbend, bluesky, clock):
    plan(ledger_database, make_plan("bluesky", text=TEXT))

    with ThreadPoolExecutor(max_workers=8) as threads:
        runs = [
            threads.submit(bluesky.send, ledger_database, riverbend, clock) for _each in range(8)
        ]
        for run in runs:
            run.result()

    assert the_record(bluesky).value.text == TEXT
    assert only(ledger_database).state is State.ACCEPTED


@pytest.fixture
def posted(ledger_database, riverbend, bluesky, clock, picture):
    """A ledger whose one post is on the server."""
    media = ((picture.name, ALT),)
    plan(ledger_database, make_plan("bluesky", title=TITLE, text=TEXT, media=media))
    bluesky.send(ledger_database, riverbend, clock, folder=picture.parent)
    return ledger_database


def test_an_edit_keeps_the_record_its_moment_and_its_picture(posted, riverbend, bluesky, clock):
    before = the_record(bluesky)
    plan(posted, make_correction("bluesky", title=TITLE, text=f"Yollar açıldı\n\n{LINK}"))
    bluesky.between.lose_answer_to(PUT)

    bluesky.send(posted, riverbend, clock, patience=timedelta(hours=1))

    after = the_record(bluesky)
    assert bluesky.between.lost == 1
    assert find(posted, Purpose.UPDATE).state is State.ACCEPTED
    assert after.value.text == f"Yollar açıldı\n\n{LINK}"
    assert (after.uri, after.value.created_at) == (before.uri, before.value.created_at)
    assert after.value.embed.external.thumb == before.value.embed.external.thumb
    assert after.cid != before.cid


def test_a_deleted_post_is_gone_and_no_edit_brings_it_back(posted, riverbend, bluesky, clock):
    plan(posted, make_correction("bluesky", Purpose.DELETE))
    bluesky.send(posted, riverbend, clock)
    plan(posted, make_correction("bluesky", revision=3))

    bluesky.send(posted, riverbend, clock)

    assert list_records(bluesky) == []
    assert find(posted, Purpose.POST).state is State.DELETED


def test_a_reply_stands_below_its_post(posted, riverbend, bluesky, clock):
    before = the_record(bluesky)
    plan(posted, make_correction("bluesky", Purpose.REPLY))

    bluesky.send(posted, riverbend, clock)

    [reply] = [each for each in list_records(bluesky) if each.value.reply]
    assert (reply.value.reply.parent.uri, reply.value.reply.root.cid) == (before.uri, before.cid)


def fill(text, length):
    """The text, filled up or cut to so many graphemes."""
    letters = graphemes(text)[:length]
    return "".join(letters) + "ş" * (length - len(letters))


def test_what_we_count_as_fitting_is_taken_and_one_letter_more_is_refused(bluesky, clock):
    """The 200 texts as they are where they fit, and each filled up to 300 and to 301."""
    texts = [case["text"] for case in CASES]
    as_they_are = [text for text in texts if text and BLUESKY.length(text) <= BLUESKY.limit]
    full = [text for text in (fill(each, 300) for each in texts) if len(text.encode()) <= 3000]
    too_long = [fill(text, 301) for text in texts]
    with bluesky.open() as network:

        def find(kind, texts):
            messages = [
                make_message(text, f"{len(text)}-{number}", sent_at=clock.now())
                for number, text in enumerate(texts)
            ]
            return sum(isinstance(network.send(each, []), kind) for each in messages)

        found = find(Accepted, as_they_are), find(Accepted, full), find(Rejected, too_long)

    assert found == (len(as_they_are), len(full), 200)
    assert min(len(as_they_are), len(full)) > 180


def test_a_text_of_too_many_bytes_is_counted_as_too_long_and_refused(bluesky, clock):
    text = "👨‍👩‍👧‍👦" * 200

    with bluesky.open() as network:
        outcome = network.send(make_message(text, sent_at=clock.now()), [])

    assert BLUESKY.length(text) > BLUESKY.limit
    assert isinstance(outcome, Rejected)


def test_a_wrong_password_says_where_to_make_a_new_one(ledger_database, riverbend, bluesky, clock):
    bluesky.environ["BLUESKY_PASSWORD"] = "abcd-efgh-ijkl-mnop"
    plan(ledger_database, make_plan("bluesky"))

    report = bluesky.send(ledger_database, riverbend, clock)

    assert "App passwords" in report.troubles["bluesky"]
    assert "BLUESKY_PASSWORD" in report.troubles["bluesky"]
    assert list_records(bluesky) == []


@pytest.mark.parametrize("pictures", [0, 1])
def test_a_session_that_is_over_is_opened_anew(
    ledger_database, riverbend, bluesky, running_bluesky, clock, picture, pictures
):
    plan(ledger_database, make_plan("bluesky", text=TEXT))
    bluesky.send(ledger_database, riverbend, clock)
    media = ((picture.name, ALT),) * pictures
    plan(ledger_database, make_plan("bluesky", uid="uid-2", text="İkinci", media=media))

    running_bluesky.tell("ahead")
    try:
        options = {"patience": RULES.retry_after, "folder": picture.parent}
        bluesky.send(ledger_database, riverbend, clock, **options)
    finally:
        running_bluesky.tell("back")

    assert {delivery.state for delivery in list_all(ledger_database)} == {State.ACCEPTED}
    assert sorted(each.value.text for each in list_records(bluesky)) == sorted([TEXT, "İkinci"])
