"""A process that is killed with -9 while it shares, and run again, leaves one copy."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta

import pytest

from municipality import load
from networks.models import State
from publishing.content import read_content
from publishing.settings import ROOT, load_settings
from publishing.share import share, was_interrupted
from standins.networks import STAND_INS, write_token
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import LONG_AFTER, TOKEN, SteppingClock, running_peer
from tests.publishing.content_files import NEWS, write
from tests.publishing.sharing import serving_cards

COMMAND = [sys.executable, "-m", "tests.publishing.sharing_process", NOON.isoformat()]
# A busy machine may take long to start a process; nothing waits for as long as this.
PATIENCE = 60.0

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


class World:
    """A content folder with one item, a stand-in of each network, and processes that share."""

    def __init__(self, folder, peers, site_url):
        self.folder = folder
        self.all_peers = peers
        self.environ = {
            "CONTENT_FOLDER": f"{folder}/content",
            "OUTPUT_FOLDER": f"{folder}/output",
            "VAR_FOLDER": f"{folder}/var",
            "DATABASE_URL": f"sqlite:///{folder}/meydan.db",
            "DEPLOY_URL": f"file:{folder}/site",
            "SITE_URL": site_url,
            "SHARING_CHECKS_PAGES": "hayır",
        }
        for peer in peers:
            self.environ[f"{peer.network.upper()}_BASE_URL"] = peer.base_url
        for account in load().accounts:
            if account.token_variable:
                token = write_token(account.network, TOKEN, account.settings)
                self.environ[account.token_variable] = token
        self.settings = load_settings(self.environ)
        self.settings.content.mkdir()
        self.share_on([peer.network for peer in peers])

    def share_on(self, networks):
        """The item is for these networks, and those below are their stand-ins."""
        self.peers = [peer for peer in self.all_peers if peer.network in networks]
        write(self.settings, NEWS, Paylaş=", ".join(networks))

    @property
    def networks(self):
        return [peer.network for peer in self.peers]

    @property
    def copies(self):
        return {peer.network: peer.copies for peer in self.peers}

    @contextmanager
    def process(self, command=COMMAND):
        """A process that shares; killed with -9 at the end at the latest."""
        environ = {**os.environ, **self.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def fail(self, step, fault):
        for peer in self.peers:
            peer.stage.fail(step, fault)

    def wait_for(self, step, phase):
        for peer in self.peers:
            peer.stage.wait_for(step, phase, timeout=PATIENCE)

    def release(self):
        for peer in self.peers:
            peer.stage.release()

    @contextmanager
    def locked_later(self):
        """A function after which whoever wants to write to the database must wait."""
        with ExitStack() as stack:

            def lock():
                path = self.folder / "meydan.db"
                database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
                stack.enter_context(closing(database)).execute("BEGIN IMMEDIATE")

            yield lock

    def share_again(self, times=1):
        """In this process, a minute later each time."""
        items = read_content(self.settings).items
        for minute in range(1, times + 1):
            report = share(self.settings, items, at=NOON + timedelta(minutes=minute))
        return report

    def read_states(self):
        with closing(sqlite3.connect(self.folder / "meydan.db", timeout=PATIENCE)) as database:
            return dict(database.execute("SELECT account, state FROM delivery"))


@pytest.fixture
def world(tmp_path):
    with ExitStack() as stack:
        peers = [
            stack.enter_context(running_peer(network, clock=SteppingClock()))
            for network in STAND_INS
        ]
        yield World(tmp_path, peers, stack.enter_context(serving_cards()))


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
