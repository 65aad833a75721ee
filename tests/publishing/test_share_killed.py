"""A process that is killed with -9 while it shares, and run again, leaves one copy."""

import re
import shutil
import signal

import pytest

from networks.models import State
from publishing.content import read_content
from publishing.share import share, was_interrupted
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import LONG_AFTER
from tests.publishing.sharing_world import COMMAND, PATIENCE, running_world

# What each network is asked before the post itself; Telegram is asked nothing.
PREPARES = {
    "bluesky": "session",
    "facebook": "listing",
    "instagram": "listing",
    "mastodon": "listing",
    "x": "listing",
}
# How often the listing was asked for when a post is looked up: Bluesky has nothing to remember.
LOOKS_UP = {network: 1 if network == "bluesky" else 2 for network in PREPARES}


@pytest.fixture
def world(tmp_path):
    with running_world(tmp_path) as world:
        yield world


def each(networks, value, **other):
    return {network: other.get(network, value) for network in networks}


def test_killed_while_the_networks_have_accepted_and_not_answered(world):
    world.fail("send", Fault.SLOW)
    with world.process():
        world.wait_for("send", "done")
    states = world.read_states()
    world.release()

    world.share_again()

    assert states == each(world.networks, State.INTENDED)
    assert world.copies == each(world.networks, 1)
    # Nobody can look up what is on Telegram.
    assert world.read_states() == each(world.networks, State.ACCEPTED, telegram=State.HELD)


def test_killed_after_the_intention_before_anything_reached_the_networks(world):
    world.fail("send", Fault.STALLED)
    with world.process():
        world.wait_for("send", "arrived")
    states = world.read_states()
    # What `publish` asks before it shares, to wait until the fate of such a post is known.
    interrupted = was_interrupted(world.settings)
    world.release()
    copies = world.copies

    world.share_again(times=6)

    assert states == each(world.networks, State.INTENDED)
    assert copies == each(world.networks, 0)
    assert world.copies == each(world.networks, 1, telegram=0)
    assert world.read_states() == each(world.networks, State.ACCEPTED, telegram=State.HELD)
    assert (interrupted, was_interrupted(world.settings)) == (True, False)


def test_killed_while_it_prepares_what_nobody_sees(world):
    world.share_on(PREPARES)
    for peer in world.peers:
        peer.stage.fail(PREPARES[peer.network], Fault.HELD)
    with world.process():
        for peer in world.peers:
            peer.stage.wait_for(PREPARES[peer.network], "arrived", timeout=PATIENCE)
    states = world.read_states()
    world.release()

    report = world.share_again()

    assert states == each(world.networks, State.CLAIMED)
    assert world.copies == each(world.networks, 1)
    assert report.exit_code == 0


def test_killed_while_it_looks_a_post_up(world):
    world.share_on(LOOKS_UP)
    world.fail("send", Fault.DROP)
    for peer in world.peers:
        peer.stage.fail("listing", Fault.HELD, after=LOOKS_UP[peer.network] - 1)
    with world.process():
        for peer in world.peers:
            times = LOOKS_UP[peer.network]
            peer.stage.wait_for("listing", "arrived", times=times, timeout=PATIENCE)
    states = world.read_states()
    world.release()

    world.share_again()

    assert states == each(world.networks, State.UNKNOWN)
    assert world.copies == each(world.networks, 1)
    assert world.read_states() == each(world.networks, State.ACCEPTED)


def test_killed_after_the_answer_before_it_was_written_down(world):
    world.fail("send", Fault.HELD)
    with world.locked_later() as lock, world.process():
        world.wait_for("send", "arrived")
        lock()
        world.release()
        world.wait_for("send", "answered")
    states = world.read_states()

    world.share_again()

    assert states == each(world.networks, State.INTENDED)
    assert world.copies == each(world.networks, 1)
    assert world.read_states() == each(world.networks, State.ACCEPTED, telegram=State.HELD)


def test_a_process_stopped_for_long_that_wakes_up_sends_nothing(world):
    world.share_on(PREPARES)
    for peer in world.peers:
        peer.stage.fail(PREPARES[peer.network], Fault.HELD)
    with world.process() as process:
        for peer in world.peers:
            peer.stage.wait_for(PREPARES[peer.network], "arrived", timeout=PATIENCE)
        process.send_signal(signal.SIGSTOP)
        later = NOON + LONG_AFTER
        share(world.settings, read_content(world.settings).items, at=later)
        process.send_signal(signal.SIGCONT)
        world.release()
        process.wait(PATIENCE)

    assert world.copies == each(world.networks, 1)
    assert {peer.stage.count("send") for peer in world.peers} == {1}
    assert world.read_states() == each(world.networks, State.ACCEPTED)


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize(
    ("network", "request_line"),
    [("facebook", r"POST /v[\d.]+/\d+/feed"), ("mastodon", "POST /api/v1/statuses")],
)
def test_killed_at_the_very_call_that_sends_the_first_byte(world, network, request_line):
    world.share_on([network])
    [peer] = world.peers
    nth = find_send(world, request_line)
    (world.folder / "meydan.db").unlink()
    peer.stage.posts.clear()
    kill = ["-e", "trace=sendto", "-e", f"inject=sendto:signal=KILL:when={nth}"]

    with world.process(["strace", "-f", "-qq", "-o", "/dev/null", *kill, *COMMAND]) as process:
        process.wait(PATIENCE)
    states, copies = world.read_states(), peer.copies
    world.share_again(times=6)

    assert (states, copies) == ({network: State.INTENDED}, 0)
    assert peer.copies == 1


def find_send(world, request_line):
    """Which of the thread's calls of sendto carries the post, found in a run that goes well."""
    record = world.folder / "calls.txt"
    trace = ["strace", "-f", "-qq", "-s", "60", "-o", str(record), "-e", "trace=sendto"]
    with world.process([*trace, *COMMAND]) as process:
        process.wait(PATIENCE)
    calls = [
        line.split(maxsplit=1) for line in record.read_text().splitlines() if "sendto(" in line
    ]
    if not calls:
        pytest.skip("strace may not trace here")
    thread, at = next(
        (thread, at) for at, (thread, call) in enumerate(calls) if re.search(request_line, call)
    )
    return sum(each == thread for each, _call in calls[: at + 1])
