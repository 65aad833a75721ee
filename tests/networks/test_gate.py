"""A post waits until its page is public and is the item's own."""

import pytest
from flask import Flask

from networks.models import State
from networks.rules import Rules
from networks.transport import Timeouts
from standins.serving import serving_plainly
from tests.networks.factories import make_plan, only, plan, running_peer, send

RULES = Rules(timeouts=Timeouts(connect=2.0, answer=2.0))


class Site:
    """A page that is not there, is another's, or is the item's."""

    def __init__(self):
        self.app = Flask("site")
        self.app.add_url_rule("/haber/", view_func=self.page)
        self.answers = []
        self.count = 0

    def page(self):
        self.count += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def peer(clock):
    """One network is enough: this happens before any of them is asked."""
    with running_peer("mastodon", clock=clock) as running:
        yield running


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def link(site):
    with serving_plainly(site.app) as url:
        yield f"{url}/haber/"


def page_of(uid):
    return f'<!doctype html><meta name="uid" content="{uid}">'


def test_a_public_page_is_announced(ledger_database, riverbend, peer, clock, site, link):
    site.answers = [page_of("uid-1")]
    plan(ledger_database, make_plan(peer.network, link=link))

    send(ledger_database, riverbend, peer, clock=clock, rules=RULES)

    assert peer.copies == 1
    assert site.count == 1


@pytest.mark.parametrize("answer", [("", 404), ("", 503), page_of("uid-2")])
def test_a_post_waits_for_its_page_and_says_so(
    ledger_database, riverbend, peer, clock, site, link, answer
):
    site.answers = [answer]
    plan(ledger_database, make_plan(peer.network, link=link))
    send(ledger_database, riverbend, peer, clock=clock, rules=RULES)
    waiting = only(ledger_database)

    site.answers = [page_of("uid-1")]
    clock.wait(60)
    send(ledger_database, riverbend, peer, clock=clock, rules=RULES)

    assert waiting.state is State.NOT_SENT
    assert "not public yet" in waiting.reason
    assert waiting.attempt_no == 0
    assert peer.copies == 1


def test_a_server_that_has_just_got_the_page_is_given_a_moment(
    ledger_database, riverbend, peer, clock, site, link
):
    site.answers = [("", 404), page_of("uid-1")]
    plan(ledger_database, make_plan(peer.network, link=link))

    send(ledger_database, riverbend, peer, clock=clock, rules=RULES)

    assert peer.copies == 1


def test_a_site_that_cannot_be_reached_holds_the_post_back(ledger_database, riverbend, peer, clock):
    plan(ledger_database, make_plan(peer.network, link="http://127.0.0.1:9/haber/"))

    send(ledger_database, riverbend, peer, clock=clock, rules=RULES)

    assert only(ledger_database).state is State.NOT_SENT
    assert peer.copies == 0


def test_a_digest_needs_only_a_page_that_answers(
    ledger_database, riverbend, peer, clock, site, link
):
    site.answers = ["<!doctype html>"]
    plan(ledger_database, make_plan(peer.network, uid="digest-2026-11-24", link=link))

    send(ledger_database, riverbend, peer, clock=clock, rules=RULES)

    assert peer.copies == 1
