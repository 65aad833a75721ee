"""The stand-ins speak as the networks do, fail on demand and keep what they were told."""

import subprocess
import sys
from contextlib import closing

import httpx
import pytest
from mastodon import Mastodon

from publishing.settings import ROOT
from standins import facebook, mastodon, serving
from standins.stage import Fault, stage_of
from tests.moments import NOON
from tests.networks.factories import (
    LINK,
    SteppingClock,
    make_picture,
    make_plan,
    plan,
    running_peer,
    send,
)

HEADERS = {"Authorization": "Bearer deneme"}


def post_to_feed(base_url, **content):
    return httpx.post(f"{base_url}/v26.0/1234/feed", data=content, headers=HEADERS)


def test_mastodon_py_reads_back_what_we_posted(ledger_database, riverbend, tmp_path):
    clock = SteppingClock()
    text = f"Kar temizliği: İspir ve Şenkaya\n\n{LINK}"
    plan(
        ledger_database,
        make_plan("mastodon", text=text, media=((make_picture(tmp_path), "Kar küreme aracı"),)),
    )
    with running_peer("mastodon", clock=clock) as peer:
        send(ledger_database, riverbend, peer, clock=clock, folder=tmp_path)
        reader = Mastodon(access_token="deneme", api_base_url=peer.base_url)
        with closing(reader.session):
            [status] = reader.account_statuses(reader.account_verify_credentials().id)

    assert LINK in status.content
    assert "İspir ve Şenkaya" in status.content
    assert status.language == "tr"
    assert status.created_at == NOON
    assert [media.description for media in status.media_attachments] == ["Kar küreme aracı"]


def test_facebook_refuses_the_same_text_twice_running():
    with serving(facebook.create_app(None, "deneme")) as url:
        first = post_to_feed(url, message="Kar")
        second = post_to_feed(url, message="Kar")

    assert first.json()["id"].startswith("1234_")
    assert second.json()["error"]["code"] == 506


def test_a_wrong_token_is_refused_in_each_networks_words():
    with serving(facebook.create_app(None, "baska")) as url:
        facebook_said = post_to_feed(url, message="Kar").json()
    with serving(mastodon.create_app(None, "baska")) as url:
        mastodon_said = httpx.post(f"{url}/api/v1/statuses", headers=HEADERS)

    assert facebook_said["error"]["code"] == 190
    assert mastodon_said.status_code == 401


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.LOST])
def test_a_dropped_connection_gives_no_answer_at_all(fault):
    app = facebook.create_app(None, "deneme")
    stage_of(app).fail("send", fault)

    with serving(app) as url, pytest.raises(httpx.RemoteProtocolError):
        post_to_feed(url, message="Kar")

    assert len(stage_of(app).posts) == (fault is Fault.DROP)


def test_faults_can_be_asked_for_from_another_process():
    with serving(mastodon.create_app(None, "deneme")) as url:
        httpx.post(f"{url}/deneme/ariza", data={"step": "send", "fault": "throttled"})
        answer = httpx.post(f"{url}/api/v1/statuses", data={"status": "Kar"}, headers=HEADERS)

    assert answer.status_code == 429
    assert answer.headers["X-RateLimit-Remaining"] == "0"


def test_a_key_is_honoured_for_an_hour():
    clock = SteppingClock()
    app = mastodon.create_app(None, "deneme", now=clock.now)
    request = {"data": {"status": "Kar"}, "headers": HEADERS | {"Idempotency-Key": "k"}}

    with serving(app) as url:
        ids = [httpx.post(f"{url}/api/v1/statuses", **request).json()["id"] for _ in range(2)]
        clock.wait(3601)
        ids.append(httpx.post(f"{url}/api/v1/statuses", **request).json()["id"])

    assert len(set(ids[:2])) == 1
    assert len(set(ids)) == 2


def test_posts_outlive_the_stand_in(tmp_path):
    state = tmp_path / "facebook.json"
    with serving(facebook.create_app(state, "deneme")) as url:
        picture = httpx.post(
            f"{url}/v26.0/1234/photos",
            data={"published": "false", "alt_text_custom": "Kar altında çarşı"},
            files={"source": ("kar.png", b"a picture", "image/png")},
            headers=HEADERS,
        ).json()["id"]
        post_to_feed(url, message="Kar", **{"attached_media[0]": f'{{"media_fbid": "{picture}"}}'})

    with serving(facebook.create_app(state, "deneme")) as url:
        page = httpx.get(url).text
        picture_again = httpx.get(f"{url}/resim/{picture}").content

    assert "Kar" in page
    assert 'alt="Kar altında çarşı"' in page
    assert picture_again == b"a picture"


def test_people_are_told_that_this_is_not_the_network():
    with serving(mastodon.create_app(None, "deneme")) as url:
        page = httpx.get(url).text

    assert "deneme sunucusu" in page
    assert "gerçek Mastodon değildir" in page
    assert "Henüz bir şey paylaşılmadı" in page


def test_a_post_is_shown_as_text_never_as_html():
    with serving(facebook.create_app(None, "deneme")) as url:
        post_to_feed(url, message="<script>alert(1)</script>")
        page = httpx.get(url).text

    assert "<script>" not in page


def test_the_command_says_how_it_is_used():
    answer = subprocess.run(
        [sys.executable, "-m", "standins", "--help"], cwd=ROOT, capture_output=True, text=True
    )

    assert answer.returncode == 0
    assert "--state" in answer.stdout
