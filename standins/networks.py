"""The one list of the networks that we have stand-ins for."""

from collections.abc import Callable, Mapping

from flask import Flask

from standins import bluesky, facebook, instagram, mastodon, telegram, x

# Each is made with the file in which its posts outlive it, the token that it takes and its clock.
STAND_INS: Mapping[str, Callable[..., Flask]] = {
    "bluesky": bluesky.create_app,
    "facebook": facebook.create_app,
    "instagram": instagram.create_app,
    "mastodon": mastodon.create_app,
    "telegram": telegram.create_app,
    "x": x.create_app,
}


def write_token(network: str, token: str, settings: Mapping[str, str]) -> str:
    """What stands in the environment for an account on a stand-in that takes `token`."""
    if network != "x":
        return token
    # X has four keys, and the third begins with the account's number.
    return f"{token}:{token}:{settings['user_id']}-{token}:{token}"
