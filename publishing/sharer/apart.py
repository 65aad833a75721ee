"""Shares what is published, in a process of its own: it gets ready while the site is rendered."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection

from publishing.items import Item
from publishing.settings import Settings
from publishing.sharer import Beginning, Outcome, Tell
from text.language import gettext

# A fork has read what this process has read; a fresh Python would read it again, for a quarter of a
# second. It must not be made where threads run, so nothing but a command's beginning makes it.
_FORKS = get_context("fork")
_PUBLIC = "the items are public"


class SharerApart(AbstractContextManager["SharerApart"]):
    """Its process ends with it, and by itself if this one is killed."""

    def __init__(self, settings: Settings, *, at: datetime) -> None:
        self._line, end = _FORKS.Pipe()
        self._process = _FORKS.Process(target=_serve, args=(settings, at, end, self._line))
        self._process.start()
        end.close()

    def begin(self, items: Sequence[Item]) -> Beginning:
        self._say(items)
        answer = self._hear()
        return answer if isinstance(answer, Beginning) else Beginning()

    def items_are_public(self) -> None:
        self._say(_PUBLIC)

    def finish(self, written: Collection[str], *, tell: Tell) -> Outcome:
        self._say(written)
        while isinstance(answer := self._hear(), str):
            tell(answer)
        return answer if isinstance(answer, Outcome) else Outcome((_say_it_broke(),), True)

    def __exit__(self, *error: object) -> None:
        self._line.close()
        # What it is sending just now it sends to the end.
        self._process.join()

    def _say(self, words: object) -> None:
        with suppress(ConnectionError):  # that it has ended is heard, too
            self._line.send(words)

    def _hear(self) -> object:
        """None if it has ended. Raises OSError where the machine lacks something."""
        try:
            answer = self._line.recv()
        except (EOFError, ConnectionError):
            return None
        if isinstance(answer, OSError):
            raise answer
        return answer


def _say_it_broke() -> str:
    return gettext(
        "Sharing broke off before it was done. What stands above, or the machine's log, says why. "
        "Mend that, then type `publish.py share`: it goes on."
    )


def _serve(settings: Settings, at: datetime, line: Connection, other_end: Connection) -> None:
    """Answer until the other process has heard all, or has ended: by a mistake, or by Ctrl-C."""
    other_end.close()  # else this process would not learn that the other has ended
    with line, suppress(EOFError, ConnectionError, KeyboardInterrupt):
        # Not above: it reads the ledger and the networks, while the other process reads Pelican.
        from publishing.sharer.here import SharerHere

        sharer = SharerHere(settings, at=at)
        try:
            line.send(sharer.begin(line.recv()))
            public = cache(line.recv)
            report = sharer.share(tell=line.send, until_public=public)
            public()  # where an obstacle ended the sharing before it asked
            line.send(sharer.conclude(report, line.recv(), tell=line.send))
        except OSError as error:
            line.send(error)
