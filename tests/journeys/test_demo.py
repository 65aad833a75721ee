"""The demo is alive on the day it is opened, and everything it links works."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import httpx
import pytest

from deploy.demo.running import running_demo
from standins.networks import STAND_INS

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.timeout(240)]

LINK = re.compile(r'(?:href|src)="([^"#]+)')


def list_links(page, base):
    return {
        link
        for found in LINK.findall(page)
        if (link := urljoin(base, found.replace("&amp;", "&"))).startswith("http://127.0.0.1")
    }


def count_announcements(page):
    """How many announcements run, and how many are planned, on their list."""
    running, planned = page.split(">Şu anda sürenler<", 1)[1].split(">Planlananlar<", 1)
    return running.count("<article"), planned.count("<article")


def test_everything_that_the_demo_page_links_works(demo):
    start = httpx.get(f"{demo.url}/demo/")

    answers = {
        link: httpx.get(link, follow_redirects=True).status_code
        for link in list_links(start.text, f"{demo.url}/demo/")
    }

    assert start.status_code == 200
    assert len(answers) > 20
    assert {link: code for link, code in answers.items() if code != 200} == {}


def test_each_post_on_a_stand_in_leads_to_its_page(demo):
    for network in STAND_INS:
        posts = httpx.get(f"{demo.url}/demo/{network}/").text

        pages = {link for link in list_links(posts, f"{demo.url}/demo/{network}/") if "/2" in link}

        assert len(pages) >= 3
        assert {httpx.get(page).status_code for page in pages} == {200}


def test_a_page_leads_to_its_posts_and_the_record_has_them(demo):
    posts = httpx.get(f"{demo.url}/demo/facebook/").text
    record = httpx.get(f"{demo.url}/dogrula/").text

    pages = {link for link in list_links(posts, demo.url) if "/2" in link}

    assert len(pages) >= 3
    assert [page for page in pages if "/demo/facebook/" not in httpx.get(page).text] == []
    # It begins with the newest posts, whatever network took them last.
    assert any(f"/demo/{network}/" in record for network in STAND_INS)


def test_an_address_that_is_too_long_to_read_is_answered_in_words(demo):
    answer = httpx.get(f"{demo.url}/ara/?q={'a' * 10_000}")

    assert answer.status_code == 414
    assert "daha kısa yazın" in answer.text


def test_the_ready_request_stands_on_the_demo_page(demo):
    start = httpx.get(f"{demo.url}/demo/").text.replace("<wbr>", "")

    assert demo.reference in start
    assert demo.secret in start


def check_life(demo, at):
    """Something is news, something runs, something is planned, and it was posted."""
    home = httpx.get(f"{demo.url}/").text
    announcements = httpx.get(f"{demo.url}/duyurular/").text
    events = httpx.get(f"{demo.url}/rss/etkinlikler.json").json()["items"]
    news = httpx.get(f"{demo.url}/rss/tum.json").json()["items"]
    posts = httpx.get(f"{demo.url}/demo/facebook/").text
    tracking = httpx.get(f"{demo.url}/basvuru/takip/")

    newest = max(datetime.fromisoformat(item["date_published"]) for item in news)
    assert timedelta(0) <= at - newest <= timedelta(days=7)
    assert 'class="alerts"' in home
    running, planned = count_announcements(announcements)
    assert running >= 4
    assert planned >= 2
    assert len(events) >= 3
    assert "/haberler/" in posts
    assert tracking.status_code == 200


def test_the_demo_is_alive_today(demo):
    check_life(demo, datetime.now(UTC))


def test_the_demo_is_alive_in_another_season_of_another_year(tmp_path, drawn_pictures):
    at = datetime.now(UTC) + timedelta(days=3 * 365 + 100)

    with running_demo(tmp_path / "demo", at=at, pictures=drawn_pictures) as demo:
        check_life(demo, at)
