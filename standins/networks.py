"""The one list of the networks that we have stand-ins for."""

from collections.abc import Callable, Mapping

from flask import Flask

from standins import bluesky, facebook, mastodon, telegram

# Each is made with the file in which its posts outlive it, the token that it takes and its clock.
STAND_INS: Mapping[str, Callable[..., Flask]] = {
    "bluesky": bluesky.create_app,
    "facebook": facebook.create_app,
    "mastodon": mastodon.create_app,
    "telegram": telegram.create_app,
}
