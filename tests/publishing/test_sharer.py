"""`publish` shares in a process of its own: what each of the two does when the other has ended."""

import os
import select
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from networks.models import State
from publishing.settings import ROOT
from publishing.turns import turn
from standins.stage import Fault
from tests.moments import NOON
from tests.publishing.sharing_world import PATIENCE, running_world

COMMAND = [sys.executable, str(ROOT / "publish.py"), "publish", "--lang=en", "--at"]
BROKE_OFF = "Sharing broke off before it was done."


@pytest.fixture
def world(tmp_path):
    with running_world(tmp_path) as world:
        world.share_on(["facebook"])
        yield world


def publish(at=NOON):
    return [*COMMAND, at.isoformat()]


def read_end(process):
    said = process.stdout.read().decode()
    return process.wait(PATIENCE), said


def sharer_of(process):
    """The process id of the one that shares."""
    tasks = Path(f"/proc/{process.pid}/task")
    [child] = " ".join(file.read_text() for file in tasks.glob("*/children")).split()
    return int(child)


def wait_until_it_waits(process):
    """Until it has said that another has the turn."""
    for line in process.stdout:
        if b"Another publication is running" in line:
            return
    pytest.fail("It ended instead of waiting.")


@contextmanager
def watching(pid):
    """Gives a function that waits for the end of a process which need not be our own."""
    end = os.pidfd_open(pid)
    try:
        yield lambda: bool(select.select([end], [], [], PATIENCE)[0])
    finally:
        os.close(end)


def page_of(world):
    return world.folder / "site/haberler/2026/11/haber/index.html"


def test_publish_shares_each_item_once_and_then_leads_to_the_post(world):
    with world.process(publish()) as process:
        first = read_end(process)
    with world.process(publish()) as process:
        second = read_end(process)

    [post] = world.peers[0].stage.posts
    assert first[0] == 0, first[1]
    assert "posted: " in first[1]
    assert second[0] == 0, second[1]
    assert "There is nothing to share." in second[1]
    assert post.id in page_of(world).read_text(encoding="utf-8")


def test_a_sharer_that_is_killed_leaves_the_site_published_and_no_second_copy(world):
    world.fail("send", Fault.SLOW)
    with world.process(publish()) as process:
        world.wait_for("send", "done")
        os.kill(sharer_of(process), signal.SIGKILL)
        code, said = read_end(process)
    world.release()
    with world.process(publish()) as process:
        again = read_end(process)

    assert code == 1
    assert BROKE_OFF in said
    assert "Traceback" not in said
    assert page_of(world).exists()
    assert "An earlier run was interrupted" in again[1]
    assert again[0] == 0, again[1]
    assert world.copies == {"facebook": 1}
    assert world.read_states() == {"facebook": State.ACCEPTED}


def test_a_sharer_that_is_killed_before_anything_is_public_stops_no_page(world):
    with world.process(publish()) as process:
        with turn(world.settings.var, waiting=lambda: None):
            wait_until_it_waits(process)
            os.kill(sharer_of(process), signal.SIGKILL)
        code, said = read_end(process)

    assert code == 1
    assert BROKE_OFF in said
    assert page_of(world).exists()
    assert world.copies == {"facebook": 0}


def test_a_publication_that_breaks_off_after_the_items_has_shared_them_once(world):
    districts = world.folder / "site/ilceler"
    districts.parent.mkdir()
    districts.symlink_to("/sys")  # where nobody, root included, makes files
    with world.process(publish()) as process:
        first = read_end(process)
    copies = world.copies
    districts.unlink()
    with world.process(publish()) as process:
        second = read_end(process)

    assert first[0] == 1
    assert "may not be written here" in first[1]
    assert "Traceback" not in first[1]
    assert page_of(world).exists()
    assert second[0] == 0, second[1]
    assert copies == world.copies == {"facebook": 1}


def test_a_sharer_ends_when_its_publication_is_killed(world):
    with turn(world.settings.var, waiting=lambda: None), world.process(publish()) as process:
        wait_until_it_waits(process)
        with watching(sharer_of(process)) as has_ended:
            process.kill()
            process.wait(PATIENCE)
            assert has_ended()

    assert not page_of(world).exists()


def test_ctrl_c_ends_both_quietly(world):
    with turn(world.settings.var, waiting=lambda: None), world.process(publish()) as process:
        wait_until_it_waits(process)
        sharer = sharer_of(process)
        with watching(sharer) as has_ended:
            for each in (sharer, process.pid):
                os.kill(each, signal.SIGINT)
            code, said = read_end(process)
            assert has_ended()

    assert (code, said.strip()) == (1, "Aborted!")


def test_what_the_sharer_may_not_write_is_one_sentence(world):
    feeds = world.folder / "site/rss/paylasim"
    feeds.parent.mkdir(parents=True)
    feeds.symlink_to("/sys")  # where nobody, root included, makes files

    with world.process(publish()) as process:
        code, said = read_end(process)

    assert code == 1
    assert "may not be written here" in said
    assert "Traceback" not in said
