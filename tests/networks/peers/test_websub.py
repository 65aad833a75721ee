"""A hub by somebody else fetches the feed that we tell it of and delivers it, signed."""

import hashlib
import hmac
from contextlib import nullcontext
from dataclasses import replace

import feedparser
import httpx
import pytest
import requests
from flask import Flask, request

from feedback_api import create_app
from publishing.release import release
from publishing.sharer.here import SharerHere
from standins.serving import serving_plainly
from tests.moments import NOON
from tests.publishing.content_files import make_settings, write

pytestmark = pytest.mark.peers

SECRET = "bir sır"


def make_hub(folder):
    """Flask-WebSub's hub, with its work done at once instead of by a worker."""
    # Only this target's environment has them.
    from celery import Celery
    from flask_websub.hub import Hub, SQLite3HubStorage

    work = Celery(broker="memory://")
    work.conf.task_always_eager = True
    work.conf.task_eager_propagates = True
    app = Flask("hub")
    app.config["PUBLISH_SUPPORTED"] = True
    hub = Hub(SQLite3HubStorage(str(folder / "hub.db")), work)
    app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
    return app


class Subscriber:
    """Says yes to the hub, and keeps what it delivers."""

    def __init__(self):
        self.delivered = []
        self.app = Flask("subscriber")
        self.app.add_url_rule("/", "confirm", lambda: request.args["hub.challenge"])
        self.app.add_url_rule("/", "receive", self.receive, methods=["POST"])

    def receive(self):
        self.delivered.append((dict(request.headers), request.get_data()))
        return ""


def read_signature(headers, body):
    """Whether the hub signed these bytes with our secret."""
    method, _, given = headers["X-Hub-Signature"].partition("=")
    expected = hmac.new(SECRET.encode(), body, getattr(hashlib, method)).hexdigest()
    return hmac.compare_digest(given, expected)


@pytest.fixture
def hub(tmp_path):
    with serving_plainly(make_hub(tmp_path)) as url:
        yield f"{url}/hub"


@pytest.fixture
def site(tmp_path, erzurum, hub):
    """The settings of a small site that our service serves."""
    places = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/meydan.db",
        "SITE_FOLDER": str(tmp_path / "site"),
        "VAR_FOLDER": str(tmp_path / "var"),
        "WEBSUB_HUB": hub,
    }
    alone = replace(erzurum, accounts=())
    late = Flask("site")
    with serving_plainly(late) as url:
        # Its address is in the feeds, so it is known before they are there.
        late.wsgi_app = create_app({**places, "SITE_URL": url}).wsgi_app
        yield replace(make_settings(tmp_path, alone, site_url=url), hub=hub)


def publish(settings):
    said = []
    sharer = SharerHere(settings, at=NOON)
    release(settings, at=NOON, tell=said.append, turn=nullcontext(), sharer=sharer)
    return said


def test_the_answer_with_a_feed_names_hub_and_feed(site, hub):
    write(site)
    publish(site)

    for form in ("atom", "rss", "json"):
        feed = f"{site.site_url}/rss/tum.{form}"
        links = requests.get(feed, timeout=5).links
        assert {name: links[name]["url"] for name in links} == {"hub": hub, "self": feed}


def test_a_subscriber_gets_the_changed_feed_signed_by_the_hub(site, hub):
    subscriber = Subscriber()
    feed = f"{site.site_url}/rss/tum.atom"
    write(site)
    publish(site)
    with serving_plainly(subscriber.app) as callback:
        wish = {"hub.mode": "subscribe", "hub.topic": feed, "hub.callback": f"{callback}/"}
        httpx.post(hub, data=wish | {"hub.secret": SECRET}, trust_env=False).raise_for_status()
        write(site, "haberler/2026/11/baska.md")
        said = publish(site)
        publish(site)

    [(headers, body)] = subscriber.delivered
    assert not any(hub in line for line in said)
    assert read_signature(headers, body)
    assert not read_signature(headers, body + b" ")
    assert body == (site.output.parent / "site/rss/tum.atom").read_bytes()
    assert len(feedparser.parse(body).entries) == 2
