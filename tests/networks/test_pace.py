"""An account goes at its own pace: quiet hours, an hourly limit, a rest after failures, a stop."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from municipality.model import PostingHours, Way
from networks import deciding
from networks.hours import end_of_quiet
from networks.models import State
from networks.rules import read_rules
from networks.sending import send_due
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import (
    LINK,
    PATIENT,
    TOKEN,
    list_all,
    make_plan,
    only,
    plan,
    running_peer,
    send,
)

# Erzurum's noon is nine o'clock in Riverbend.
QUIET = PostingHours(quiet=(time(8), time(10)))


@pytest.fixture
def peer(clock):
    """One network is enough: this happens before any of them is asked."""
    with running_peer("mastodon", clock=clock) as running:
        yield running


def plan_many(database, network, count, **facts):
    plans = [
        make_plan(network, uid=str(number), text=f"{number} {LINK}{number}", link=f"{LINK}{number}")
        for number in range(count)
    ]
    plan(database, *(replace(each, **facts) for each in plans))


def give_hours(peer, hours):
    peer.account = replace(peer.account, hours=hours)


def states(database):
    return [delivery.state for delivery in list_all(database)]


@pytest.mark.parametrize(
    ("hour", "until"),
    [((21, 59), None), ((22, 0), (1, 8)), ((2, 0), (0, 8)), ((8, 0), None), ((12, 0), None)],
)
def test_quiet_hours_last_over_midnight(hour, until):
    hours = PostingHours(quiet=(time(22), time(8)))
    at = NOON.replace(hour=hour[0], minute=hour[1])

    end = end_of_quiet(hours, at, "Europe/London")

    days, ends = until or (0, None)
    midnight = NOON.replace(hour=0)
    assert end == (at if until is None else midnight + timedelta(days=days, hours=ends))


def test_nothing_is_posted_in_quiet_hours_and_all_of_it_afterwards(
    ledger_database, riverbend, peer, clock
):
    give_hours(peer, QUIET)
    plan_many(ledger_database, peer.network, 2)

    send(ledger_database, riverbend, peer, clock=clock)
    before = peer.copies
    clock.wait(3600)
    send(ledger_database, riverbend, peer, clock=clock)

    assert (before, peer.copies) == (0, 2)


def test_what_is_urgent_goes_out_in_quiet_hours_and_above_the_limit(
    ledger_database, riverbend, peer, clock
):
    give_hours(peer, replace(QUIET, most_an_hour=1))
    plan_many(ledger_database, peer.network, 3, is_urgent=True, may_disturb=True)

    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 3


def test_an_account_posts_no_more_in_an_hour_than_it_may(ledger_database, riverbend, peer, clock):
    give_hours(peer, PostingHours(most_an_hour=2))
    plan_many(ledger_database, peer.network, 5)
    copies = []

    for _hour in range(3):
        send(ledger_database, riverbend, peer, clock=clock)
        copies.append(peer.copies)
        clock.wait(3600)

    assert copies == [2, 4, 5]


def test_what_a_sender_with_a_later_clock_has_posted_counts_as_well(
    ledger_database, riverbend, peer, clock
):
    give_hours(peer, PostingHours(most_an_hour=2))
    plan_many(ledger_database, peer.network, 5)

    clock.wait(60)
    send(ledger_database, riverbend, peer, clock=clock)
    clock.wait(-60)
    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 2


def test_an_account_that_fails_again_and_again_is_left_alone_for_a_while(
    ledger_database, riverbend, peer, clock
):
    plan_many(ledger_database, peer.network, 6)
    peer.use_token("eski")

    reports = [send(ledger_database, riverbend, peer, clock=clock) for _round in range(6)]
    tried = states(ledger_database).count(State.NOT_SENT)
    peer.use_token(TOKEN)
    clock.wait(3600)
    send(ledger_database, riverbend, peer, clock=clock)

    assert tried == 3
    assert "09.05" in reports[-1].troubles[peer.network]
    assert peer.copies == 6


def test_whoever_has_mended_an_account_need_not_wait(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network))
    peer.use_token("eski")
    send(ledger_database, riverbend, peer, clock=clock)

    peer.use_token(TOKEN)
    with ledger_database.transaction() as session:
        deciding.retry_now(session, peer.network, at=clock.now())
    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 1


def test_a_network_that_asks_to_slow_down_is_left_alone_altogether(
    ledger_database, riverbend, peer, clock
):
    plan_many(ledger_database, peer.network, 3)
    peer.stage.fail("send", Fault.THROTTLED)

    for _round in range(3):
        send(ledger_database, riverbend, peer, clock=clock)

    assert peer.stage.count("send") == 1


def test_a_stop_holds_everything_on_every_machine_until_it_is_lifted(
    any_ledger, riverbend, peer, clock
):
    plan(any_ledger, make_plan(peer.network))
    with any_ledger.transaction() as session:
        deciding.stop(session, reason="Hesap ele geçirildi.", by="Ada", at=clock.now())
    report = send(any_ledger, riverbend, peer, clock=clock)
    copies = peer.copies

    with any_ledger.transaction() as session:
        deciding.resume(session)
    send(any_ledger, riverbend, peer, clock=clock)

    assert "Ada" in report.stopped
    assert "Hesap ele geçirildi." in report.stopped
    assert (copies, peer.copies) == (0, 1)


@pytest.mark.parametrize(("written", "is_stopped"), [("evet", True), ("hayır", False)])
def test_the_setting_stops_one_machine(
    ledger_database, riverbend, peer, clock, written, is_stopped
):
    rules = read_rules({"SHARING_STOPPED": written, "SHARING_CHECKS_PAGES": "hayır"})
    plan(ledger_database, make_plan(peer.network))

    report = send(ledger_database, riverbend, peer, clock=clock, rules=rules)

    assert (report.stopped is not None) is is_stopped
    assert peer.copies == (0 if is_stopped else 1)


def test_no_event_is_announced_after_it(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network, expires_at=clock.now()))

    send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).state is State.SKIPPED
    assert peer.copies == 0


def test_a_clock_that_was_ahead_puts_nothing_off_for_ever(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", Fault.DROP)
    clock.wait(3 * 24 * 3600)
    with_old_news = replace(PATIENT, freshness=timedelta(days=30))
    send(ledger_database, riverbend, peer, clock=clock, rules=with_old_news)

    clock.wait(-3 * 24 * 3600)
    for _round in range(3):
        send(ledger_database, riverbend, peer, clock=clock, patience=timedelta(days=1))
        clock.wait(3600)

    assert peer.copies == 1
    assert only(ledger_database).state is State.ACCEPTED


def test_a_delivery_of_an_account_that_was_taken_out_says_so(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan("gone"), make_plan(peer.network))

    send(ledger_database, riverbend, peer, clock=clock)

    gone = next(each for each in list_all(ledger_database) if each.account == "gone")
    assert gone.state is State.SKIPPED
    assert gone.reason
    assert peer.copies == 1


def test_what_may_be_on_an_account_that_was_taken_out_is_a_question(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan(peer.network))
    peer.stage.fail("send", Fault.DROP)
    peer.stage.listing_delay = 60.0
    send(ledger_database, riverbend, peer, clock=clock)

    send_due(
        ledger_database,
        replace(riverbend, accounts=()),
        at=clock.now(),
        environ={},
        clock=clock,
        rules=PATIENT,
    )

    assert only(ledger_database).state is State.HELD


def test_an_account_that_a_person_now_posts_to_asks_for_no_token(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan(peer.network))
    peer.account = replace(peer.account, via=Way.PERSON)

    report = send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).state is State.SKIPPED
    assert report.troubles == {}
