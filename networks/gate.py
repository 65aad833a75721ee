"""Holds a post back until its page is public: cards are read once, and a dead link stays dead."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

from networks.errors import NotAnswered
from networks.protocol import NotSent
from networks.transport import Timeouts, Transport
from text.language import gettext

# Short: the page is our own, and another post may have its turn.
_TIMEOUTS = Timeouts(connect=3.0, answer=10.0)
# A server that has just been given the page may need a moment (seconds).
_SECOND_LOOKS = (1.0, 2.0)
_NEXT_TRY = timedelta(seconds=30)


class Gate:
    """Remembers the pages that it has seen, so that six accounts ask once or so."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str]] = set()

    def find_obstacle(self, link: str, mark: str, wait: Callable[[float], None]) -> NotSent | None:
        """What keeps the page at `link` from being announced; None if it answers with `mark`."""
        if (link, mark) in self._seen:
            return None
        with closing(Transport(link, "", _TIMEOUTS)) as site:
            for pause in (*_SECOND_LOOKS, None):
                try:
                    reply = site.get("")
                except NotAnswered as error:
                    return _not_public(str(error))
                if reply.status == 200 and mark.encode() in reply.body:
                    self._seen.add((link, mark))
                    return None
                if pause is not None:
                    wait(pause)
        if reply.status == 200:
            return _not_public(gettext("another page answers there"))
        return _not_public(gettext("it answers with status %(status)s", status=reply.status))


def _not_public(reason: str) -> NotSent:
    sentence = gettext(
        "Its page is not public yet (%(reason)s). It is shared as soon as the page is there.",
        reason=reason,
    )
    return NotSent(sentence, retry_after=_NEXT_TRY)
