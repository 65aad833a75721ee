"""A hub is told of each changed feed once, and its silence holds nothing up."""

import pytest
from flask import Flask

from networks.transport import Timeouts
from networks.websub import announce
from standins import websub
from standins.serving import serving_plainly

FEEDS = ["https://www.example.org/rss/tum.atom", "https://www.example.org/rss/tum.rss"]
IMPATIENT = Timeouts(connect=0.5, answer=0.5)


def test_each_feed_is_told_once():
    hub = websub.create_app()

    with serving_plainly(hub) as url:
        trouble = announce(f"{url}/", FEEDS)

    assert trouble is None
    assert sorted(topic for _moment, topic in hub.extensions["told"]) == FEEDS


def test_a_hub_at_any_address_is_found():
    hub = Flask("hub")
    asked = []
    hub.add_url_rule("/push", "push", lambda: asked.append("push") or ("", 202), methods=["POST"])

    with serving_plainly(hub) as url:
        trouble = announce(f"{url}/push", FEEDS[:1])

    assert (trouble, asked) == (None, ["push"])


@pytest.mark.parametrize("hub", ["http://127.0.0.1:9/", "no address"])
def test_a_hub_that_is_not_there_is_told_about(hub):
    assert announce(hub, FEEDS, timeouts=IMPATIENT)


def test_a_hub_that_refuses_is_told_about():
    with serving_plainly(websub.create_app()) as url:
        trouble = announce(f"{url}/", ["not an address"])

    assert "400" in trouble
