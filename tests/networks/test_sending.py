"""Each delivery is sent once, with its pictures, and the ledger tells how."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from networks.models import AccountTrouble, DeliveryStep, State
from networks.sending import send_due
from standins.stage import Fault
from tests.networks.factories import (
    ENVIRON,
    IMPATIENT,
    LINK,
    PATIENT,
    TOKEN,
    list_all,
    make_picture,
    make_plan,
    on_networks,
    only,
    plan,
    running_peer,
    send,
)

# Instagram fetches its picture from the site.
UPLOADING = on_networks(but=["instagram"])


def find_trouble(database, account):
    with database.reading() as session:
        trouble = session.get(AccountTrouble, account)
        return trouble and trouble.reason


def test_a_due_post_is_on_the_network_once_and_its_address_in_the_ledger(
    any_ledger, riverbend, peer, clock
):
    plan(any_ledger, make_plan(peer.network))

    send(any_ledger, riverbend, peer, clock=clock)
    send(any_ledger, riverbend, peer, clock=clock)

    delivery = only(any_ledger)
    assert peer.copies == 1
    assert delivery.state is State.ACCEPTED
    assert delivery.remote_id == peer.stage.posts[0].id
    assert delivery.remote_url.startswith(peer.base_url)


def test_a_post_waits_for_its_hour(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network, due_at=clock.now() + timedelta(minutes=1)))

    send(ledger_database, riverbend, peer, clock=clock)
    before = peer.copies
    clock.wait(60)
    send(ledger_database, riverbend, peer, clock=clock)

    assert (before, peer.copies) == (0, 1)


@UPLOADING
def test_pictures_go_with_their_alternative_text(ledger_database, riverbend, peer, clock, tmp_path):
    name = make_picture(tmp_path)
    plan(ledger_database, make_plan(peer.network, media=((name, "Karda çalışan ekipler"),)))

    send(ledger_database, riverbend, peer, clock=clock, folder=tmp_path)

    post = peer.stage.posts[0]
    [media_id] = post.media
    assert peer.says_of_picture(post, "Karda çalışan ekipler")
    assert peer.stage.read_picture(media_id) == (tmp_path / name).read_bytes()


@UPLOADING
def test_a_picture_that_is_gone_is_a_question_for_a_person(
    ledger_database, riverbend, peer, clock, tmp_path
):
    plan(ledger_database, make_plan(peer.network, media=(("yok.png", "Kar"),)))

    send(ledger_database, riverbend, peer, clock=clock, folder=tmp_path)

    assert peer.copies == 0
    assert only(ledger_database).state is State.HELD
    assert "yok.png" in only(ledger_database).reason


def test_the_intention_is_written_before_the_post_leaves(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network))

    send(ledger_database, riverbend, peer, clock=clock)

    with ledger_database.reading() as session:
        steps = session.scalars(select(DeliveryStep).order_by(DeliveryStep.id)).all()
    assert [step.state for step in steps] == [State.CLAIMED, State.INTENDED, State.ACCEPTED]
    assert len(only(ledger_database).payload_hash) == 64
    assert only(ledger_database).anchor == ""


def test_sample_content_never_leaves_for_a_real_network(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network, is_sample=True))
    peer.environ[f"{peer.network.upper()}_BASE_URL"] = "https://network.example"

    send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).state is State.SKIPPED
    assert "Sample content" in only(ledger_database).reason


def test_sample_content_goes_to_a_stand_in(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network, is_sample=True))

    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 1


def test_what_could_not_be_sent_in_time_is_given_up(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network, due_at=clock.now() - timedelta(hours=73)))

    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.copies == 0
    assert only(ledger_database).state is State.SKIPPED


def test_without_a_token_the_post_stays_planned_and_the_report_says_what_to_do(
    ledger_database, riverbend, peer, clock
):
    plan(ledger_database, make_plan(peer.network))
    peer.environ[peer.account.token_variable] = ""

    for _run in range(2):
        report = send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).state is State.PLANNED
    assert peer.account.token_variable in report.troubles[peer.network]
    assert find_trouble(ledger_database, peer.network) == report.troubles[peer.network]


@pytest.mark.parametrize("peer", ["mastodon"], indirect=True)
def test_what_kept_an_account_from_posting_is_forgotten_with_its_first_post(
    any_ledger, riverbend, peer, clock
):
    plan(any_ledger, make_plan(peer.network))
    for token in ("", "eski"):
        peer.environ[peer.account.token_variable] = token
        send(any_ledger, riverbend, peer, clock=clock)
    before = find_trouble(any_ledger, peer.network)

    peer.use_token(TOKEN)
    clock.wait(3600)
    send(any_ledger, riverbend, peer, clock=clock)

    assert before.startswith("Mastodon")
    assert peer.copies == 1
    assert find_trouble(any_ledger, peer.network) is None


def test_an_expired_token_stops_its_account_and_the_posts_go_out_with_a_new_one(
    ledger_database, riverbend, peer, clock
):
    two = [make_plan(peer.network, uid=uid, link=LINK + uid, text=LINK + uid) for uid in "ab"]
    plan(ledger_database, *two)
    peer.use_token("eski")
    report = send(ledger_database, riverbend, peer, clock=clock)
    states = [delivery.state for delivery in list_all(ledger_database)]

    peer.use_token(TOKEN)
    clock.wait(3600)
    send(ledger_database, riverbend, peer, clock=clock)

    assert peer.account.token_variable in report.troubles[peer.network]
    assert states == [State.NOT_SENT, State.PLANNED]
    assert peer.copies == 2


def test_one_accounts_silence_does_not_hold_up_another(ledger_database, riverbend, clock):
    with running_peer("facebook", clock=clock) as slow, running_peer("mastodon") as quick:
        plan(ledger_database, make_plan("facebook"), make_plan("mastodon"))
        slow.stage.fail("listing", Fault.HELD)
        both = replace(riverbend, accounts=(slow.account, quick.account))

        with ThreadPoolExecutor() as threads:
            sending = threads.submit(
                send_due,
                ledger_database,
                both,
                at=clock.now(),
                environ=slow.environ | quick.environ,
                clock=clock,
                rules=PATIENT,
            )
            quick.stage.wait_for("send", "answered")
            meanwhile = slow.copies
            slow.stage.release()
            sending.result()

    assert meanwhile == 0
    assert (slow.copies, quick.copies) == (1, 1)


def test_an_account_that_keeps_us_waiting_is_named(ledger_database, riverbend, clock):
    with running_peer("facebook", clock=clock) as peer:
        plan(ledger_database, make_plan("facebook"))
        peer.stage.fail("listing", Fault.HELD)

        report = send(ledger_database, riverbend, peer, clock=clock, rules=IMPATIENT)

    assert "127.0.0.1" in report.troubles["facebook"]


def test_a_server_that_cannot_be_reached_is_tried_again_later(ledger_database, riverbend, clock):
    with running_peer("mastodon", clock=clock) as peer:
        plan(ledger_database, make_plan("mastodon"))
    send(ledger_database, riverbend, peer, clock=clock)
    state = only(ledger_database).state

    clock.wait(3600)
    with running_peer("mastodon", clock=clock) as again:
        send(ledger_database, riverbend, again, clock=clock)

    assert state is State.NOT_SENT
    assert again.copies == 1


@pytest.mark.parametrize("polls", [1, 3])
def test_a_picture_is_attached_only_when_the_server_has_finished_with_it(
    ledger_database, riverbend, clock, tmp_path, polls
):
    plan(ledger_database, make_plan("mastodon", media=((make_picture(tmp_path), "Kar"),)))

    with running_peer("mastodon", clock=clock, processing_polls=polls) as peer:
        send(ledger_database, riverbend, peer, clock=clock, folder=tmp_path)

    assert peer.stage.count("media_check") == polls + 1
    assert len(peer.stage.posts[0].media) == 1


def test_a_rejected_post_says_in_words_what_the_network_said(ledger_database, riverbend, clock):
    plan(ledger_database, make_plan("mastodon", text="kar " * 200))

    with running_peer("mastodon", clock=clock) as peer:
        send(ledger_database, riverbend, peer, clock=clock)

    assert only(ledger_database).state is State.REJECTED
    assert "500" in only(ledger_database).reason


def test_the_environment_is_the_processes_own_unless_given(ledger_database, riverbend, monkeypatch):
    for name in ENVIRON:
        monkeypatch.delenv(name, raising=False)
    with running_peer("facebook") as peer:
        plan(ledger_database, make_plan("facebook"))

        report = send_due(
            ledger_database,
            replace(riverbend, accounts=(peer.account,)),
            at=make_plan().due_at,
        )

    assert "FACEBOOK_PAGE_TOKEN" in report.troubles["facebook"]
