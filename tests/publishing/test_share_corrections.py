"""What becomes of posts whose item was corrected or withdrawn."""

from datetime import timedelta

import pytest

from municipality.model import Way
from networks import deciding, deliveries
from networks.models import Purpose, State
from publishing.share import read_post_links
from publishing.share.state import ledger
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import SteppingClock, make_account, running_peer
from tests.publishing.content_files import NEWS, write
from tests.publishing.sharing import FEED, PERSON, make_sharing_settings, serving_cards, share_now

A_WHILE = timedelta(minutes=40)  # longer than any network asks us to wait
UID = "13efb765-7079-4ae2-b4c0-f2d1363f9d74"


@pytest.fixture(params=["facebook", "mastodon"])
def peer(request):
    with running_peer(request.param, clock=SteppingClock()) as running:
        yield running


@pytest.fixture
def settings(tmp_path, town, peer):
    return make_sharing_settings(tmp_path, town, peer)


def write_news(settings, **facts):
    write(settings, NEWS, **({"uid": UID, "Başlık": "Kar temizliği"} | facts))


def withdraw(settings):
    write_news(settings, Yayın="kaldırıldı", Gerekçe="Yanlış")


def list_all(settings):
    with ledger(settings) as database, database.reading() as session:
        return list(deliveries.list_deliveries(session))


def confirm_all(settings):
    with ledger(settings) as database, database.transaction() as session:
        for held in deliveries.list_deliveries(session, states=[State.HELD]):
            deciding.confirm(session, held.id, url="https://x.example/1", by="Ada", at=NOON)


def forget_revisions(settings):
    """As an older version of this software left the ledger."""
    with ledger(settings) as database, database.transaction() as session:
        for each in deliveries.list_deliveries(session):
            each.item_revision = None


def titles(peer):
    return [post.text.split("\n")[0] for post in peer.stage.posts]


def test_a_raised_revision_edits_the_post(settings, peer):
    write_news(settings)
    share_now(settings)

    write_news(settings, Başlık="Kar temizliği bitti", Sürüm="2")
    report = share_now(settings)
    share_now(settings)

    assert titles(peer) == ["Kar temizliği bitti"]
    assert "düzeltildi" in "\n".join(report.lines())
    assert peer.stage.count("edit") == 1


def test_what_could_not_be_sent_says_what_its_item_says_by_then(settings, peer):
    write_news(settings, Başlık="Saat 9'da")
    peer.stage.fail("send", Fault.THROTTLED)
    share_now(settings)

    write_news(settings, Başlık="Saat 10'da", Sürüm="2")
    share_now(settings, at=NOON + A_WHILE)

    assert titles(peer) == ["Saat 10'da"]
    assert [each.purpose for each in list_all(settings)] == [Purpose.POST]


def test_what_could_not_be_sent_is_never_sent_once_its_item_is_withdrawn(settings, peer):
    write_news(settings)
    peer.stage.fail("send", Fault.THROTTLED)
    share_now(settings)

    withdraw(settings)
    share_now(settings, at=NOON + A_WHILE)

    assert peer.copies == 0
    assert list_all(settings) == []


def test_an_instagram_container_with_the_old_words_is_not_published(tmp_path, town):
    with (
        running_peer("instagram", clock=SteppingClock()) as instagram,
        serving_cards() as site_url,
    ):
        settings = make_sharing_settings(tmp_path, town, instagram, site_url=site_url)
        write_news(settings, Başlık="Saat 9'da")
        instagram.stage.fail("send", Fault.THROTTLED)
        share_now(settings)

        write_news(settings, Başlık="Saat 10'da")
        share_now(settings, at=NOON + A_WHILE)

    assert titles(instagram) == ["Saat 10'da"]


def test_a_revision_raised_before_the_hour_corrects_nothing(settings, peer):
    hour = {"Paylaşım zamanı": "24.11.2026 15.00"}
    write_news(settings, **hour)
    share_now(settings)

    write_news(settings, Sürüm="2", **hour)
    for _run in range(2):
        share_now(settings, at=NOON + timedelta(hours=3))

    assert [each.purpose for each in list_all(settings)] == [Purpose.POST]
    assert peer.copies == 1


def test_every_raised_revision_edits_it_again(settings, peer):
    write_news(settings)
    share_now(settings)

    for revision in (2, 3):
        write_news(settings, Başlık=f"Kar {revision}", Sürüm=str(revision))
        share_now(settings)

    assert titles(peer) == ["Kar 3"]


def test_an_item_that_was_shared_with_a_high_revision_is_not_corrected(settings, peer):
    write_news(settings, Sürüm="5")

    share_now(settings)
    share_now(settings)

    assert peer.stage.count("edit") == 0


def test_where_an_edit_is_refused_a_reply_corrects(settings, peer):
    write_news(settings)
    share_now(settings)
    peer.stage.fail("edit", Fault.REFUSED)

    correction = "24.11.2026 Çalışma yarın bitecek."
    write_news(settings, Sürüm="2", Düzeltme=correction)
    for _run in range(3):
        share_now(settings)

    assert titles(peer) == ["Kar temizliği", "Düzeltme: Çalışma yarın bitecek."]
    assert peer.stage.posts[1].reply_to == peer.stage.posts[0].id


def test_a_withdrawn_item_takes_its_post_along_and_its_link(settings, peer):
    write_news(settings)
    share_now(settings)
    before = read_post_links(settings)

    withdraw(settings)
    report = share_now(settings)
    share_now(settings)

    assert peer.copies == 0
    assert "silindi" in "\n".join(report.lines())
    assert UID in before
    assert read_post_links(settings) == {}


def test_what_is_public_again_after_a_withdrawal_is_not_posted_again(settings, peer):
    write_news(settings)
    share_now(settings)
    withdraw(settings)
    share_now(settings)

    write_news(settings, Sürüm="2")
    share_now(settings)

    assert peer.copies == 0


def test_what_a_person_deleted_on_the_network_is_not_posted_again(settings, peer):
    write_news(settings)
    share_now(settings)
    peer.stage.posts.clear()

    for revision in "23":
        write_news(settings, Sürüm=revision)
        share_now(settings)

    assert peer.copies == 0
    assert list_all(settings)[0].state is State.DELETED


def test_the_link_on_the_page_stays_after_an_edit(settings, peer):
    write_news(settings)
    share_now(settings)
    before = read_post_links(settings)

    write_news(settings, Başlık="Kar bitti", Sürüm="2")
    share_now(settings)

    assert read_post_links(settings) == before


def test_a_post_that_was_refused_goes_out_once_its_item_is_mended(settings, peer):
    write_news(settings)
    peer.stage.fail("send", Fault.REFUSED)
    share_now(settings)
    refused = list_all(settings)[0].state

    write_news(settings, Başlık="Kar temizliği sürüyor")
    share_now(settings)

    assert refused is State.REJECTED
    assert titles(peer) == ["Kar temizliği sürüyor"]


@pytest.mark.parametrize("account", [PERSON, FEED], ids=["person", "feed"])
@pytest.mark.parametrize(
    ("change", "purpose"),
    [({"Sürüm": "2"}, Purpose.UPDATE), ({"Yayın": "taslak"}, Purpose.DELETE)],
)
def test_what_people_or_services_posted_is_put_before_a_person(
    tmp_path, town, account, change, purpose
):
    settings = make_sharing_settings(tmp_path, town, accounts=(account,))
    write_news(settings)
    share_now(settings)
    confirm_all(settings)

    write_news(settings, **change)
    report = share_now(settings)

    correction = next(each for each in list_all(settings) if each.purpose is purpose)
    assert (correction.state, correction.via) == (State.HELD, Way.PERSON)
    assert correction.reason
    assert report.held == 1


def test_a_post_from_before_revisions_were_kept_is_not_corrected_by_surprise(settings, peer):
    write_news(settings, Sürüm="3")
    share_now(settings)
    forget_revisions(settings)

    share_now(settings)
    write_news(settings, Başlık="Kar bitti", Sürüm="4")
    share_now(settings)

    assert peer.stage.count("edit") == 1
    assert titles(peer) == ["Kar bitti"]


def test_a_second_account_is_corrected_though_the_first_has_no_token(tmp_path, town, peer):
    settings = make_sharing_settings(tmp_path, town, peer)
    other = make_account("bluesky" if peer.network == "facebook" else "facebook")
    write_news(settings)
    share_now(settings)

    broken = make_sharing_settings(tmp_path, town, peer, accounts=(other,))
    write_news(broken, Başlık="Kar bitti", Sürüm="2")
    share_now(broken)

    assert titles(peer) == ["Kar bitti"]
