"""An account on Bluesky, or on any server that speaks the AT Protocol."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from municipality.model import Account
from networks import answers, matching
from networks.atproto import COLLECTION, record_key, rewrite_record, write_record
from networks.errors import NotAnswered, SettingMissing
from networks.lengths import BLUESKY
from networks.protocol import (
    Accepted,
    Capabilities,
    Held,
    Listing,
    Media,
    Message,
    NotPossible,
    NotSent,
    Outcome,
    Post,
    Unknown,
    Wait,
)
from networks.transport import Reply, Timeouts, Transport, web_address
from text.language import gettext

BASE_URL = "https://bsky.social"
WEB = "https://bsky.app"
LARGEST_PICTURE = 1_000_000  # bytes
MOST_PICTURES = 4
# A session lives two hours, and a server opens only 300 a day for an account.
_SESSION_LIVES = 90 * 60  # seconds
_THROTTLE_PAUSE = timedelta(minutes=5)

# Names of the protocol's errors.
_SESSION_OVER = {"ExpiredToken", "InvalidToken"}
_NO_ACCESS = {"AuthenticationRequired", "AuthMissing", "AuthFactorTokenRequired"}
_CLOSED = {"AccountTakedown", "AccountDeactivated", "AccountSuspended"}


@dataclass(frozen=True)
class _Session:
    did: str  # the account's own name, which stays when its handle changes
    header: Mapping[str, str]
    opened_at: float  # by the machine's monotonic clock


# Of this process, by server, handle and password.
_sessions: dict[tuple[str, str, str], _Session] = {}


class BlueskyAccount:
    """Posts as the account whose name stands in the settings (`handle`), with an app password.

    The key of a post's record is made from the delivery, so that sending it again, whatever became
    of it before, can never make a second one. That key is the post's remote id.
    """

    capabilities = Capabilities()
    limit = BLUESKY.limit

    def __init__(self, account: Account, *, base_url: str, token: str, timeouts: Timeouts) -> None:
        if not account.settings.get("handle"):
            raise SettingMissing(account.slug, "handle")
        self.base_url = base_url
        self._handle = account.settings["handle"]
        self._variable = account.token_variable
        self._password = token
        self._web = web_address(base_url, WEB)
        # Each request carries the header of its session.
        self._http = Transport(base_url, "", timeouts)

    def length(self, text: str) -> int:
        return BLUESKY.length(text)

    def cost(self, text: str, pictures: int = 0) -> int:
        return 0

    def newest(self, reply_to: str | None = None) -> str:
        """No anchor is needed: the record's own key says whether it is there."""
        self._sign_in()
        return ""

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        """The pictures as blobs; a card shows one only."""
        shown = message.media[: 1 if message.link else MOST_PICTURES]
        return [self._upload(media) for media in shown]

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        record = write_record(message, [json.loads(media_id) for media_id in media_ids])
        try:
            if message.reply_to:
                record["reply"] = self._refer_to(message.reply_to)
        except NotPossible as obstacle:
            return obstacle.outcome
        # Null says that there must be no such record yet; the same one again changes nothing.
        return self._put(record_key(message), record, swap=None)

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        """What a person has deleted meanwhile does not come back: the server compares the cid."""
        try:
            found = self._find(remote_id)
        except NotPossible as obstacle:
            return obstacle.outcome
        if found is None:
            return answers.gone("Bluesky")
        return self._put(remote_id, rewrite_record(found["value"], message), swap=found["cid"])

    def delete(self, remote_id: str) -> Outcome:
        try:
            if self._find(remote_id) is None:
                return answers.gone("Bluesky")
        except NotPossible as obstacle:
            return obstacle.outcome
        return self._change("deleteRecord", remote_id, {})

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        key = record_key(message)
        found = self._find(key)
        return Listing((self._read_post(key, found),) if found else (), is_whole=True)

    def close(self) -> None:
        self._http.close()

    def _refer_to(self, remote_id: str) -> Mapping[str, Any]:
        parent = self._find(remote_id)
        if parent is None:
            raise NotPossible(Held(gettext("The post that it replies to is no longer there.")))
        reference = {"uri": parent["uri"], "cid": parent["cid"]}
        root = (parent["value"].get("reply") or {}).get("root") or reference
        return {"root": root, "parent": reference}

    def _put(self, key: str, record: Mapping[str, Any], swap: str | None) -> Outcome:
        return self._change("putRecord", key, {"record": record, "swapRecord": swap})

    def _change(self, method: str, key: str, content: Mapping[str, Any]) -> Outcome:
        try:
            session = self._sign_in()
            reply = self._http.post(
                f"/xrpc/com.atproto.repo.{method}",
                json={"repo": session.did, "collection": COLLECTION, "rkey": key, **content},
                headers=session.header,
            )
        except NotPossible as obstacle:
            return obstacle.outcome
        except NotAnswered as error:
            return answers.after_silence(error)
        # Only an answer in the network's own words says that it is done.
        if reply.is_success and reply.mapping().keys() & {"uri", "commit"}:
            return Accepted(key, self._page(session.did, key))
        return self._outcome(reply)

    def _find(self, key: str) -> Mapping[str, Any] | None:
        """The record with its cid; None where there is none. Raises NotPossible."""
        params = {"collection": COLLECTION, "rkey": key}
        reply = self._read(
            lambda session: self._http.get(
                "/xrpc/com.atproto.repo.getRecord", {"repo": session.did, **params}, session.header
            )
        )
        answer = reply.mapping()
        if answer.get("error") == "RecordNotFound":
            return None
        if not reply.is_success or not {"uri", "cid", "value"} <= answer.keys():
            raise answers.refused(self._outcome(reply))
        return answer

    def _upload(self, media: Media) -> str:
        content = answers.read_picture(media, LARGEST_PICTURE)
        kind = answers.kind_of(media)
        reply = self._read(
            lambda session: self._http.post(
                "/xrpc/com.atproto.repo.uploadBlob",
                content=content,
                headers={**session.header, "Content-Type": kind},
            )
        )
        blob = reply.mapping().get("blob")
        if not reply.is_success or not isinstance(blob, dict):
            raise answers.refused(self._outcome(reply))
        return json.dumps(blob, sort_keys=True)

    def _read(self, ask: Callable[[_Session], Reply]) -> Reply:
        """For what may be repeated: a session that is over is opened anew once."""
        try:
            reply = ask(self._sign_in())
            if reply.mapping().get("error") in _SESSION_OVER:
                self._forget_session()
                reply = ask(self._sign_in())
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        return reply

    def _sign_in(self) -> _Session:
        """Raises NotPossible."""
        session = _sessions.get(self._session_key)
        if session is None or time.monotonic() - session.opened_at > _SESSION_LIVES:
            session = _sessions[self._session_key] = self._open_session()
        return session

    def _open_session(self) -> _Session:
        try:
            reply = self._http.post(
                "/xrpc/com.atproto.server.createSession",
                json={"identifier": self._handle, "password": self._password},
            )
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        answer = reply.mapping()
        if not reply.is_success or not {"did", "accessJwt"} <= answer.keys():
            raise answers.refused(self._outcome(reply))
        header = {"Authorization": f"Bearer {answer['accessJwt']}"}
        return _Session(str(answer["did"]), header, time.monotonic())

    def _forget_session(self) -> None:
        _sessions.pop(self._session_key, None)

    @property
    def _session_key(self) -> tuple[str, str, str]:
        digest = hashlib.sha256(self._password.encode()).hexdigest()
        return self.base_url, self._handle, digest

    def _read_post(self, key: str, found: Mapping[str, Any]) -> Post:
        record = found["value"]
        text = str(record.get("text") or "")
        card = ((record.get("embed") or {}).get("external") or {}).get("uri")
        did = str(found["uri"]).removeprefix("at://").split("/")[0]
        return Post(
            remote_id=key,
            url=self._page(did, key),
            text=text,
            links=matching.find_links(text) | ({card} if card else frozenset()),
            posted_at=datetime.fromisoformat(str(record["createdAt"])),
        )

    def _page(self, did: str, key: str) -> str:
        return f"{self._web}/profile/{did}/post/{key}"

    def _outcome(self, reply: Reply) -> Outcome:
        """Of an answer that is not the one that was hoped for."""
        if reply.status == 429:
            pause = answers.pause_until(reply, "ratelimit-reset", _THROTTLE_PAUSE)
            return answers.throttled("Bluesky", pause)
        name = reply.mapping().get("error")
        if not isinstance(name, str) or reply.is_success:
            return answers.without_meaning("Bluesky", reply.status)
        said = str(reply.mapping().get("message") or name)
        return self._outcome_of_error(reply.status, name, said)

    def _outcome_of_error(self, status: int, name: str, said: str) -> Outcome:
        if name in _SESSION_OVER:
            self._forget_session()
            sentence = gettext("The session with Bluesky was over; a new one is opened.")
            return NotSent(sentence, retry_after=timedelta(seconds=1))
        if name in _NO_ACCESS or status == 401:
            return NotSent(self._ask_for_password(said), is_of_account=True)
        if name in _CLOSED or status == 403:
            return answers.not_allowed("Bluesky", said)
        if name == "InvalidSwap":
            return Unknown(gettext("Bluesky says that the post was changed meanwhile."))
        if status >= 500:
            return answers.unfinished("Bluesky", said)
        return answers.rejected("Bluesky", said)

    def _ask_for_password(self, said: str) -> str:
        return gettext(
            "Bluesky does not take the app password (%(said)s). Make a new one under Settings, "
            "Privacy and security, App passwords and write it in %(variable)s.",
            said=said,
            variable=self._variable,
        )
