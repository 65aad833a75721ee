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

from networks.models import State
from publishing.content import read_content
from publishing.settings import ROOT, load_settings
from publishing.share import share, was_interrupted
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import ENVIRON, LONG_AFTER, SteppingClock, running_peer
from tests.publishing.content_files import NEWS, write

COMMAND = [sys.executable, "-m", "tests.publishing.sharing_process", NOON.isoformat()]
# A busy machine may take long to start a process; nothing waits for as long as this.
PATIENCE = 60.0


class World:
    """A content folder with one item, a stand-in of each network, and processes that share."""

    def __init__(self, folder, peers):
        self.folder = folder
        self.peers = peers
        self.environ = {
            **ENVIRON,
            "CONTENT_FOLDER": f"{folder}/content",
            "OUTPUT_FOLDER": f"{folder}/output",
            "VAR_FOLDER": f"{folder}/var",
            "DATABASE_URL": f"sqlite:///{folder}/meydan.db",
            "DEPLOY_URL": f"file:{folder}/site",
            "SITE_URL": "http://127.0.0.1:9",
            "SHARING_CHECKS_PAGES": "hayır",
        }
        for peer in peers:
            self.environ |= peer.environ
        self.settings = load_settings(self.environ)
        self.settings.content.mkdir()

    @property
    def copies(self):
        return [peer.copies for peer in self.peers]

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

    def wait_for(self, step, phase, times=1):
        for peer in self.peers:
            peer.stage.wait_for(step, phase, times=times, timeout=PATIENCE)

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

    def list_states(self):
        with closing(sqlite3.connect(self.folder / "meydan.db", timeout=PATIENCE)) as database:
            return [row[0] for row in database.execute("SELECT state FROM delivery")]


@pytest.fixture
def world(tmp_path):
    with ExitStack() as stack:
        peers = [
            stack.enter_context(running_peer(network, clock=SteppingClock(), **options))
            for network, options in [("facebook", {}), ("mastodon", {"keeps_keys": False})]
        ]
        world = World(tmp_path, peers)
        write(world.settings, NEWS, Paylaş="facebook, mastodon")
        yield world


def test_killed_while_the_networks_have_accepted_and_not_answered(world):
    world.fail("send", Fault.SLOW)
    with world.process():
        world.wait_for("send", "done")
    states = world.list_states()
    world.release()

    report = world.share_again()

    assert states == [State.INTENDED, State.INTENDED]
    assert world.copies == [1, 1]
    assert [post.state for post in report.posts] == [State.ACCEPTED, State.ACCEPTED]


def test_killed_after_the_intention_before_anything_reached_the_networks(world):
    world.fail("send", Fault.STALLED)
    with world.process():
        world.wait_for("send", "arrived")
    states = world.list_states()
    # What `publish` asks before it shares, to wait until the fate of such a post is known.
    interrupted = was_interrupted(world.settings)
    world.release()
    copies = world.copies

    report = world.share_again(times=6)

    assert states == [State.INTENDED, State.INTENDED]
    assert copies == [0, 0]
    assert world.copies == [1, 1]
    assert report.exit_code == 0
    assert (interrupted, was_interrupted(world.settings)) == (True, False)


def test_killed_while_it_prepares_what_nobody_sees(world):
    world.fail("listing", Fault.HELD)
    with world.process():
        world.wait_for("listing", "arrived")
    states = world.list_states()
    world.release()

    report = world.share_again()

    assert states == [State.CLAIMED, State.CLAIMED]
    assert world.copies == [1, 1]
    assert report.exit_code == 0


def test_killed_while_it_looks_a_post_up(world):
    world.fail("send", Fault.DROP)
    for peer in world.peers:
        peer.stage.fail("listing", Fault.HELD, after=1)
    with world.process():
        world.wait_for("listing", "arrived", times=2)
    states = world.list_states()
    world.release()

    world.share_again()

    assert states == [State.UNKNOWN, State.UNKNOWN]
    assert world.copies == [1, 1]
    assert world.list_states() == [State.ACCEPTED, State.ACCEPTED]


def test_killed_after_the_answer_before_it_was_written_down(world):
    world.fail("send", Fault.HELD)
    with world.locked_later() as lock, world.process():
        world.wait_for("send", "arrived")
        lock()
        world.release()
        world.wait_for("send", "answered")
    states = world.list_states()

    report = world.share_again()

    assert states == [State.INTENDED, State.INTENDED]
    assert world.copies == [1, 1]
    assert [post.state for post in report.posts] == [State.ACCEPTED, State.ACCEPTED]


def test_a_process_stopped_for_long_that_wakes_up_sends_nothing(world):
    world.fail("listing", Fault.HELD)
    with world.process() as process:
        world.wait_for("listing", "arrived")
        process.send_signal(signal.SIGSTOP)
        later = NOON + LONG_AFTER
        share(world.settings, read_content(world.settings).items, at=later)
        process.send_signal(signal.SIGCONT)
        world.release()
        process.wait(PATIENCE)

    assert world.copies == [1, 1]
    assert [peer.stage.count("send") for peer in world.peers] == [1, 1]
    assert world.list_states() == [State.ACCEPTED, State.ACCEPTED]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize(
    ("number", "request_line"), [(0, r"POST /v[\d.]+/\d+/feed"), (1, "POST /api/v1/statuses")]
)
def test_killed_at_the_very_call_that_sends_the_first_byte(world, number, request_line):
    peer = world.peers[number]
    write(world.settings, NEWS, Paylaş=peer.network)
    nth = find_send(world, request_line)
    (world.folder / "meydan.db").unlink()
    peer.stage.posts.clear()
    kill = ["-e", "trace=sendto", "-e", f"inject=sendto:signal=KILL:when={nth}"]

    with world.process(["strace", "-f", "-qq", "-o", "/dev/null", *kill, *COMMAND]) as process:
        process.wait(PATIENCE)
    states, copies = world.list_states(), peer.copies
    world.share_again(times=6)

    assert (states, copies) == ([State.INTENDED], 0)
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
