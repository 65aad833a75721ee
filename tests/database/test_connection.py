"""What a transaction promises, on both engines."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from database import Database, UrlNotUsable
from database.connection import ROOT
from tests.database.notes import Base, Note
from tests.moments import NOON


@pytest.fixture
def notes(any_database):
    Base.metadata.create_all(any_database.engine)
    return any_database


def list_texts(database):
    with database.reading() as session:
        return sorted(session.scalars(select(Note.text)))


def test_what_a_transaction_wrote_is_there_afterwards(notes):
    with notes.transaction() as session:
        session.add(Note(text="kar"))

    assert list_texts(notes) == ["kar"]


def test_a_transaction_that_failed_leaves_nothing(notes):
    def fail():
        with notes.transaction() as session:
            session.add(Note(text="kar"))
            session.flush()
            raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        fail()

    assert list_texts(notes) == []


def test_a_refused_transaction_does_not_harm_its_neighbours(notes):
    def write(number):
        try:
            with notes.transaction() as session:
                session.add(Note(text=str(number // 2)))
        except IntegrityError:
            return "refused"
        return "written"

    with ThreadPoolExecutor(16) as threads:
        outcomes = list(threads.map(write, range(200)))

    assert outcomes.count("written") == 100
    assert outcomes.count("refused") == 100
    assert len(list_texts(notes)) == 100


def test_every_thread_leaves_its_block_only_when_its_row_is_readable(notes):
    missing = []

    def write(number):
        with notes.transaction() as session:
            session.add(Note(text=str(number)))
        if str(number) not in list_texts(notes):
            missing.append(number)

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(write, range(100)))

    assert missing == []


def test_reading_keeps_nothing_that_it_changed(notes):
    with notes.reading() as session:
        session.add(Note(text="kar"))
        session.flush()

    assert list_texts(notes) == []


def test_moments_come_back_as_the_same_moment_in_utc(notes):
    erzurum = timezone(timedelta(hours=3))
    with notes.transaction() as session:
        session.add(Note(text="kar", written_at=NOON.astimezone(erzurum)))

    with notes.reading() as session:
        kept = session.scalars(select(Note.written_at)).one()

    assert kept == NOON
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(notes):
    with pytest.raises(Exception, match="no time zone"), notes.transaction() as session:
        session.add(Note(text="kar", written_at=NOON.replace(tzinfo=None)))


def test_transactions_do_not_nest_on_sqlite(database):
    with (
        pytest.raises(RuntimeError, match="do not nest"),
        database.transaction(),
        database.transaction(),
    ):
        pass


def test_sqlite_is_opened_so_that_nothing_acknowledged_is_lost(database):
    with database.reading() as session:
        settings = [
            session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert settings == ["delete", 3, 1]


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "meydan.db", "", "mysql://x/y", "sqlite://:x/y"]
)
def test_what_is_no_file_and_no_postgresql_is_refused(url):
    with pytest.raises(UrlNotUsable, match="DATABASE_URL"):
        Database(url)


def test_a_relative_path_is_relative_to_the_repository():
    opened = Database("sqlite:///var/meydan.db")

    assert opened.url.database == str(ROOT / "var" / "meydan.db")


def test_what_shared_a_commit_with_a_write_that_filled_the_disk_is_not_acknowledged(database):
    Base.metadata.create_all(database.engine)
    # In a process of its own, because the limit on the size of files is for all of it.
    program = (
        "import resource, signal, sys\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from database import Database; from tests.database.notes import Note\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "database = Database(sys.argv[1])\n"
        "def write(number):\n"
        "    try:\n"
        "        with database.transaction() as session:\n"
        "            session.add(Note(text=f'{number}' if number % 50 != 20 else 'x' * 2**22))\n"
        "    except Exception: return ''\n"
        "    return str(number)\n"
        "with ThreadPoolExecutor(16) as threads: print(*threads.map(write, range(200)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, f"sqlite:///{database.url.database}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == list_texts(database)
    assert len(list_texts(database)) > 20, "the limit is too low for anything to be written"


def test_another_process_can_write_beside_a_busy_one(database):
    Base.metadata.create_all(database.engine)
    program = (
        "import sys; from database import Database; from tests.database.notes import Note\n"
        "database = Database(sys.argv[1])\n"
        "for n in range(20):\n"
        "    with database.transaction() as session: session.add(Note(text=f'other {n}'))\n"
    )
    stop = threading.Event()
    written = []

    def keep_writing(thread):
        for number in range(100_000):
            if stop.is_set():
                return
            with database.transaction() as session:
                session.add(Note(text=f"{thread} {number}"))
            written.append(number)

    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(keep_writing, thread) for thread in range(4)]
        other = subprocess.run(
            [sys.executable, "-c", program, f"sqlite:///{database.url.database}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        stop.set()
        for thread in running:
            thread.result()

    assert other.returncode == 0, other.stderr
    assert len(list_texts(database)) == len(written) + 20
