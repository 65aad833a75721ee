"""An account on X, through its API v2, signed with OAuth 1.0a."""

import html
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlencode

from oauthlib.oauth1 import Client

from municipality.model import Account
from networks import answers, matching
from networks.costs import Prices, read_prices
from networks.errors import NotAnswered, TokenIncomplete
from networks.lengths import X
from networks.protocol import (
    Accepted,
    Capabilities,
    Held,
    Listing,
    Media,
    Message,
    NotSent,
    Outcome,
    Post,
    Wait,
)
from networks.transport import Reply, Timeouts, Transport, web_address
from text.counting import shorten
from text.language import gettext

Method = Literal["DELETE", "GET", "POST"]

BASE_URL = "https://api.x.com"
WEB = "https://x.com"
LARGEST_PICTURE = 5 * 1024 * 1024  # bytes
LONGEST_ALT = 1000
PAGES_OF_LISTING = 4
# X tells when its window of 15 minutes ends, but not in a Retry-After.
_THROTTLE_PAUSE = timedelta(minutes=15)
# What the municipality pays, in thousandths of a US dollar (X's price sheet of 20 April 2026).
PRICES = Prices(post=15, post_with_link=200, description=5)


class XAccount:
    """Posts as the account whose four keys are the token: `key:secret:token:token secret`.

    Its number stands in the settings (`user_id`), or is asked for, which costs.
    """

    # An answer to our own post is not in what X sells, and only paying accounts may edit.
    capabilities = Capabilities(can_edit=False, can_reply=False)
    limit = X.limit

    def __init__(self, account: Account, *, base_url: str, token: str, timeouts: Timeouts) -> None:
        self.base_url = base_url
        self._account = account
        self._prices = read_prices(account, PRICES)
        self._signer = _read_keys(account, token)
        self._http = Transport(base_url, "", timeouts)
        self._web = web_address(base_url, WEB)

    def length(self, text: str) -> int:
        return X.length(text)

    def cost(self, text: str, pictures: int = 0) -> int:
        return self._prices.of(text, pictures)

    def newest(self, reply_to: str | None = None) -> str:
        # X lists five at least.
        posts = self._list_posts({"max_results": 5}).get("data") or []
        return str(posts[0]["id"]) if posts else ""

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        return [self._upload(media) for media in message.media]

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        content: dict[str, Any] = {"text": message.text}
        if media_ids:
            content["media"] = {"media_ids": media_ids}
        try:
            reply = self._post("/2/tweets", json=content)
        except NotAnswered as error:
            return answers.after_silence(error)
        data = reply.mapping().get("data")
        if reply.is_success and isinstance(data, dict) and data.get("id"):
            return Accepted(str(data["id"]), self._page(str(data["id"])))
        return self._outcome(reply)

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        return Held(gettext("X does not let us change what was posted."))

    def delete(self, remote_id: str) -> Outcome:
        path = f"/2/tweets/{remote_id}"
        try:
            reply = self._http.delete(path, headers=self._sign("DELETE", path))
        except NotAnswered as error:
            return answers.after_silence(error)
        if reply.status == 404:
            return answers.gone("X")
        data = reply.mapping().get("data")
        if reply.is_success and isinstance(data, dict) and data.get("deleted"):
            return Accepted(remote_id, None)
        return self._outcome(reply)

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        return matching.read_back(self._pages(anchor), anchor, since)

    def close(self) -> None:
        self._http.close()

    def _pages(self, anchor: str) -> Iterator[list[Post]]:
        """Newest first, the anchor last; an empty page says that there are no more."""
        params: dict[str, str | int] = {
            "max_results": 100,
            "tweet.fields": "created_at,entities",
        }
        if anchor.isdecimal():
            # The number before the anchor's, so that the anchor itself is seen.
            params["since_id"] = str(int(anchor) - 1)
        for _page in range(PAGES_OF_LISTING):
            answer = self._list_posts(params)
            yield [self._read_post(post) for post in answer.get("data") or []]
            following = (answer.get("meta") or {}).get("next_token")
            if not following:
                yield []
                return
            params["pagination_token"] = str(following)

    def _list_posts(self, params: Mapping[str, str | int]) -> Mapping[str, Any]:
        return self._read(f"/2/users/{self._user_id}/tweets", params)

    @cached_property
    def _user_id(self) -> str:
        known = self._account.settings.get("user_id")
        return known or str(self._read("/2/users/me", {})["data"]["id"])

    def _read(self, path: str, params: Mapping[str, str | int]) -> Mapping[str, Any]:
        try:
            reply = self._http.get(path, params, self._sign("GET", path, params))
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        answer = reply.mapping()
        # An account without posts has no `data`, but always `meta`.
        if not reply.is_success or not answer.keys() & {"data", "meta"}:
            raise answers.refused(self._outcome(reply))
        return answer

    def _upload(self, media: Media) -> str:
        content = answers.read_picture(media, LARGEST_PICTURE)
        reply = self._prepare(
            "/2/media/upload",
            data={"media_category": "tweet_image"},
            files={"media": (media.path.name, content, answers.kind_of(media))},
        )
        data = reply.mapping().get("data")
        if not isinstance(data, dict) or not data.get("id"):
            raise answers.refused(self._outcome(reply))
        media_id = str(data["id"])
        if media.alt:
            alt = {"alt_text": {"text": shorten(media.alt, LONGEST_ALT)}}
            self._prepare("/2/media/metadata", json={"id": media_id, "metadata": alt})
        return media_id

    def _prepare(self, path: str, **content: Any) -> Reply:
        """A step that nobody sees and that may be repeated."""
        try:
            reply = self._post(path, **content)
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        if not reply.is_success or not reply.mapping():
            raise answers.refused(self._outcome(reply))
        return reply

    def _post(self, path: str, **content: Any) -> Reply:
        return self._http.post(path, headers=self._sign("POST", path), **content)

    def _sign(
        self, method: Method, path: str, params: Mapping[str, str | int] | None = None
    ) -> Mapping[str, str]:
        """What signs the address; JSON and files are no part of the signature."""
        query = f"?{urlencode(params)}" if params else ""
        _uri, headers, _body = self._signer.sign(f"{self.base_url}{path}{query}", method)
        return {"Authorization": str(headers["Authorization"])}

    def _read_post(self, post: Mapping[str, Any]) -> Post:
        text = html.unescape(str(post.get("text") or ""))
        links = set()
        for link in (post.get("entities") or {}).get("urls") or []:
            expanded = str(link.get("expanded_url") or "")
            text = text.replace(str(link.get("url") or expanded), expanded)
            links.add(str(link.get("unwound_url") or expanded))
        return Post(
            remote_id=str(post["id"]),
            url=self._page(str(post["id"])),
            text=text,
            links=matching.find_links(text) | links,
            posted_at=datetime.fromisoformat(str(post["created_at"])),
        )

    def _page(self, remote_id: str) -> str:
        return f"{self._web}/i/status/{remote_id}"

    def _outcome(self, reply: Reply) -> Outcome:
        """Of an answer that is not the one that was hoped for."""
        if reply.status == 429:
            pause = answers.pause_until(reply, "x-rate-limit-reset", _THROTTLE_PAUSE)
            return answers.throttled("X", pause)
        answer = reply.mapping()
        said = answer.get("detail") or answer.get("title")
        if not isinstance(said, str) or reply.is_success:
            return answers.without_meaning("X", reply.status)
        return self._outcome_of_error(reply.status, said)

    def _outcome_of_error(self, status: int, said: str) -> Outcome:
        if status == 401:
            return NotSent(self._ask_for_keys(said), is_of_account=True)
        if status == 402:
            sentence = gettext("The credits for X are used up: buy more in X's developer console.")
            return NotSent(sentence, is_of_account=True)
        if status == 403 and "duplicate content" in said.lower():
            return answers.perhaps_there("X")
        if status == 403:
            return answers.not_allowed("X", said)
        if status >= 500:
            return answers.unfinished("X", said)
        return answers.rejected("X", said)

    def _ask_for_keys(self, said: str) -> str:
        return gettext(
            "X no longer takes the keys (%(said)s). Make a new access token with the right to read "
            "and write, and write all four keys in %(variable)s.",
            said=said,
            variable=self._account.token_variable,
        )


def _read_keys(account: Account, token: str) -> Client:
    """Raises TokenIncomplete. No token at all is noticed elsewhere."""
    keys = token.split(":") if token else [""] * 4
    if len(keys) != 4 or (token and not all(keys)):
        raise TokenIncomplete(account.slug, account.token_variable)
    key, secret, token, token_secret = keys
    return Client(
        key, client_secret=secret, resource_owner_key=token, resource_owner_secret=token_secret
    )
