"""A content folder with one item, a stand-in of each network, and processes that share."""

import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta

from municipality import load
from publishing.content import read_content
from publishing.settings import ROOT, load_settings
from publishing.share import share
from standins.networks import STAND_INS, write_token
from tests.moments import NOON
from tests.networks.factories import TOKEN, SteppingClock, running_peer
from tests.publishing.content_files import NEWS, write
from tests.publishing.sharing import serving_cards

COMMAND = [sys.executable, "-m", "tests.publishing.sharing_process", NOON.isoformat()]
# A busy machine may take long to start a process; nothing waits for as long as this.
PATIENCE = 60.0


class World:
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


@contextmanager
def running_world(folder):
    with ExitStack() as stack:
        peers = [
            stack.enter_context(running_peer(network, clock=SteppingClock()))
            for network in STAND_INS
        ]
        yield World(folder, peers, stack.enter_context(serving_cards()))
