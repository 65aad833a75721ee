"""A Telegram channel, through the Bot API."""

import html
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from municipality.model import Account
from networks import answers
from networks.errors import NotAnswered, SettingMissing
from networks.lengths import TELEGRAM
from networks.protocol import (
    Accepted,
    Capabilities,
    Listing,
    Message,
    NotPossible,
    NotSent,
    Outcome,
    Rejected,
    Wait,
)
from networks.transport import Reply, Timeouts, Transport, web_address
from text.language import gettext, speaking

BASE_URL = "https://api.telegram.org"
WEB = "https://t.me"
LARGEST_PICTURE = 10 * 1024 * 1024  # bytes
_THROTTLE_PAUSE = timedelta(minutes=1)

# What the Bot API says in its descriptions; it has no codes for them.
_SAME_AS_BEFORE = "message is not modified"
_OTHER_KIND = ("no text in the message", "no caption in the message")
_NO_MESSAGE = ("message to edit not found", "message to delete not found")
_NO_RIGHT = ("not enough rights", "chat not found", "administrator rights", "not a member")


class TelegramChannel:
    """Posts to the channel of the settings (`channel`, such as "@kanal") as a bot, its admin.

    A bot cannot read what the channel shows, so only a person can say whether a post of which we
    heard nothing is there.
    """

    capabilities = Capabilities(can_look_up=False, most_pictures=1)
    limit = TELEGRAM.limit

    def __init__(self, account: Account, *, base_url: str, token: str, timeouts: Timeouts) -> None:
        if not account.settings.get("channel"):
            raise SettingMissing(account.slug, "channel")
        self.base_url = base_url
        self._channel = account.settings["channel"]
        self._variable = account.token_variable
        self._web = web_address(base_url, WEB)
        # The token stands in the address, which the transport tells nobody.
        self._bot = f"/bot{token}"
        self._http = Transport(base_url, "", timeouts)

    def length(self, text: str) -> int:
        return TELEGRAM.length(text)

    def cost(self, text: str, pictures: int = 0) -> int:
        return 0

    def newest(self, reply_to: str | None = None) -> str:
        return ""

    def prepare(self, message: Message, wait: Wait) -> list[str]:
        """Nothing can be uploaded unseen; but a picture that is gone is noticed in time."""
        if message.media:
            answers.read_picture(message.media[0], LARGEST_PICTURE)
        return []

    def send(self, message: Message, media_ids: list[str]) -> Outcome:
        content: dict[str, Any] = {"chat_id": self._channel}
        if message.reply_to:
            content["reply_parameters"] = {"message_id": int(message.reply_to)}
        if _is_photo(message):
            return self._send_photo(message, content)
        return self._change("sendMessage", content | _text(message))

    def edit(self, remote_id: str, message: Message, media_ids: list[str]) -> Outcome:
        post = {"chat_id": self._channel, "message_id": int(remote_id)}
        ways = [
            ("editMessageText", post | _text(message)),
            ("editMessageCaption", post | _caption(message)),
        ]
        if _is_photo(message):
            ways.reverse()
        outcome = self._change(*ways[0], remote_id=remote_id)
        # The words have another length than those of the post, which may be of the other kind.
        if isinstance(outcome, Rejected) and _says(outcome.reason, _OTHER_KIND):
            return self._change(*ways[1], remote_id=remote_id)
        return outcome

    def delete(self, remote_id: str) -> Outcome:
        content = {"chat_id": self._channel, "message_id": int(remote_id)}
        return self._change("deleteMessage", content, remote_id=remote_id)

    def look_up(
        self, message: Message, media_ids: list[str], anchor: str, since: datetime
    ) -> Listing:
        return Listing((), is_whole=False)

    def close(self) -> None:
        self._http.close()

    def _send_photo(self, message: Message, content: Mapping[str, Any]) -> Outcome:
        media = message.media[0]
        try:
            photo = answers.read_picture(media, LARGEST_PICTURE)
        except NotPossible as obstacle:
            return obstacle.outcome
        kind = answers.kind_of(media)
        fields = {**content, **_caption(message)}
        written = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in fields.items()
        }
        return self._post(
            "sendPhoto", data=written, files={"photo": (media.path.name, photo, kind)}
        )

    def _change(
        self, method: str, content: Mapping[str, Any], remote_id: str | None = None
    ) -> Outcome:
        return self._post(method, remote_id, json=content)

    def _post(self, method: str, remote_id: str | None = None, **content: Any) -> Outcome:
        """`remote_id` of a post that was edited or deleted: such an answer need not name one."""
        try:
            reply = self._http.post(f"{self._bot}/{method}", **content)
        except NotAnswered as error:
            return answers.after_silence(error)
        return self._outcome(reply, remote_id)

    def _outcome(self, reply: Reply, remote_id: str | None) -> Outcome:
        answer = reply.mapping()
        if answer.get("ok") is True:
            result = answer.get("result")
            found = result.get("message_id") if isinstance(result, dict) else remote_id
            if found is not None:
                return Accepted(str(found), self._page(str(found)))
        said = answer.get("description")
        if answer.get("ok") is not False or not isinstance(said, str):
            return answers.without_meaning("Telegram", reply.status)
        if _SAME_AS_BEFORE in said and remote_id:
            return Accepted(remote_id, self._page(remote_id))
        if _says(said, _NO_MESSAGE):
            return answers.gone("Telegram")
        return self._outcome_of_error(answer, int(answer.get("error_code") or reply.status), said)

    def _outcome_of_error(self, answer: Mapping[str, Any], code: int, said: str) -> Outcome:
        if code == 429:
            return answers.throttled("Telegram", _pause(answer))
        # A token that was never one is answered with 404, for then there is no such address.
        if code in {401, 404}:
            return NotSent(self._ask_for_token(said), is_of_account=True)
        if code == 403 or _says(said, _NO_RIGHT):
            return NotSent(self._ask_for_rights(said), is_of_account=True)
        if code >= 500:
            return answers.unfinished("Telegram", said)
        return answers.rejected("Telegram", said)

    def _page(self, remote_id: str) -> str | None:
        """A private channel (-100…) has no public pages."""
        if not self._channel.startswith("@"):
            return None
        return f"{self._web}/{self._channel[1:]}/{remote_id}"

    def _ask_for_token(self, said: str) -> str:
        return gettext(
            "Telegram does not know the bot's token (%(said)s). Ask @BotFather for a new one and "
            "write it in %(variable)s.",
            said=said,
            variable=self._variable,
        )

    def _ask_for_rights(self, said: str) -> str:
        return gettext(
            "The bot may not post to %(channel)s (%(said)s). Make it an administrator of the "
            "channel with the right to post messages.",
            channel=self._channel,
            said=said,
        )


def _is_photo(message: Message) -> bool:
    """A picture goes where the words and its description fit below it; else the link's card."""
    if not message.media:
        return False
    return TELEGRAM.length(f"{message.text}{_describe(message)}") <= TELEGRAM.limit


def _text(message: Message) -> dict[str, Any]:
    preview: dict[str, Any] = {"is_disabled": True}
    if message.link:
        preview = {"url": message.link, "prefer_large_media": True}
    return {"text": _as_html(message), "parse_mode": "HTML", "link_preview_options": preview}


def _caption(message: Message) -> dict[str, Any]:
    description = html.escape(_describe(message), quote=False) if _is_photo(message) else ""
    return {"caption": f"{_as_html(message)}{description}", "parse_mode": "HTML"}


def _describe(message: Message) -> str:
    """Telegram keeps no alternative text, so the picture is described below the post."""
    if not message.media or not message.media[0].alt:
        return ""
    with speaking(message.language):
        return "\n\n" + gettext("Picture: %(alt)s", alt=message.media[0].alt)


def _as_html(message: Message) -> str:
    """The words as they are, the item's title in bold."""
    text = html.escape(message.text, quote=False)
    title = html.escape(message.title, quote=False)
    if title and text.startswith(f"{title}\n"):
        return f"<b>{title}</b>{text[len(title) :]}"
    return text


def _says(said: str, words: tuple[str, ...]) -> bool:
    return any(each in said for each in words)


def _pause(answer: Mapping[str, Any]) -> timedelta:
    seconds = (answer.get("parameters") or {}).get("retry_after")
    return timedelta(seconds=seconds) if isinstance(seconds, int) else _THROTTLE_PAUSE
