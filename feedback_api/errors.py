"""Every error a person can meet, in the words that person will read."""

from collections.abc import Sequence

from text.language import gettext


class FeedbackError(Exception):
    """Base of the errors we answer with a message instead of a crash page."""

    http_status = 400


class SettingsNotReady(FeedbackError):
    """The service cannot start like this; all that is wrong is said at once."""

    http_status = 500

    def __init__(self, problems: Sequence[str]) -> None:
        heading = gettext(
            "The service cannot start. Put these right in the environment or in .env:"
        )
        super().__init__("\n  - ".join([heading, *problems]))


class RequestNotFound(FeedbackError):
    """Said for a wrong number and for a wrong secret alike, so that neither can be tried out."""

    http_status = 404

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "We found no request with this number and this secret. Both are in the e-mail or "
                "on the page you got when you sent it; check that you typed all of their letters."
            )
        )


class StatusNotAllowed(FeedbackError):
    http_status = 409

    def __init__(self, current: str, wanted: str) -> None:
        super().__init__(
            gettext(
                "A request that is “%(current)s” cannot become “%(wanted)s”.",
                current=current,
                wanted=wanted,
            )
        )


class KeyAlreadyUsed(FeedbackError):
    """An idempotency key came back with another request than the first time."""

    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "This Idempotency-Key was used for another request. Use a new key for a new "
                "request."
            )
        )


class TooManyAttempts(FeedbackError):
    http_status = 429

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(
            gettext(
                "There were too many attempts. Try again in %(minutes)s minutes.", minutes=minutes
            )
        )


class PictureNotUsable(FeedbackError):
    """A file that we do not keep; the message stands beside the field, after the file's name."""

    http_status = 422


class MailNotSent(FeedbackError):
    """The mail server did not take a message."""

    http_status = 502

    def __init__(self, reason: str, *, forever: bool) -> None:
        self.forever = forever
        super().__init__(reason)


class PageNotKnown(FeedbackError):
    """An opinion on a page that is none of ours."""

    http_status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "We could not tell which page you mean. Go back to the page and answer at its end."
            )
        )


class AnswerMissing(FeedbackError):
    """Neither yes nor no."""

    http_status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext("Your answer did not arrive. Go back to the page and choose yes or no.")
        )


class TrapFilled(FeedbackError):
    """A program filled in the field that people neither see nor reach."""

    http_status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Your answer was not taken, because a hidden field that must stay empty was filled "
                "in. If your browser fills in forms by itself, switch that off and try again."
            )
        )


class CommentTooLong(FeedbackError):
    http_status = 422

    def __init__(self, most: int) -> None:
        super().__init__(
            gettext("This is too long: at most %(most)s characters. Shorten it.", most=most)
        )


class SentTooMuch(FeedbackError):
    """More than any honest answer needs; it was not read."""

    http_status = 413

    def __init__(self) -> None:
        super().__init__(
            gettext("What you sent is too large to be read. Go back and write it shorter.")
        )


class OpinionIsOver(FeedbackError):
    """A second comment on the same answer, or one after a day."""

    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "What was missing has been noted already, or too much time has passed. You can "
                "answer again at the end of the page."
            )
        )


class CaseNotFound(FeedbackError):
    """No such request, or not one for this clerk's eyes."""

    http_status = 404

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "There is no request with this number among those of your unit. Check the number, "
                "or ask the unit that now works on it."
            )
        )


class CaseChanged(FeedbackError):
    """Somebody did something with the request after the clerk opened the page."""

    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The request changed while you had it open. Nothing of yours was lost and nothing "
                "was sent: read what is new, then decide."
            )
        )


class ReasonMissing(FeedbackError):
    """A refusal, or taking up again what was closed, without saying why."""

    http_status = 422

    def __init__(self) -> None:
        super().__init__(gettext("Write the reason: it becomes part of the history."))


class NothingToChange(FeedbackError):
    http_status = 422

    def __init__(self) -> None:
        super().__init__(gettext("The request is there already: choose another unit or category."))


class SignInRefused(FeedbackError):
    """Said for an unknown name, a wrong password and a disabled clerk alike."""

    http_status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext("The username or the password is not right. Check both and try again.")
        )


class DeskIsBusy(FeedbackError):
    http_status = 503

    def __init__(self) -> None:
        super().__init__(
            gettext("Very many people are signing in at this moment. Try again in a minute.")
        )


class UsernameNotUsable(FeedbackError):
    http_status = 422

    def __init__(self, username: str) -> None:
        super().__init__(
            gettext(
                "“%(username)s” cannot be a username. Use 2 to 40 of the letters a-z without "
                "Turkish letters, digits, dots, dashes and underlines, such as “ayse.yilmaz”.",
                username=username,
            )
        )


class UsernameTaken(FeedbackError):
    http_status = 409

    def __init__(self, username: str) -> None:
        super().__init__(
            gettext(
                "There is already a clerk called “%(username)s”. Choose another username, or give "
                "this one a new password with --reset.",
                username=username,
            )
        )


class ClerkNotFound(FeedbackError):
    http_status = 404

    def __init__(self, username: str) -> None:
        super().__init__(gettext("No clerk is called “%(username)s”.", username=username))
