"""The hub is told of the feeds that a deployment changed, and every feed names it."""

from contextlib import nullcontext
from dataclasses import replace

import feedparser
import pytest

from publishing.release import release
from publishing.sharer.here import SharerHere
from standins import websub
from standins.serving import serving_plainly
from tests.moments import NOON
from tests.publishing.content_files import make_settings, write

OTHER = "haberler/2026/11/baska.md"


@pytest.fixture
def hub():
    app = websub.create_app()
    with serving_plainly(app) as url:
        app.config["url"] = f"{url}/"
        yield app


@pytest.fixture
def settings(tmp_path, town, hub):
    alone = replace(town, accounts=())
    site = make_settings(tmp_path, alone, site_url="http://127.0.0.1:9")
    return replace(site, hub=hub.config["url"])


def publish(settings):
    said = []
    sharer = SharerHere(settings, at=NOON)
    release(settings, at=NOON, tell=said.append, turn=nullcontext(), sharer=sharer)
    return said


def take_told(hub):
    told = [topic.removeprefix("http://127.0.0.1:9/rss/") for _at, topic in hub.extensions["told"]]
    hub.extensions["told"].clear()
    return sorted(told)


def test_only_changed_feeds_are_told_and_each_once(settings, hub):
    write(settings)
    publish(settings)
    first = take_told(hub)

    publish(settings)
    same = take_told(hub)
    write(settings, OTHER, Etiketler="kar")
    publish(settings)

    assert len(first) == len(set(first)) > 20
    assert same == []
    assert take_told(hub) == sorted(
        f"{name}.{form}"
        for name in ("etiket/kar", "haberler", "tum")
        for form in ("atom", "json", "rss")
    )


def test_every_format_names_the_hub(settings, hub):
    write(settings)
    publish(settings)
    folder = settings.output / "rss"

    links = {
        form: [
            each.href
            for each in feedparser.parse((folder / f"tum.{form}").read_bytes()).feed.links
            if each.rel == "hub"
        ]
        for form in ("atom", "rss")
    }

    assert links == {"atom": [hub.config["url"]], "rss": [hub.config["url"]]}
    assert hub.config["url"] in (folder / "tum.json").read_text()
    assert b"<link>http://127.0.0.1:9/</link>" in (folder / "tum.rss").read_bytes()


def test_a_hub_that_is_down_is_said_and_holds_nothing_up(settings):
    write(settings)

    said = publish(replace(settings, hub="http://127.0.0.1:9/hub"))

    assert "127.0.0.1:9/hub" in said[-1]
    assert (settings.output.parent / "site/haberler/2026/11/haber/index.html").is_file()
