"""Two thousand sequences of faults, drawn by chance from a seed: never two copies, never silence.

They take minutes, so they have a target of their own: `make test-faults`.
"""

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from database import Database
from networks.accounts import NETWORKS
from networks.models import Purpose, State
from standins.stage import Fault
from tests.networks.factories import (
    LINK,
    LONG_AFTER,
    SteppingClock,
    list_all,
    make_picture,
    make_plan,
    plan,
    running_peer,
    send,
)
from tests.networks.test_faults import (
    A_DAY,
    ClockOfAPause,
    ClockOfAPowerCut,
    PowerCut,
    send_until_settled,
)

pytestmark = pytest.mark.faults

SEQUENCES = 2000
PORTION = 20
STEPS = ("send", "listing", "media", "edit", "delete", "account", "scrape", "session")
# Without a slow one: to us that is one that dropped the connection, and whoever gave up waiting
# would find, on the clock of these stories, that the answer comes hours late.
FAULTS = [
    *(Fault.DROP, Fault.ERROR, Fault.HTML, Fault.EMPTY),
    *(Fault.LOST, Fault.BROKEN, Fault.THROTTLED, Fault.EXPIRED),
]
NEW = "Yeni hâli"
SETTLED = {State.ACCEPTED, State.HELD, State.SKIPPED, State.DELETED}


class Sequence:
    """One story: some posts, perhaps a correction, and whatever goes wrong meanwhile."""

    def __init__(self, seed, database, municipality, peer, clock, folder):
        self.chance = random.Random(seed)  # noqa: S311 (nothing is secret here)
        self.database = database
        self.municipality = municipality
        self.peer = peer
        self.clock = clock
        self.folder = folder
        self.uids = [f"uid-{number}" for number in range(self.chance.randint(1, 3))]
        self.correction = self.chance.choice([None, *(set(Purpose) - {Purpose.POST})])

    def run(self):
        # Instagram takes nothing without a picture.
        has_picture = self.peer.network == "instagram" or self.chance.random() < 0.4
        media = ((make_picture(self.folder), "Kar"),) if has_picture else ()
        plan(self.database, *(self._make_plan(uid, media=media) for uid in self.uids))
        self._go_wrong()
        if self.correction:
            plan(
                self.database,
                *(
                    self._make_plan(uid, purpose=self.correction, revision=2, text=self._new(uid))
                    for uid in self.uids
                ),
            )
            self._go_wrong()
        self.peer.stage.mend()
        send_until_settled(
            self.database,
            self.municipality,
            self.peer,
            self.clock,
            self.folder,
        )

    def _make_plan(self, uid, **facts):
        link = f"{LINK}{uid}/"
        usual = {"text": f"Kar {uid}\n\n{link}", "link": link, "due_at": self.clock.now()}
        return make_plan(self.peer.network, uid=uid, **(usual | facts))

    def _new(self, uid):
        return "" if self.correction is Purpose.DELETE else f"{NEW} {uid}\n\n{LINK}{uid}/"

    def _go_wrong(self):
        for _act in range(self.chance.randint(1, 4)):
            for _fault in range(self.chance.randint(0, 3)):
                step = self.chance.choice(STEPS)
                self.peer.stage.fail(
                    step,
                    # Only a post can be there already.
                    self.chance.choice(FAULTS + [Fault.DUPLICATE] * (step == "send")),
                    times=self.chance.choice([1, 1, 1, 2]),
                    after=self.chance.choice([0, 0, 1]),
                )
            self.peer.stage.listing_delay = self.chance.choice([0.0, 0.0, 60.0])
            self.chance.choice([self._send, self._send, self._cut, self._pause, self._send_twice])()
            self.clock.wait(self.chance.choice([0, 20, 300, 1200]))

    def _send(self, clock=None):
        patience = self.chance.choice([timedelta(0), timedelta(minutes=5), A_DAY])
        send(
            self.database,
            self.municipality,
            self.peer,
            clock=clock or self.clock,
            folder=self.folder,
            patience=patience,
        )

    def _cut(self):
        clock = ClockOfAPowerCut(self.chance.randint(1, 12))
        clock.wait((self.clock.now() - clock._at).total_seconds())
        try:
            self._send(clock)
        except PowerCut:
            self.clock.wait(LONG_AFTER.total_seconds())

    def _pause(self):
        self._send(ClockOfAPause(self.clock, self.chance.randint(1, 12), self._send))

    def _send_twice(self):
        with ThreadPoolExecutor(2) as threads:
            for each in [threads.submit(self._send) for _sender in range(2)]:
                each.result()

    def check(self):
        deliveries = list_all(self.database)
        asked = {
            each.uid
            for each in deliveries
            if each.purpose is Purpose.POST and each.state is State.HELD
        }
        for each in deliveries:
            # A correction waits until a person has said whether its post is there.
            waits = each.purpose is not Purpose.POST and each.uid in asked
            assert waits or each.state in SETTLED, (each.key, each.state, each.reason)
            assert waits or each.reason or each.state is State.ACCEPTED, each.key
        posts = {each.uid: each for each in deliveries if each.purpose is Purpose.POST}
        for uid, post in posts.items():
            copies = [each for each in self.peer.stage.posts if uid in each.text]
            roots = [each for each in copies if each.reply_to is None]
            replies = [each for each in copies if each.reply_to is not None]
            assert len(roots) <= 1, f"{uid} stands there twice"
            assert len(replies) <= 1, f"{uid} is corrected twice"
            assert post.state is not State.SKIPPED, f"{uid} was given up in silence"
            # Whether a deletion was done may be a question to a person as well.
            is_asked = any(
                each.uid == uid and each.purpose is Purpose.DELETE and each.state is State.HELD
                for each in deliveries
            )
            if post.state is State.ACCEPTED and not (is_asked and roots == []):
                assert [each.id for each in roots] == [post.remote_id], f"{uid} is not there"
            if post.state is State.DELETED:
                assert copies == [], f"{uid} stands there though it is deleted"
        for each in deliveries:
            if each.purpose is Purpose.UPDATE and each.state is State.ACCEPTED:
                texts = [post.text for post in self.peer.stage.posts if each.uid in post.text]
                assert texts == [self._new(each.uid)]


@pytest.fixture
def new_ledger(empty_ledger, tmp_path):
    """Makes ledgers, one for each sequence."""
    opened = []

    def make(seed):
        database = Database(f"sqlite:///{shutil.copy(empty_ledger, tmp_path / f'{seed}.db')}")
        opened.append(database)
        return database

    yield make
    for database in opened:
        database.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(0, SEQUENCES, PORTION))
def test_never_two_copies_and_never_silence(new_ledger, riverbend, tmp_path, first):
    for seed in range(first, first + PORTION):
        clock = SteppingClock()
        network = sorted(NETWORKS)[seed % len(NETWORKS)]
        with running_peer(network, clock=clock) as peer:
            story = Sequence(seed, new_ledger(seed), riverbend, peer, clock, tmp_path)
            story.run()
            try:
                story.check()
            except AssertionError as error:
                raise AssertionError(f"seed {seed}, {network}: {error}") from error
