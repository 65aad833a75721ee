"""An account on any server that speaks the Mastodon API."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

from municipality.model import Account
from networks import answers, matching
from networks.errors import NotAnswered
from networks.lengths import LINK
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
    Wait,
)
from networks.transport import Reply, Timeouts, Transport
from text.counting import graphemes, shorten
from text.language import gettext

# What a server has that does not say (Mastodon's own defaults).
_DEFAULTS = {
    "max_characters": 500,
    "characters_reserved_per_url": 23,
    "description_limit": 1500,
    "image_size_limit": 16 * 1024 * 1024,
}
# The second is older: small servers know only that one.
_DESCRIPTIONS = ("/api/v2/instance", "/api/v1/instance")
_WHO_AM_I = "/api/v1/accounts/verify_credentials"
PAGES_OF_LISTING = 4
_PAGE = 40
# How often a picture that is still being processed is asked for, and when to give up (seconds).
_PROCESSING_STEPS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_THROTTLE_PAUSE = timedelta(minutes=5)

_REMOTE_MENTION = re.compile(r"(?<!\w)(@\w+)@[\w.-]+\w")


class MastodonAccount:
    """Posts with the token's account; which server, stands in the settings (`instance`)."""

    capabilities = Capabilities(takes_idempotency_key=True, edits_pictures=True)

    def __init__(self, account: Account, *, base_url: str, token: str, timeouts: Timeouts) -> None:
        self.base_url = base_url
        self._variable = account.token_variable
        self._visibility = account.settings.get("visibility", "public")
        self._http = Transport(base_url, token, timeouts)

    @property
    def limit(self) -> int:
        return self._limits["max_characters"]

    def length(self, text: str) -> int:
        reserved = "x" * self._limits["characters_reserved_per_url"]
        return len(graphemes(_REMOTE_MENTION.sub(r"\1", LINK.sub(reserved, text))))

    def cost(self, text: str, pictures: int = 0) -> int:
        return 0

    def newest(self, reply_to: str | None = None) -> str:
        statuses = self._list_statuses(limit=1)
        return str(statuses[0]["id"]) if statuses else ""

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        return [self._upload(media, wait) for media in message.media]

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        content = _write(message, media_ids) | {"visibility": self._visibility}
        if message.reply_to:
            content["in_reply_to_id"] = message.reply_to
        # Servers forget the key after an hour, and some never look at it: it is an extra only.
        headers = {"Idempotency-Key": message.key}
        try:
            reply = self._http.post("/api/v1/statuses", data=content, headers=headers)
        except NotAnswered as error:
            return answers.after_silence(error)
        return self._outcome(reply)

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        """An edit without media would take the pictures away, so they go again."""
        path = f"/api/v1/statuses/{remote_id}"
        try:
            reply = self._http.put(path, data=_write(message, media_ids))
        except NotAnswered as error:
            return answers.after_silence(error)
        if reply.status == 404:
            by_hand = gettext("Correct the post on the account by hand, and confirm.")
            return self._outcome_of_not_found(remote_id, by_hand)
        return self._outcome(reply)

    def delete(self, remote_id: str) -> Outcome:
        try:
            reply = self._http.delete(f"/api/v1/statuses/{remote_id}")
        except NotAnswered as error:
            return answers.after_silence(error)
        if reply.status == 404:
            by_hand = gettext("Delete the post on the account by hand, and confirm.")
            return self._outcome_of_not_found(remote_id, by_hand)
        return self._outcome(reply)

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        # Replies stand among the account's posts.
        return matching.read_back(self._pages(), anchor, since)

    def close(self) -> None:
        self._http.close()

    @cached_property
    def _limits(self) -> Mapping[str, int]:
        """Every server has its own; one that does not answer now is given the usual ones."""
        configuration = next(filter(None, map(self._read_configuration, _DESCRIPTIONS)), {})
        said = {**configuration.get("statuses", {}), **configuration.get("media_attachments", {})}
        return {name: int(said.get(name, default)) for name, default in _DEFAULTS.items()}

    def _read_configuration(self, path: str) -> Mapping[str, Any]:
        try:
            return self._http.get(path).mapping().get("configuration") or {}
        except NotAnswered:
            return {}

    @cached_property
    def _account_id(self) -> str:
        return str(self._read(_WHO_AM_I)["id"])

    def _pages(self) -> Iterator[list[Post]]:
        """Newest first; an empty page says that there are no more."""
        before = ""
        for _page in range(PAGES_OF_LISTING):
            page = [_read_status(each) for each in self._list_statuses(limit=_PAGE, before=before)]
            if before in (post.remote_id for post in page):
                # snac 2.75 begins at the newest again: what it lists at once is all that it shows.
                if len(page) < _PAGE:
                    yield []
                return
            yield page
            if not page:
                return
            before = page[-1].remote_id

    def _list_statuses(self, *, limit: int, before: str = "") -> list[Mapping[str, Any]]:
        params: dict[str, str | int] = {"limit": limit, "exclude_reblogs": "true"}
        if before:
            params["max_id"] = before
        statuses = self._read(f"/api/v1/accounts/{self._account_id}/statuses", params)
        return list(statuses)

    def _read(self, path: str, params: Mapping[str, str | int] | None = None) -> Any:
        try:
            reply = self._http.get(path, params)
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        data = reply.data()
        if path == _WHO_AM_I and reply.status == 422:
            # The token is nobody's: Mastodon says so of an application's own, snac of any.
            raise NotPossible(self._outcome_of_token(reply))
        if not reply.is_success or data is None:
            raise answers.refused(self._outcome(reply))
        return data

    def _upload(self, media: Media, wait: Wait) -> str:
        content = answers.read_picture(media, self._limits["image_size_limit"])
        kind = answers.kind_of(media)
        description = shorten(media.alt, self._limits["description_limit"])
        try:
            reply = self._http.post(
                "/api/v2/media",
                data={"description": description},
                files={"file": (media.path.name, content, kind)},
            )
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        if not reply.is_success or "id" not in reply.mapping():
            raise answers.refused(self._outcome(reply))
        media_id = str(reply.mapping()["id"])
        if reply.status == 202:
            self._wait_for_processing(media_id, wait)
        return media_id

    def _wait_for_processing(self, media_id: str, wait: Wait) -> None:
        for pause in _PROCESSING_STEPS:
            wait(pause)
            try:
                reply = self._http.get(f"/api/v1/media/{media_id}")
            except NotAnswered as error:
                raise answers.not_possible(error) from error
            if reply.status == 200:
                return
            if reply.status != 206:
                raise answers.refused(self._outcome(reply))
        raise NotPossible(NotSent(gettext("The server is still processing the picture.")))

    def _outcome(self, reply: Reply) -> Outcome:
        answer = reply.mapping()
        if reply.is_success and answer.get("id"):
            return Accepted(str(answer["id"]), answer.get("url") or answer.get("uri"))
        if reply.status == 429:
            return answers.throttled("Mastodon", _pause(reply))
        if reply.status == 401:
            return self._outcome_of_token(reply)
        said = answer.get("error")
        if not isinstance(said, str) or reply.is_success:
            return answers.without_meaning("Mastodon", reply.status)
        return self._outcome_of_error(reply.status, said)

    def _outcome_of_not_found(self, remote_id: str, by_hand: str) -> Outcome:
        """Gone, unless the post can still be read: then the server cannot do it (snac 2.75)."""
        try:
            reply = self._http.get(f"/api/v1/statuses/{remote_id}")
        except NotAnswered as error:
            return answers.after_silence(error)
        if reply.is_success and reply.mapping().get("id"):
            return Held(by_hand)
        return answers.gone("Mastodon") if reply.status in {404, 410} else self._outcome(reply)

    def _outcome_of_error(self, status: int, said: str) -> Outcome:
        if status in {403, 404, 410}:
            return answers.not_allowed("Mastodon", said)
        if status >= 500 or status in {408, 409}:
            return answers.unfinished("Mastodon", said)
        return answers.rejected("Mastodon", said)

    def _outcome_of_token(self, reply: Reply) -> NotSent:
        sentence = gettext(
            "Mastodon no longer takes the token (%(said)s). Make a new one under Preferences, "
            "Development and write it in %(variable)s.",
            said=reply.mapping().get("error") or reply.status,
            variable=self._variable,
        )
        return NotSent(sentence, is_of_account=True)


def _write(message: Message, media_ids: list[str]) -> dict[str, Any]:
    content: dict[str, Any] = {"status": message.text, "language": message.language}
    return content | ({"media_ids[]": media_ids} if media_ids else {})


def _read_status(status: Mapping[str, Any]) -> Post:
    text, links = matching.read_html(str(status.get("content") or ""))
    card = (status.get("card") or {}).get("url")
    return Post(
        remote_id=str(status["id"]),
        url=status.get("url") or status.get("uri"),
        text=text,
        links=links | ({card} if card else frozenset()),
        posted_at=datetime.fromisoformat(str(status["created_at"])),
    )


def _pause(reply: Reply) -> timedelta:
    """How long the server asks us to wait; its Reset is a moment, read by its own clock."""
    try:
        if "retry-after" in reply.headers:
            return timedelta(seconds=int(reply.headers["retry-after"]))
        reset = datetime.fromisoformat(reply.headers["x-ratelimit-reset"])
        now = parsedate_to_datetime(reply.headers["date"])
        return max(reset.astimezone(UTC) - now, timedelta(seconds=1))
    except (KeyError, ValueError):
        return _THROTTLE_PAUSE
