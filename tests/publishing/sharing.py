"""A municipality with one account on each stand-in, for tests of sharing."""

from contextlib import contextmanager
from dataclasses import replace

from flask import Flask

from municipality.model import Way
from publishing.content import read_content
from publishing.share import share
from standins.serving import serving_plainly
from tests.moments import NOON
from tests.networks.factories import SteppingClock, make_account, running_peer
from tests.publishing.content_files import make_settings

__all__ = ["SteppingClock", "make_sharing_settings", "running_peer", "share_now"]

FEED = make_account("telegram", via=Way.FEED)
PERSON = make_account("x", via=Way.PERSON)


def make_sharing_settings(folder, municipality, *peers, accounts=(), **changes):
    """Settings whose only accounts are those on `peers`, and `accounts`."""
    # Nobody serves the pages either, except to the tests that are about that.
    environ = {"SHARING_TIMEOUT": "2", "SHARING_CHECKS_PAGES": "hayır"}
    for peer in peers:
        environ |= peer.environ
    environ |= changes.pop("environ", {})
    town = replace(municipality, accounts=(*(peer.account for peer in peers), *accounts))
    # Nobody listens there: the guard for a second clone hears at once that no site answers.
    changes = {"site_url": "http://127.0.0.1:9"} | changes
    return make_settings(folder, town, environ=environ, **changes)


def share_now(settings, *, at=NOON, **options):
    return share(settings, read_content(settings).items, at=at, **options)


@contextmanager
def serving_cards():
    """A site that has nothing but pictures, for a network that fetches them; gives its address."""
    site = Flask("site")
    site.add_url_rule("/gorseller/<name>", "picture", lambda name: b"\xff\xd8\xff")
    with serving_plainly(site) as site_url:
        yield site_url
