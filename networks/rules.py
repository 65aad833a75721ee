"""How patient the sender is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from networks.errors import NumberExpected
from networks.transport import Timeouts
from text.turkish import fold

_NO = {"no", "hayir", "false", "0"}


@dataclass(frozen=True)
class Rules:
    timeouts: Timeouts = field(default_factory=Timeouts)
    # Longer than preparing and sending may take together.
    lease: timedelta = timedelta(minutes=10)
    # Older than this, nothing is announced any more.
    freshness: timedelta = timedelta(hours=72)
    # The pauses before each look-up of a post that may have appeared (seconds). Networks list
    # some posts late; one that the last look-up does not show is sent again.
    look_up_after: tuple[float, ...] = (0, 5, 30, 120)
    # A delivery that so many attempts left unknown is a question for a person.
    most_unknown: int = 3
    retry_after: timedelta = timedelta(minutes=1)  # doubled each time
    longest_retry: timedelta = timedelta(minutes=30)
    # So many failures in a row, and an account is left alone: doubled with each one after.
    failures_before_pause: int = 3
    pause: timedelta = timedelta(minutes=5)
    longest_pause: timedelta = timedelta(hours=1)
    # A post waits until its page answers with the item's uid.
    checks_pages: bool = True
    is_stopped: bool = False
    # Networks throw away pictures that no post has used; until then they need not go twice.
    pictures_live: timedelta = timedelta(hours=1)


def read_rules(environ: Mapping[str, str]) -> Rules:
    """With SHARING_TIMEOUT (seconds), SHARING_WINDOW (hours), SHARING_CHECKS_PAGES and
    SHARING_STOPPED. Raises NumberExpected."""
    usual = Rules()
    answer = _read_number(environ, "SHARING_TIMEOUT", usual.timeouts.answer)
    return Rules(
        timeouts=Timeouts(answer=answer),
        lease=max(usual.lease, timedelta(seconds=4 * answer)),
        freshness=timedelta(hours=_read_number(environ, "SHARING_WINDOW", 72)),
        checks_pages=_read_truth(environ, "SHARING_CHECKS_PAGES", usual=True),
        is_stopped=_read_truth(environ, "SHARING_STOPPED", usual=False),
    )


def _read_truth(environ: Mapping[str, str], name: str, *, usual: bool) -> bool:
    written = environ.get(name, "").strip()
    return fold(written) not in _NO if written else usual


def _read_number(environ: Mapping[str, str], name: str, usual: float) -> float:
    written = environ.get(name) or str(usual)
    try:
        number = float(written)
    except ValueError:
        number = 0
    if not 0 < number < 100_000:
        raise NumberExpected(name, written)
    return number
