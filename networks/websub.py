"""Tells a WebSub hub which feeds changed, so that their readers learn of it at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from urllib.parse import urlsplit

from networks.errors import NotAnswered
from networks.transport import Timeouts, Transport
from text.language import current_language, gettext, speaking

# Nothing depends on a hub: readers look again at their own hour.
TIMEOUTS = Timeouts(connect=5.0, answer=10.0)
_AT_ONCE = 8


def announce(hub: str, topics: Sequence[str], *, timeouts: Timeouts = TIMEOUTS) -> str | None:
    """Tell the hub of each feed once; gives a sentence about the first that it did not take."""
    tell = partial(_tell, hub, timeouts, current_language())
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as threads:
        return next(filter(None, threads.map(tell, topics)), None)


def _tell(hub: str, timeouts: Timeouts, language: str, topic: str) -> str | None:
    # The standard leaves open how a hub is told; most read `hub.url`, Flask-WebSub `hub.topic`.
    content = {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}
    place = urlsplit(hub)
    server = f"{place.scheme}://{place.netloc}"
    with speaking(language), closing(Transport(server, "", timeouts)) as http:
        try:
            reply = http.post(hub.removeprefix(server) or "/", data=content)
        except NotAnswered as error:
            return str(error)
        if reply.is_success:
            return None
        return gettext("It answered with status %(status)s.", status=reply.status)
