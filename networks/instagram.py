"""An Instagram account, through the Graph API: a container first, which is then published."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from municipality.model import Account
from networks import answers, graph, matching
from networks.errors import NotAnswered, SettingMissing
from networks.lengths import INSTAGRAM
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
    Rejected,
    Skipped,
    Unknown,
    Wait,
)
from networks.transport import Reply, Timeouts, Transport
from text.counting import shorten
from text.language import gettext

LONGEST_ALT = 1000
PAGES_OF_LISTING = 4
# How often a container that is not finished is asked for, and when to give up (seconds).
_PROCESSING_STEPS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 60.0, 60.0)


class InstagramAccount:
    """Posts as the professional account whose number stands in the settings (`user_id`).

    Instagram fetches the picture from the site. The container's id is kept before it is
    published, and tells afterwards whether it was.
    """

    capabilities = Capabilities(
        can_edit=False, can_delete=False, can_reply=False, needs_picture=True, most_pictures=1
    )
    limit = INSTAGRAM.limit

    def __init__(self, account: Account, *, base_url: str, token: str, timeouts: Timeouts) -> None:
        if not account.settings.get("user_id"):
            raise SettingMissing(account.slug, "user_id")
        self.base_url = base_url
        self._user = account.settings["user_id"]
        self._variable = account.token_variable
        self._version = account.settings.get("version", graph.VERSION)
        self._http = Transport(base_url, token, timeouts)

    def length(self, text: str) -> int:
        return INSTAGRAM.length(text)

    def cost(self, text: str, pictures: int = 0) -> int:
        return 0

    def newest(self, reply_to: str | None = None) -> str:
        posts = self._list_posts(limit=1).get("data") or [{}]
        return str(posts[0].get("id", ""))

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        """The container, which nobody sees; finished, so that publishing it is one step."""
        if not message.media:
            raise NotPossible(Skipped(_say_that_it_needs_a_picture()))
        container = self._make_container(message, message.media[0])
        self._wait_until_finished(container, message.media[0], wait)
        return [container]

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        content = {"creation_id": media_ids[0]}
        try:
            reply = self._http.post(self._path(f"{self._user}/media_publish"), data=content)
        except NotAnswered as error:
            return answers.after_silence(error)
        remote_id = reply.mapping().get("id")
        if reply.is_success and remote_id:
            return Accepted(str(remote_id), self._find_page(str(remote_id)))
        outcome = self._outcome(reply)
        # Whatever it finds wrong now, the container says whether it was published.
        return Unknown(outcome.reason) if isinstance(outcome, Rejected) else outcome

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        return Held(gettext("Instagram does not let us change what was posted."))

    def delete(self, remote_id: str) -> Outcome:
        return Held(gettext("Instagram does not let us change what was posted."))

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        if media_ids and self._read_status(media_ids[0])[0] != "PUBLISHED":
            return Listing((), is_whole=True)
        listing = matching.read_back(self._pages(), anchor, since)
        # It was published: a list that does not show it proves nothing.
        return Listing(listing.posts, is_whole=listing.is_whole and not media_ids)

    def close(self) -> None:
        self._http.close()

    def _path(self, path: str) -> str:
        return f"/{self._version}/{path}"

    def _make_container(self, message: Message, media: Media) -> str:
        content = {"image_url": media.url, "caption": message.text}
        if media.alt:
            content["alt_text"] = shorten(media.alt, LONGEST_ALT)
        try:
            reply = self._http.post(self._path(f"{self._user}/media"), data=content)
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        container = reply.mapping().get("id")
        if not reply.is_success or not container:
            raise answers.refused(self._outcome(reply))
        return str(container)

    def _wait_until_finished(self, container: str, media: Media, wait: Wait) -> None:
        for pause in _PROCESSING_STEPS:
            status, said = self._read_status(container)
            if status == "FINISHED":
                return
            if status in {"ERROR", "EXPIRED"}:
                raise NotPossible(Held(_say_that_it_cannot_be_taken(media, said)))
            wait(pause)
        raise NotPossible(NotSent(gettext("Instagram is still processing the picture.")))

    def _read_status(self, container: str) -> tuple[str, str]:
        """IN_PROGRESS, FINISHED, PUBLISHED, ERROR or EXPIRED, and what Instagram says about it."""
        answer = self._read(container, {"fields": "status_code,status"}, expected="status_code")
        return str(answer["status_code"]), str(answer.get("status") or "")

    def _pages(self) -> Iterator[list[Post]]:
        """Newest first; an empty page says that there are no more."""
        after = ""
        for _page in range(PAGES_OF_LISTING):
            answer = self._list_posts(limit=25, after=after)
            yield [_read_post(post) for post in answer["data"]]
            after = graph.next_page(answer)
            if not after:
                yield []
                return

    def _list_posts(self, *, limit: int, after: str = "") -> Mapping[str, Any]:
        params: dict[str, str | int] = {"fields": "id,caption,permalink,timestamp", "limit": limit}
        if after:
            params["after"] = after
        return self._read(f"{self._user}/media", params, expected="data")

    def _find_page(self, remote_id: str) -> str | None:
        """Where people see it. A post whose address is not told is posted all the same."""
        try:
            answer = self._read(remote_id, {"fields": "permalink"}, expected="permalink")
        except NotPossible:
            return None
        return str(answer["permalink"])

    def _read(
        self, path: str, params: Mapping[str, str | int], *, expected: str
    ) -> Mapping[str, Any]:
        try:
            reply = self._http.get(self._path(path), params)
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        answer = reply.mapping()
        if not reply.is_success or expected not in answer:
            raise answers.refused(self._outcome(reply))
        return answer

    def _outcome(self, reply: Reply) -> Outcome:
        """Of an answer that is not the one that was hoped for."""
        error = reply.mapping().get("error")
        if isinstance(error, dict):
            return graph.outcome_of_error("Instagram", reply.status, error, self._variable)
        return answers.without_meaning("Instagram", reply.status)


def _read_post(post: Mapping[str, Any]) -> Post:
    text = str(post.get("caption") or "")
    return Post(
        remote_id=str(post["id"]),
        url=post.get("permalink"),
        text=text,
        links=matching.find_links(text),
        posted_at=datetime.fromisoformat(str(post["timestamp"])),
    )


def _say_that_it_needs_a_picture() -> str:
    return gettext(
        "Instagram takes only posts with a picture, and this item has none that it can show."
    )


def _say_that_it_cannot_be_taken(media: Media, said: str) -> str:
    return gettext(
        "Instagram could not take the picture at %(address)s: %(said)s",
        address=media.url,
        said=said,
    )
