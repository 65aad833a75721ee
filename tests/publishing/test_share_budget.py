"""An account that pays for its posts keeps within its month's budget, and says how."""

from dataclasses import replace
from datetime import timedelta

import pytest

from municipality.model import Way
from networks.models import State
from publishing.share.state import ledger
from tests.moments import NOON
from tests.networks.factories import SteppingClock, list_all, running_peer
from tests.publishing.content_files import write
from tests.publishing.sharing import make_sharing_settings, share_now

A_MONTH = timedelta(days=31)


@pytest.fixture
def x():
    with running_peer("x", clock=SteppingClock()) as peer:
        yield peer


def make_settings(folder, municipality, peer, **budget):
    peer.account = replace(peer.account, settings={**peer.account.settings, **budget})
    return make_sharing_settings(folder, municipality, peer)


def write_news(settings, *numbers, at="24.11.2026 11.30", **lines):
    for number in numbers:
        write(
            settings,
            f"haberler/2026/11/haber-{number}.md",
            Başlık=f"Haber {number}",
            uid=f"00000000-0000-4000-8000-00000000000{number}",
            Tarih=at,
            **lines,
        )


def list_ways(settings):
    """Each delivery's way, and whether it has its link."""
    with ledger(settings) as database:
        deliveries = sorted(list_all(database), key=lambda each: each.uid)
    return [(each.via, "http" in each.text) for each in deliveries]


def test_links_are_left_out_when_their_budget_is_spent(tmp_path, town, x):
    settings = make_settings(tmp_path, town, x, monthly_budget_for_links="0.40")
    write_news(settings, 1, 2, 3)

    share_now(settings)

    assert list_ways(settings) == [(Way.API, True), (Way.API, True), (Way.API, False)]
    assert x.stage.posts[-1].text == "Haber 3\n\nKısa bir özet."


def test_a_person_posts_when_the_whole_budget_is_spent(tmp_path, town, x):
    settings = make_settings(tmp_path, town, x, monthly_budget="0.22")
    write_news(settings, 1, 2, 3)

    share_now(settings)

    assert list_ways(settings) == [(Way.API, True), (Way.API, False), (Way.PERSON, True)]
    with ledger(settings) as database:
        held = list_all(database, states=[State.HELD])
    assert "budget" in held[0].reason or "bütçe" in held[0].reason
    assert x.copies == 2


def test_another_run_decides_the_same_and_counts_what_was_paid(tmp_path, town, x):
    settings = make_settings(tmp_path, town, x, monthly_budget_for_links="0.20")
    write_news(settings, 1)
    share_now(settings)
    write_news(settings, 2, 3, Paylaşım_zamanı="24.11.2026 15.00")

    for _run in range(2):
        share_now(settings)

    assert list_ways(settings) == [(Way.API, True), (Way.API, False), (Way.API, False)]


def test_a_new_month_has_a_new_budget(tmp_path, town, x):
    settings = make_settings(tmp_path, town, x, monthly_budget_for_links="0.20")
    write_news(settings, 1)
    share_now(settings)
    write_news(settings, 2, at="24.12.2026 11.30")

    share_now(settings, at=NOON + A_MONTH)

    assert list_ways(settings) == [(Way.API, True), (Way.API, True)]


def test_a_budget_that_is_no_number_holds_up_its_own_account_only(tmp_path, town, x):
    with running_peer("mastodon", clock=SteppingClock()) as mastodon:
        settings = make_settings(tmp_path, town, x, monthly_budget="çok")
        town = replace(
            settings.municipality, accounts=(*settings.municipality.accounts, mastodon.account)
        )
        environ = {**settings.environ, **mastodon.environ, **x.environ}
        settings = replace(settings, municipality=town, environ=environ)
        write_news(settings, 1)

        report = share_now(settings)

    assert (x.copies, mastodon.copies) == (0, 1)
    assert any("monthly_budget" in problem for problem in report.problems)
