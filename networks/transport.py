"""The one way in which requests leave for a network: no retries, no redirects, one deadline."""

import ipaddress
import json
import logging
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from networks.errors import NotAnswered
from text.language import gettext

# httpx tells its log every address, and Telegram's token stands in the address.
logging.getLogger("httpx").setLevel(logging.WARNING)

# A network's whole answer; more than that is a mistake or an attack.
LARGEST_ANSWER = 2 * 1024 * 1024

# Certain that the request was not read: the connection never stood.
_BEFORE_THE_REQUEST = (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True)
class Timeouts:
    connect: float = 10.0  # seconds
    # Longer than networks are known to take: a post that was given up on may still appear.
    answer: float = 130.0


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str] = field(repr=False)  # names in lower case
    body: bytes = field(repr=False)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    def data(self) -> Any:
        """The answer's JSON; None where it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def mapping(self) -> Mapping[str, Any]:
        """The answer's JSON object; empty where it is something else."""
        data = self.data()
        return data if isinstance(data, dict) else {}


class Transport:
    """Requests to one account's server, with its token in the header, where no log sees it."""

    def __init__(self, base_url: str, token: str, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._client = httpx.Client(
            base_url=base_url,
            headers={"User-Agent": "Meydan"}
            | ({"Authorization": f"Bearer {token}"} if token else {}),
            timeout=httpx.Timeout(timeouts.answer, connect=timeouts.connect),
            follow_redirects=False,
            verify=_trusted(),
            # What is meant for this machine must not leave it by way of a proxy.
            trust_env=not is_loopback(base_url),
            # A connection that the server closed while it was idle would look like a lost post.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def get(
        self,
        path: str,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        return self._ask("GET", path, params=params, headers=headers)

    def post(self, path: str, **content: Any) -> Reply:
        """`content` is httpx's: data, files, params, headers."""
        return self._ask("POST", path, **content)

    def put(self, path: str, **content: Any) -> Reply:
        return self._ask("PUT", path, **content)

    def delete(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        return self._ask("DELETE", path, headers=headers)

    def close(self) -> None:
        self._client.close()

    def _ask(self, method: str, path: str, **content: Any) -> Reply:
        """Raises NotAnswered, which says whether the server can have read the request."""
        deadline = time.monotonic() + self._timeouts.connect + self._timeouts.answer
        try:
            with self._client.stream(method, path, **content) as response:
                body = _read(response, deadline)
        except _BEFORE_THE_REQUEST as error:
            raise NotAnswered(
                gettext("%(host)s could not be reached.", host=self._client.base_url.host),
                is_sure=True,
            ) from error
        except httpx.HTTPError as error:
            raise self._silent() from error
        if body is None:
            raise self._silent()
        return Reply(response.status_code, dict(response.headers), body)

    def _silent(self) -> NotAnswered:
        return NotAnswered(
            gettext("%(host)s did not answer to the end.", host=self._client.base_url.host)
        )


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that we trust; reading them anew for every account is slow."""
    return httpx.create_ssl_context()


def is_loopback(url: str) -> bool:
    """True if the address is on this machine, so that whatever is sent to it stays here."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_web_address(url: str) -> bool:
    """True for what requests can be sent to: `https://…`, without a mistake in host or port."""
    try:
        httpx.URL(url)
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0  # reading the port checks it
    except (httpx.InvalidURL, ValueError):
        return False
    return is_whole and parts.scheme in {"http", "https"} and " " not in url


def web_address(base_url: str, usual: str) -> str:
    """Where people read what was posted; what is on a stand-in is to be seen only there."""
    return base_url if is_loopback(base_url) else usual


def _read(response: httpx.Response, deadline: float) -> bytes | None:
    """The body; None when it is too large, or drips so slowly that the deadline passes."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > LARGEST_ANSWER or time.monotonic() > deadline:
            return None
    return bytes(body)
