"""What an answer, or none, means for a post."""

import mimetypes
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from networks.errors import NotAnswered
from networks.protocol import Gone, Held, Media, NotPossible, NotSent, Outcome, Rejected, Unknown
from networks.transport import Reply
from text.language import gettext


def after_silence(error: NotAnswered) -> Outcome:
    """The outcome of a send that got no answer."""
    if error.is_sure:
        return NotSent(str(error), is_of_account=True)
    return Unknown(str(error))


def not_possible(error: NotAnswered) -> NotPossible:
    """A step that may be repeated got no answer: nothing was posted by it."""
    return NotPossible(NotSent(str(error), is_of_account=True))


def refused(outcome: Outcome) -> NotPossible:
    """The same for an answer that is not the one that was hoped for."""
    if isinstance(outcome, (Rejected, NotSent, Held)):
        return NotPossible(outcome)
    return NotPossible(NotSent(outcome.reason or ""))


def without_meaning(network: str, status: int) -> Unknown:
    return Unknown(
        gettext(
            "%(network)s answered with status %(status)s and nothing that its documentation names.",
            network=network,
            status=status,
        )
    )


def gone(network: str) -> Gone:
    return Gone(gettext("The post is no longer on %(network)s.", network=network))


def not_allowed(network: str, said: str) -> NotSent:
    sentence = gettext(
        "%(network)s does not let the account post this: %(said)s", network=network, said=said
    )
    return NotSent(sentence, is_of_account=True)


def unfinished(network: str, said: str) -> Unknown:
    return Unknown(gettext("%(network)s could not finish: %(said)s", network=network, said=said))


def rejected(network: str, said: str) -> Rejected:
    return Rejected(gettext("%(network)s refused the post: %(said)s", network=network, said=said))


def perhaps_there(network: str) -> Unknown:
    return Unknown(gettext("%(network)s says that it already has this post.", network=network))


def throttled(network: str, retry_after: timedelta) -> NotSent:
    sentence = gettext("%(network)s asks us to slow down.", network=network)
    return NotSent(sentence, retry_after=retry_after, is_of_account=True)


def pause_until(reply: Reply, header: str, otherwise: timedelta) -> timedelta:
    """How long until the moment in `header` (Unix seconds), read by the server's own clock."""
    try:
        reset = datetime.fromtimestamp(int(reply.headers[header]), UTC)
        now = parsedate_to_datetime(reply.headers["date"])
    except (KeyError, ValueError, OverflowError, OSError):
        return otherwise
    return max(reset - now, timedelta(seconds=1))


def kind_of(media: Media) -> str:
    return mimetypes.guess_type(media.path.name)[0] or "application/octet-stream"


def read_picture(media: Media, largest: int) -> bytes:
    """The file's bytes. Raises NotPossible, held for a person: a post must not lose its picture."""
    try:
        content = media.path.read_bytes()
    except OSError as error:
        sentence = gettext(
            "The picture “%(name)s” is no longer there. Put it back or plan the post without it.",
            name=media.path.name,
        )
        raise NotPossible(Held(sentence)) from error
    if len(content) > largest:
        sentence = gettext(
            "The picture “%(name)s” is larger than the %(megabytes)s MB that this network takes.",
            name=media.path.name,
            megabytes=largest // (1024 * 1024),
        )
        raise NotPossible(Held(sentence))
    return content
