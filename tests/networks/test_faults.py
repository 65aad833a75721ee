"""Whatever goes wrong on the way, the post is there once in the end."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from networks.models import State
from publishing.settings import ROOT
from standins.stage import Fault, StandInPost
from tests.moments import NOON
from tests.networks.factories import (
    LINK,
    LONG_AFTER,
    SteppingClock,
    list_all,
    make_picture,
    make_plan,
    on_networks,
    only,
    plan,
    rules_for,
    running_peer,
    send,
)

POSTED = (Fault.DROP, Fault.ERROR, Fault.SLOW, Fault.DUPLICATE, Fault.HTML, Fault.EMPTY)
NOT_POSTED = (Fault.LOST, Fault.BROKEN, Fault.POLITE, Fault.THROTTLED, Fault.EXPIRED)
LISTED_LATE = 60.0  # seconds
# Long enough for every look-up and every second try; the stepping clock makes it short.
A_DAY = timedelta(days=1)

STEPS_BEFORE = [
    *(("facebook", step) for step in ("listing", "media", "scrape")),
    *(("mastodon", step) for step in ("account", "listing", "media", "media_check", "instance")),
    *(("bluesky", step) for step in ("session", "media")),
    *(("instagram", step) for step in ("listing", "media", "media_check")),
    *(("x", step) for step in ("listing", "media", "alt")),
]


# The table that people read, held to what happens here.
WORDS = {State.ACCEPTED: "1", State.HELD: "?"}


def read_table():
    """{fault: {network: "1" or "?"}} as docs/networks.md has it."""
    lines = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    heads = next(row for row in rows if row[0] == "fault")[2:]
    names = [head.casefold() for head in heads]
    return {row[0]: dict(zip(names, row[2:], strict=True)) for row in rows if row[0] in set(Fault)}


TABLE = read_table()

# Bluesky looks up one record by its key; there is no list that could be late or incomplete.
LISTING = on_networks("can_look_up", but=["bluesky"])


class PowerCut(BaseException):
    """Ends the sender as nothing that it could catch."""


class ClockOfAPowerCut(SteppingClock):
    """The sender looks at the clock before each of its steps; at the `last` look it ends."""

    def __init__(self, last, at=NOON):
        super().__init__(at)
        self.looks_left = last

    def now(self):
        self.looks_left -= 1
        if self.looks_left < 0:
            raise PowerCut
        return super().now()


def send_until_settled(database, riverbend, peer, clock, folder, **options):
    """As a worker does: again and again, whatever happened before."""
    for _round in range(3):
        send(database, riverbend, peer, clock=clock, patience=A_DAY, folder=folder, **options)
        clock.wait(LONG_AFTER.total_seconds())


def make_another(network, name, clock, **facts):
    """One of several posts of a test, with words of its own."""
    words = {"text": f"Haber {name}.\n\n{LINK}{name}/", "link": f"{LINK}{name}/"}
    return make_plan(network, uid=f"uid-{name}", due_at=clock.now(), **words, **facts)


def find(database, name):
    return next(each for each in list_all(database) if each.uid == f"uid-{name}")


@pytest.mark.parametrize("fault", POSTED + NOT_POSTED)
def test_one_copy_whatever_becomes_of_the_send(
    ledger_database, riverbend, peer, clock, tmp_path, fault
):
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", fault)

    rules = rules_for(fault)
    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path, rules=rules)

    delivery = only(ledger_database)
    assert peer.has_settled(delivery)
    assert WORDS[delivery.state] == TABLE[fault][peer.network]


@LISTING
@pytest.mark.parametrize("fault", POSTED + NOT_POSTED)
def test_one_copy_though_posts_are_listed_a_minute_late(
    ledger_database, riverbend, peer, clock, tmp_path, fault
):
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", fault)
    peer.stage.listing_delay = LISTED_LATE

    rules = rules_for(fault)
    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path, rules=rules)

    assert peer.has_settled(only(ledger_database))


@pytest.mark.parametrize(("network", "step"), STEPS_BEFORE)
def test_one_copy_whatever_becomes_of_the_steps_before(
    ledger_database, riverbend, clock, tmp_path, network, step
):
    media = () if step == "scrape" else ((make_picture(tmp_path), "Kar"),)
    options = {"processing_polls": 1} if step == "media_check" else {}
    with running_peer(network, clock=clock, **options) as peer:
        for fault in [Fault.DROP, Fault.ERROR, Fault.SLOW, Fault.HTML, *NOT_POSTED[2:]]:
            plan(ledger_database, make_another(network, fault, clock, media=media))
            peer.stage.fail(step, fault)

            rules = rules_for(fault)
            send_until_settled(ledger_database, riverbend, peer, clock, tmp_path, rules=rules)

            assert peer.has_settled(find(ledger_database, fault)), fault


@LISTING
@pytest.mark.parametrize("fault", [Fault.DROP, Fault.LOST])
def test_one_copy_though_the_look_ups_fail_too(
    ledger_database, riverbend, peer, clock, tmp_path, fault
):
    post_earlier(peer, clock)
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", fault)
    peer.stage.fail("listing", Fault.BROKEN, times=3, after=1)

    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

    assert peer.copies == 2
    assert only(ledger_database).state is State.ACCEPTED
    assert only(ledger_database).anchor == "earlier"


@pytest.mark.parametrize("fault", [None, Fault.DROP])
def test_one_copy_though_the_power_is_cut_at_any_step(
    ledger_database, riverbend, peer, clock, tmp_path, fault
):
    media = ((make_picture(tmp_path), "Kar"),)
    for last in range(1, 10):
        plan(ledger_database, make_another(peer.network, last, clock, media=media))
        if fault:
            peer.stage.fail("send", fault)
        cut = ClockOfAPowerCut(last, at=clock.now())
        try:
            send(ledger_database, riverbend, peer, clock=cut, folder=tmp_path)
        except PowerCut:
            clock.wait(LONG_AFTER.total_seconds())

        send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

        assert peer.has_settled(find(ledger_database, last)), last


class ClockOfAPause(SteppingClock):
    """At one of the sender's looks at the clock its process is stopped for eleven minutes."""

    def __init__(self, clock, look, meanwhile):
        super().__init__()
        self.clock = clock
        self.looks_left = look
        self.meanwhile = meanwhile

    def now(self):
        self.looks_left -= 1
        if self.looks_left == 0:
            self.clock.wait(LONG_AFTER.total_seconds())
            self.meanwhile()
        return self.clock.now()

    def wait(self, seconds):
        self.clock.wait(seconds)


def test_one_copy_though_the_sender_is_stopped_for_long_at_any_step(
    ledger_database, riverbend, peer, clock, tmp_path
):
    media = ((make_picture(tmp_path), "Kar"),)

    def send_meanwhile():
        send(ledger_database, riverbend, peer, clock=clock, folder=tmp_path)

    for look in range(1, 11):
        plan(ledger_database, make_another(peer.network, look, clock, media=media))
        stopped = ClockOfAPause(clock, look, send_meanwhile)
        send(ledger_database, riverbend, peer, clock=stopped, folder=tmp_path)
        send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

        assert peer.has_settled(find(ledger_database, look)), look


def test_two_senders_at_once_make_one_copy(any_ledger, riverbend, peer, clock):
    plan(any_ledger, make_plan(peer.network))
    together = Barrier(2)

    def send_together():
        together.wait()
        send(any_ledger, riverbend, peer, clock=clock)

    with ThreadPoolExecutor() as threads:
        for each in [threads.submit(send_together) for _sender in range(2)]:
            each.result()

    assert peer.copies == 1
    assert peer.stage.count("send") == 1


@LISTING
def test_a_sender_that_is_late_to_intend_finds_that_another_has_taken_over(
    any_ledger, riverbend, peer, clock
):
    plan(any_ledger, make_plan(peer.network))
    peer.stage.fail("listing", Fault.HELD)

    with ThreadPoolExecutor() as threads:
        late = threads.submit(send, any_ledger, riverbend, peer, clock=clock)
        peer.stage.wait_for("listing", "arrived")
        clock.wait(LONG_AFTER.total_seconds())
        send(any_ledger, riverbend, peer, clock=clock)
        peer.stage.release()
        late.result()

    assert peer.copies == 1
    assert peer.stage.count("send") == 1
    assert only(any_ledger).state is State.ACCEPTED


def test_an_answer_that_comes_after_another_has_taken_over_changes_nothing(
    any_ledger, riverbend, peer, clock
):
    plan(any_ledger, make_plan(peer.network))
    peer.stage.fail("send", Fault.SLOW)

    with ThreadPoolExecutor() as threads:
        late = threads.submit(send, any_ledger, riverbend, peer, clock=clock)
        peer.stage.wait_for("send", "done")
        clock.wait(LONG_AFTER.total_seconds())
        send(any_ledger, riverbend, peer, clock=clock)
        settled = only(any_ledger)
        peer.stage.release()
        late.result()

    assert peer.copies == 1
    assert peer.has_settled(settled)
    assert only(any_ledger).fence == settled.fence


@LISTING
def test_a_post_that_other_hands_doubled_is_accepted_with_a_warning(
    ledger_database, riverbend, peer, clock, tmp_path
):
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", Fault.DROP)
    peer.stage.listing_delay = LISTED_LATE
    send(ledger_database, riverbend, peer, clock=clock)
    peer.stage.posts.append(replace(peer.stage.posts[0], id="second"))

    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

    assert peer.copies == 2
    assert only(ledger_database).state is State.ACCEPTED
    assert only(ledger_database).remote_id != "second"
    assert "2" in only(ledger_database).reason


@LISTING
def test_a_listing_that_lost_the_earlier_posts_proves_nothing(
    ledger_database, riverbend, peer, clock, tmp_path
):
    post_earlier(peer, clock)
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", Fault.ERROR)
    peer.stage.listing_delay = LISTED_LATE
    clock.wait(LISTED_LATE)
    send(ledger_database, riverbend, peer, clock=clock)
    peer.stage.posts.clear()

    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

    assert peer.stage.count("send") == 1
    assert only(ledger_database).state is State.HELD


@LISTING
def test_a_post_that_never_appears_becomes_a_question_for_a_person(
    ledger_database, riverbend, peer, clock, tmp_path
):
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", Fault.LOST, times=10)

    send_until_settled(ledger_database, riverbend, peer, clock, tmp_path)

    assert peer.stage.count("send") == 3
    assert only(ledger_database).state is State.HELD


def post_earlier(peer, clock):
    """An account is seldom empty; its newest post is the anchor of ours."""
    earlier = StandInPost("earlier", "Önceki", None, [], clock.now().isoformat())
    peer.stage.posts.append(earlier)
