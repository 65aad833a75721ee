"""Errors of sharing that a person can meet, in the words that person will read."""

from text.language import gettext


class NetworkError(Exception):
    """Base of the errors that are shown as one sentence, without a traceback."""


class NetworkNotKnown(NetworkError):
    def __init__(self, network: str, account: str) -> None:
        super().__init__(
            gettext(
                "Meydan has no client for the network “%(network)s” of the account “%(account)s”. "
                'Set via = "feed" or via = "person" for it in accounts.toml.',
                network=network,
                account=account,
            )
        )


class AccountNotReady(NetworkError):
    """Nothing can be sent to the account until somebody has done what the message says."""


class TokenMissing(AccountNotReady):
    def __init__(self, account: str, variable: str | None) -> None:
        super().__init__(
            gettext(
                "There is no token for the account “%(account)s”: write it in %(variable)s, in "
                "the environment or in .env. What is planned waits until then.",
                account=account,
                variable=variable or "accounts.toml (token_variable)",
            )
        )


class SettingMissing(AccountNotReady):
    def __init__(self, account: str, setting: str) -> None:
        super().__init__(
            gettext(
                "The account “%(account)s” needs the setting “%(setting)s” in accounts.toml.",
                account=account,
                setting=setting,
            )
        )


class AddressExpected(AccountNotReady):
    def __init__(self, account: str, written: str) -> None:
        super().__init__(
            gettext(
                "The address of the network of the account “%(account)s” must be like "
                "https://social.example.org, not “%(written)s”. Mend settings.instance in "
                "accounts.toml, or the setting that ends in _BASE_URL.",
                account=account,
                written=written,
            )
        )


class TokenIncomplete(AccountNotReady):
    def __init__(self, account: str, variable: str | None) -> None:
        super().__init__(
            gettext(
                "The account “%(account)s” needs four keys in %(variable)s, with colons between "
                "them: API key:API key secret:access token:access token secret.",
                account=account,
                variable=variable,
            )
        )


class DollarsExpected(AccountNotReady):
    def __init__(self, account: str, setting: str, written: str) -> None:
        super().__init__(
            gettext(
                "The setting “%(setting)s” of the account “%(account)s” must be US dollars, such "
                "as 0.015, not “%(written)s”.",
                account=account,
                setting=setting,
                written=written,
            )
        )


class NumberExpected(NetworkError):
    def __init__(self, name: str, written: str) -> None:
        super().__init__(
            gettext(
                "%(name)s must be a number greater than zero, not “%(written)s”.",
                name=name,
                written=written,
            )
        )


class LeaseLost(NetworkError):
    """Somebody else has taken the delivery over; whoever meets this must not send it."""

    def __init__(self, key: str) -> None:
        super().__init__(
            gettext("Another sender has taken over the delivery %(key)s.", key=key),
        )


class DecisionTooLate(NetworkError):
    def __init__(self) -> None:
        super().__init__(
            gettext("Somebody else has decided about it, or it is on its way. Nothing was changed.")
        )


class NotAnswered(NetworkError):
    """A network did not answer, or not in the shape that its documentation describes.

    `is_sure` is True where it is certain that the network has not seen the request.
    """

    def __init__(self, sentence: str, *, is_sure: bool = False) -> None:
        super().__init__(sentence)
        self.is_sure = is_sure
