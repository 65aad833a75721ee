"""Lets the threads of one process share SQLite's commits, which cost a disk flush each."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

LARGEST_GROUP = 64
# Between two groups another process must get a chance to write (seconds).
GAP = 0.001
# How often a member looks whether its group was left without anyone to commit it (seconds).
WATCH = 0.1


class NothingKept(Exception):
    """The disk failed one transaction, and with it those that shared its commit."""

    def __init__(self) -> None:
        super().__init__("The disk failed while this was written: nothing of it was kept.")


class _Group:
    """The transactions that are committed together."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.size = 0
        self.settled = threading.Event()
        self.error: BaseException | None = None

    @property
    def is_lost(self) -> bool:
        """On a full or broken disk SQLite itself rolls back all that the group has written.

        A commit would then succeed, and keep nothing.
        """
        return not cast(sqlite3.Connection, self.connection.connection).in_transaction


class GroupCommit:
    """Runs bodies one at a time, each in a savepoint, and commits them in groups.

    The last body in the queue (or of a full group) commits for all; every member leaves its block
    only then, with the commit's error if it failed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._counter = threading.Lock()
        self._waiting = 0
        self._group: _Group | None = None
        self._inside = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        if getattr(self._inside, "yes", False):
            raise RuntimeError("A transaction of this thread is open: transactions do not nest.")
        self._wait_for_turn()
        self._inside.yes = True
        try:
            group = self._group = self._group or self._begin()
            with Session(
                group.connection,
                join_transaction_mode="create_savepoint",
                expire_on_commit=False,
            ) as session:
                yield session
                session.commit()
            group.size += 1
        finally:
            self._inside.yes = False
            self._commit_if_last()
            self._turn.release()
        self._wait_until_settled(group)

    def _wait_for_turn(self) -> None:
        with self._counter:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._counter:
                self._waiting -= 1

    def _begin(self) -> _Group:
        connection = self._engine.connect().execution_options(writes=True)
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return _Group(connection)

    def _commit_if_last(self) -> None:
        """Called by whoever has the turn."""
        group = self._group
        if group is None:
            return
        is_lost = group.is_lost
        if self._waiting and group.size < LARGEST_GROUP and not is_lost:
            return
        self._group = None
        try:
            if is_lost:
                raise NothingKept
            group.connection.commit()
        except BaseException as error:
            group.error = error
        finally:
            group.connection.close()
            group.settled.set()
        if self._waiting:
            time.sleep(GAP)

    def _wait_until_settled(self, group: _Group) -> None:
        while not group.settled.wait(WATCH):
            # Whoever was next in the queue may have been interrupted before it got its turn.
            with self._turn:
                if self._group is group:
                    self._commit_if_last()
        if group.error is not None:
            raise group.error
