"""A Facebook Page, through the Graph API."""

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from municipality.model import Account
from networks import answers, graph, matching
from networks.errors import NotAnswered, SettingMissing
from networks.protocol import (
    Accepted,
    Capabilities,
    Listing,
    Media,
    Message,
    Outcome,
    Post,
    Wait,
)
from networks.transport import Reply, Timeouts, Transport

logger = logging.getLogger(__name__)

LONGEST_TEXT = 63_206
LARGEST_PICTURE = 4 * 1024 * 1024  # bytes; JPEG and PNG
PAGES_OF_LISTING = 4


class FacebookPage:
    """Posts as the page whose id stands in the account's settings (`page_id`)."""

    capabilities = Capabilities()
    limit = LONGEST_TEXT

    def __init__(self, account: Account, *, base_url: str, token: str, timeouts: Timeouts) -> None:
        if not account.settings.get("page_id"):
            raise SettingMissing(account.slug, "page_id")
        self.base_url = base_url
        self._page = account.settings["page_id"]
        self._variable = account.token_variable
        self._version = account.settings.get("version", graph.VERSION)
        self._http = Transport(base_url, token, timeouts)

    def length(self, text: str) -> int:
        return len(text)

    def cost(self, text: str, pictures: int = 0) -> int:
        return 0

    def newest(self, reply_to: str | None = None) -> str:
        posts = self._list_posts(reply_to, limit=1).get("data") or [{}]
        return str(posts[0].get("id", ""))

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        """Unpublished photos, one per picture; for a link, its card is read afresh first."""
        if message.media:
            return [self._upload(media) for media in message.media]
        if message.link:
            self._refresh_card(message.link)
        return []

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        content = {"message": message.text, "fields": "id,permalink_url"}
        if message.reply_to:
            return self._change(f"{message.reply_to}/comments", content)
        for number, media_id in enumerate(media_ids):
            content[f"attached_media[{number}]"] = json.dumps({"media_fbid": media_id})
        # A post has pictures or a card; with pictures the link stands in the text only.
        if message.link and not media_ids:
            content["link"] = message.link
        return self._change(f"{self._page}/feed", content)

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        """Its words only: the pictures of a post stay as they are."""
        if message.link and not message.media:
            self._refresh_card(message.link)
        return self._change(remote_id, {"message": message.text}, remote_id)

    def delete(self, remote_id: str) -> Outcome:
        try:
            reply = self._http.delete(self._path(remote_id))
        except NotAnswered as error:
            return answers.after_silence(error)
        return self._outcome(reply, remote_id)

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        return matching.read_back(self._pages(message.reply_to), anchor, since)

    def close(self) -> None:
        self._http.close()

    def _path(self, path: str) -> str:
        return f"/{self._version}/{path}"

    def _change(
        self, path: str, content: Mapping[str, str], remote_id: str | None = None
    ) -> Outcome:
        try:
            reply = self._http.post(self._path(path), data=content)
        except NotAnswered as error:
            return answers.after_silence(error)
        return self._outcome(reply, remote_id)

    def _pages(self, reply_to: str | None) -> Iterator[list[Post]]:
        """Newest first; an empty page says that there are no more."""
        after = ""
        for _page in range(PAGES_OF_LISTING):
            answer = self._list_posts(reply_to, limit=25, after=after)
            yield [_read_post(post) for post in answer["data"]]
            after = graph.next_page(answer)
            if not after:
                yield []
                return

    def _list_posts(
        self, reply_to: str | None, *, limit: int, after: str = ""
    ) -> Mapping[str, Any]:
        attachments = "attachment" if reply_to else "attachments{url}"
        params: dict[str, str | int] = {
            "fields": f"id,message,created_time,permalink_url,{attachments}",
            "limit": limit,
        }
        path = f"{self._page}/published_posts"
        if reply_to:
            path = f"{reply_to}/comments"
            params |= {"filter": "stream", "order": "reverse_chronological"}
        if after:
            params["after"] = after
        try:
            reply = self._http.get(self._path(path), params)
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        answer = reply.mapping()
        if not reply.is_success or "data" not in answer:
            raise answers.refused(self._outcome(reply))
        return answer

    def _upload(self, media: Media) -> str:
        content = answers.read_picture(media, LARGEST_PICTURE)
        kind = answers.kind_of(media)
        try:
            reply = self._http.post(
                self._path(f"{self._page}/photos"),
                data={"published": "false", "alt_text_custom": media.alt},
                files={"source": (media.path.name, content, kind)},
            )
        except NotAnswered as error:
            raise answers.not_possible(error) from error
        if not reply.is_success or "id" not in reply.mapping():
            raise answers.refused(self._outcome(reply))
        return str(reply.mapping()["id"])

    def _refresh_card(self, link: str) -> None:
        """Facebook keeps what it first read of a page. A card that stays old holds nothing up."""
        try:
            self._http.post(self._path(""), data={"id": link, "scrape": "true"})
        except NotAnswered as error:
            logger.info("The card of %s was not refreshed: %s", link, error)

    def _outcome(self, reply: Reply, remote_id: str | None = None) -> Outcome:
        """`remote_id` of a post that was edited or deleted: such an answer names none."""
        answer = reply.mapping()
        error = answer.get("error")
        if isinstance(error, dict):
            return graph.outcome_of_error("Facebook", reply.status, error, self._variable)
        if remote_id and reply.is_success and answer.get("success"):
            return Accepted(remote_id, None)
        if reply.is_success and answer.get("id"):
            remote_id = str(answer["id"])
            url = answer.get("permalink_url") or f"https://www.facebook.com/{remote_id}"
            return Accepted(remote_id, str(url))
        return answers.without_meaning("Facebook", reply.status)


def _read_post(post: Mapping[str, Any]) -> Post:
    text = str(post.get("message") or "")
    attachments = (post.get("attachments") or {}).get("data") or []
    links = {str(attachment["url"]) for attachment in attachments if attachment.get("url")}
    return Post(
        remote_id=str(post["id"]),
        url=post.get("permalink_url"),
        text=text,
        links=matching.find_links(text) | links,
        posted_at=datetime.fromisoformat(str(post["created_time"])),
    )
