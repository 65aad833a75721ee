"""The hours of posts: an account's windows, the editor's own hour, what is urgent, the digest."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from municipality.model import Digest, PostingHours
from networks import deciding, deliveries
from networks.models import State
from publishing.share.queue import Queue
from publishing.share.state import ledger
from tests.moments import NOON
from tests.networks.factories import SteppingClock, running_peer
from tests.publishing.content_files import write
from tests.publishing.sharing import PERSON, make_sharing_settings, share_now

ZONE = "Europe/Istanbul"
TWICE = PostingHours(
    windows={day: (time(12, 30), time(18)) for day in range(5)},
    most_a_day=3,
    quiet=(time(22), time(8)),
)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def peer():
    with running_peer("facebook", clock=SteppingClock()) as running:
        yield running


@pytest.fixture
def settings_with(tmp_path, town, peer):
    """Settings whose one account has these hours."""

    def make(hours, **options):
        peer.account = replace(peer.account, hours=hours)
        return make_sharing_settings(tmp_path, town, peer, **options)

    return make


def place(queue, moment, count):
    hours = []
    for _post in range(count):
        hours.append(queue.find(moment))
        queue.take(hours[-1])
    return hours


def hours_of(moments):
    return [f"{each.astimezone(ZoneInfo(ZONE)):%d %H.%M}" for each in moments]


def list_all(settings):
    with ledger(settings) as database, database.reading() as session:
        return list(deliveries.list_deliveries(session))


def due_hours(settings):
    return hours_of(each.due_at for each in list_all(settings))


def test_without_windows_everything_goes_at_once():
    queue = Queue(PostingHours(), ZONE, at=NOON)

    assert place(queue, NOON, 3) == [NOON] * 3


def test_posts_are_spread_over_the_windows_and_over_the_days():
    # 27 November is a Friday.
    queue = Queue(TWICE, ZONE, at=at(27, 9))

    hours = hours_of(place(queue, at(27, 9), 5))

    assert hours == ["27 12.30", "27 12.40", "27 18.00", "30 12.30", "30 12.40"]


def test_a_window_that_has_passed_is_not_given():
    queue = Queue(TWICE, ZONE, at=at(24, 13))

    assert hours_of(place(queue, at(24, 9), 1)) == ["24 18.00"]


def test_hours_that_are_taken_are_not_given_twice():
    queue = Queue(TWICE, ZONE, at=at(24, 9), taken=[at(24, 12, 30), at(24, 12, 40), at(24, 18)])

    assert hours_of(place(queue, at(24, 9), 1)) == ["25 12.30"]


def test_what_would_come_too_late_goes_at_once():
    queue = Queue(TWICE, ZONE, at=at(24, 13))

    assert queue.find(at(24, 13), useful_until=at(24, 15)) == at(24, 13)


def test_what_becomes_public_at_night_waits_for_the_morning():
    queue = Queue(PostingHours(quiet=TWICE.quiet), ZONE, at=at(24, 23))

    assert hours_of(place(queue, at(24, 23), 1)) == ["25 08.00"]


def test_an_item_waits_for_its_window_and_keeps_it(settings_with, peer):
    settings = settings_with(TWICE)
    write(settings, "haberler/2026/11/ilk.md", Tarih="24.11.2026 09.00")
    share_now(settings)
    write(settings, "haberler/2026/11/once.md", Tarih="24.11.2026 08.00")
    share_now(settings)

    assert due_hours(settings) == ["24 12.30", "24 12.40"]
    assert list_all(settings)[0].title == "Deneme ilk"
    share_now(settings, at=at(24, 12, 45))
    assert peer.copies == 2


def test_an_editors_own_hour_counts_more_than_windows_and_quiet_hours(settings_with, peer):
    settings = settings_with(TWICE)
    write(settings, "haberler/2026/11/gece.md", Paylaşım_zamanı="24.11.2026 23.00")

    share_now(settings)
    share_now(settings, at=at(24, 23, 1))

    assert due_hours(settings) == ["24 23.00"]
    assert peer.copies == 1


def test_what_is_urgent_goes_out_at_once(settings_with, peer):
    settings = settings_with(TWICE)
    write(
        settings,
        "duyurular/2026/11/acil.md",
        Önem="acil",
        Tarih="24.11.2026 11.00",
        Başlangıç="24.11.2026 11.00",
        Bitiş="25.11.2026 11.00",
    )

    share_now(settings)

    assert peer.copies == 1


def test_a_cut_is_announced_before_it_begins(settings_with, peer):
    settings = settings_with(TWICE)
    write(
        settings,
        "duyurular/2026/11/kesinti.md",
        Tarih="24.11.2026 12.00",
        Başlangıç="24.11.2026 12.15",
        Bitiş="24.11.2026 16.00",
    )

    share_now(settings)

    assert peer.copies == 1


def test_an_announcement_that_is_over_before_the_morning_is_left_out_with_the_reason(
    settings_with, peer
):
    settings = settings_with(TWICE)
    write(
        settings,
        "duyurular/2026/11/kesinti.md",
        Tarih="24.11.2026 23.00",
        Başlangıç="25.11.2026 02.00",
        Bitiş="25.11.2026 05.00",
    )

    report = share_now(settings, at=at(24, 23, 30), dry_run=True)

    assert "Hesabın yeniden paylaşabileceği saatten önce" in "\n".join(report.lines())


def test_a_rehearsal_tells_the_hour_in_the_window(settings_with):
    settings = settings_with(TWICE)
    write(settings, "haberler/2026/11/haber.md", Tarih="24.11.2026 09.00")

    report = share_now(settings, dry_run=True)

    assert "24 Kasım 2026 12.30" in "\n".join(report.lines())


DIGEST = PostingHours(digest=Digest(at=time(18, 30), least=2, by_clerk=True))


def write_day(settings, *names):
    for name in names:
        write(settings, f"haberler/2026/11/{name}.md", Tarih="24.11.2026 09.00", Paylaş="facebook")


def find_digest(settings):
    return next((each for each in list_all(settings) if each.is_digest), None)


def release(settings, digest):
    with ledger(settings) as database, database.transaction() as session:
        deciding.send_again(session, digest.id, by="Ada", at=at(24, 17))


def test_the_digest_names_the_days_items_and_waits_for_a_clerk(settings_with, peer):
    settings = settings_with(DIGEST)
    write_day(settings, "bir", "iki")
    write(settings, "haberler/2026/11/dun.md", Tarih="23.11.2026 09.00")

    share_now(settings)
    share_now(settings, at=at(24, 18, 31))

    digest = find_digest(settings)
    assert digest.text == (
        "Günün özeti: 24 Kasım 2026\n\n• Deneme bir\n• Deneme iki\n\nhttp://127.0.0.1:9/"
    )
    assert digest.state is State.HELD
    assert peer.copies == 3


def test_a_released_digest_goes_out_at_its_hour_as_the_clerk_read_it(settings_with, peer):
    settings = settings_with(DIGEST)
    write_day(settings, "bir", "iki")
    share_now(settings)
    release(settings, find_digest(settings))

    write_day(settings, "uc")
    share_now(settings, at=at(24, 18))
    early = peer.copies
    share_now(settings, at=at(24, 18, 31))

    assert (early, peer.copies) == (3, 4)
    assert "Deneme uc" not in peer.stage.posts[-1].text


def test_until_it_is_released_the_digest_grows_with_the_day(settings_with):
    settings = settings_with(DIGEST)
    write_day(settings, "bir", "iki")
    share_now(settings)
    write_day(settings, "uc")

    share_now(settings, at=at(24, 15))

    assert "Deneme uc" in find_digest(settings).text
    assert find_digest(settings).state is State.HELD


def test_a_digest_by_rule_goes_out_by_itself(settings_with, peer):
    rule = replace(DIGEST, digest=replace(DIGEST.digest, by_clerk=False))
    settings = settings_with(rule)
    write_day(settings, "bir", "iki")

    share_now(settings)
    share_now(settings, at=at(24, 18, 31))

    assert peer.stage.posts[-1].text.startswith("Günün özeti")


def test_a_digest_that_nobody_released_is_not_yesterdays_news_tomorrow(settings_with, peer):
    settings = settings_with(DIGEST)
    write_day(settings, "bir", "iki")
    share_now(settings)

    write(settings, "haberler/2026/11/yarin.md", Tarih="25.11.2026 09.00")
    share_now(settings, at=at(25, 10))

    assert find_digest(settings).state is State.SKIPPED


def test_what_a_clerk_did_not_post_in_time_waits_no_longer(tmp_path, town):
    settings = make_sharing_settings(tmp_path, town, accounts=(PERSON,))
    write(
        settings,
        "etkinlikler/2026/11/konser.md",
        Tarih="24.11.2026 09.00",
        Başlangıç="24.11.2026 20.00",
    )
    share_now(settings)
    before = list_all(settings)[0].state

    share_now(settings, at=at(24, 20, 1))

    assert before is State.HELD
    assert list_all(settings)[0].state is State.SKIPPED


def test_what_becomes_urgent_meanwhile_waits_no_longer(settings_with, peer):
    settings = settings_with(PostingHours(quiet=(time(11), time(13))))
    facts = {"Tarih": "24.11.2026 11.30", "Başlangıç": "24.11.2026 11.30"}
    write(settings, "duyurular/2026/11/kesinti.md", **facts)
    share_now(settings)
    before = peer.copies

    write(settings, "duyurular/2026/11/kesinti.md", **facts, Önem="acil")
    share_now(settings)

    assert (before, peer.copies) == (0, 1)


def test_of_one_item_no_digest_is_made(settings_with):
    settings = settings_with(DIGEST)
    write_day(settings, "bir")

    share_now(settings)

    assert find_digest(settings) is None


def test_a_digest_that_is_too_long_says_how_many_more_there_are(tmp_path, town):
    account = replace(PERSON, hours=DIGEST)
    settings = make_sharing_settings(tmp_path, town, accounts=(account,))
    for number in range(30):
        write(settings, f"haberler/2026/11/{number}.md", Tarih="24.11.2026 09.00")

    share_now(settings)

    digest = find_digest(settings)
    assert digest.length <= digest.length_limit
    assert "içerik daha" in digest.text
    assert timedelta(0) < digest.expires_at - digest.due_at
