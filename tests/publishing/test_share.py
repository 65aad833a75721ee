"""Which items are shared, where, when and in which words."""

from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from flask import Flask

from networks.models import State
from networks.sending import send_due
from publishing.share import read_post_links
from publishing.share.state import ledger, look_at_standings
from standins.serving import serving_plainly
from standins.stage import Fault
from tests.moments import NOON
from tests.networks.factories import SteppingClock, running_peer
from tests.publishing.content_files import NEWS, write
from tests.publishing.sharing import FEED, PERSON, make_sharing_settings, serving_cards, share_now


@pytest.fixture
def facebook():
    with running_peer("facebook", clock=SteppingClock()) as peer:
        yield peer


@pytest.fixture
def mastodon():
    with running_peer("mastodon", clock=SteppingClock()) as peer:
        yield peer


@pytest.fixture
def settings(tmp_path, town, facebook, mastodon):
    return make_sharing_settings(tmp_path, town, facebook, mastodon)


def test_a_new_item_goes_once_to_each_account(settings, facebook, mastodon):
    write(settings, NEWS, Başlık="Kar temizliği sürüyor", Özet="Ekipler sahada.")

    first = share_now(settings)
    second = share_now(settings)

    text = "Kar temizliği sürüyor\n\nEkipler sahada.\n\nhttp://127.0.0.1:9/haberler/2026/11/haber/"
    assert [post.text for post in facebook.stage.posts + mastodon.stage.posts] == [text, text]
    assert [post.state for post in first.posts] == [State.ACCEPTED, State.ACCEPTED]
    assert (second.posts, second.exit_code) == ((), 0)


def test_the_editors_own_words_are_posted_with_the_link(settings, facebook, mastodon):
    write(settings, NEWS, **{"Paylaşım metni": "Kar var", "Paylaşım metni (mastodon)": "Kar!"})

    share_now(settings)

    link = "http://127.0.0.1:9/haberler/2026/11/haber/"
    assert facebook.stage.posts[0].text == f"Kar var\n\n{link}"
    assert mastodon.stage.posts[0].text == f"Kar!\n\n{link}"


@pytest.mark.parametrize(
    ("changes", "posts"),
    [
        ({"Paylaş": "yok"}, (0, 0)),
        ({"Paylaş": "mastodon"}, (0, 1)),
        ({"Yayın": "taslak"}, (0, 0)),
        ({"Tarih": "25.11.2026 09.00"}, (0, 0)),
        ({"Tarih": "20.11.2026 09.00"}, (0, 0)),
        ({"Paylaşım zamanı": "24.11.2026 15.00"}, (0, 0)),
        ({"Paylaşım zamanı": "24.11.2026 11.00"}, (1, 1)),
    ],
)
def test_only_what_is_wanted_public_fresh_and_due_is_posted(
    settings, facebook, mastodon, changes, posts
):
    write(settings, NEWS, **{key.replace(" ", "_"): value for key, value in changes.items()})

    share_now(settings)

    assert (facebook.copies, mastodon.copies) == posts


def test_what_waits_for_its_hour_is_sent_then(settings, facebook):
    write(settings, NEWS, Paylaşım_zamanı="24.11.2026 15.00")

    waiting = share_now(settings)
    share_now(settings, at=NOON + timedelta(hours=3))

    assert "15.00" in "\n".join(waiting.lines())
    assert facebook.copies == 1


def test_a_typing_mistake_mended_before_the_hour_is_not_posted(settings, facebook):
    write(settings, NEWS, Başlık="Kar temizligi", Paylaşım_zamanı="24.11.2026 15.00")
    share_now(settings)

    write(settings, NEWS, Başlık="Kar temizliği", Paylaşım_zamanı="24.11.2026 15.00")
    share_now(settings, at=NOON + timedelta(hours=3))

    assert facebook.stage.posts[0].text.startswith("Kar temizliği")


def test_a_typing_mistake_mended_after_posting_changes_nothing(settings, facebook):
    write(settings, NEWS, Başlık="Kar temizligi")
    share_now(settings)

    write(settings, NEWS, Başlık="Kar temizliği", Kısa_ad="yeni-adres")
    share_now(settings)

    assert [post.text.split("\n")[0] for post in facebook.stage.posts] == ["Kar temizligi"]


def test_an_item_withdrawn_before_its_hour_is_never_posted(settings, facebook):
    write(settings, NEWS, Paylaşım_zamanı="24.11.2026 15.00")
    share_now(settings)

    write(settings, NEWS, Yayın="kaldırıldı", Gerekçe="Yanlış", Paylaşım_zamanı="24.11.2026 15.00")
    share_now(settings, at=NOON + timedelta(hours=3))

    assert facebook.copies == 0


def test_each_account_gets_the_item_in_its_own_language(tmp_path, town, facebook, mastodon):
    mastodon.account = replace(mastodon.account, language="en")
    settings = make_sharing_settings(tmp_path, town, facebook, mastodon)
    write(settings, NEWS, Başlık="Kar")
    write(settings, "haberler/2026/11/haber.en.md", Başlık="Snow")

    share_now(settings)

    assert [post.text.split()[0] for post in facebook.stage.posts] == ["Kar"]
    assert [post.text.split()[0] for post in mastodon.stage.posts] == ["Snow"]


def test_sample_items_go_to_stand_ins_and_nowhere_else(tmp_path, town, facebook, mastodon):
    settings = make_sharing_settings(
        tmp_path,
        town,
        facebook,
        mastodon,
        environ={"MASTODON_BASE_URL": "https://mastodon.example"},
    )
    write(settings, NEWS, Örnek="evet")

    rehearsal = share_now(settings, dry_run=True)
    share_now(settings)

    assert (facebook.copies, mastodon.copies) == (1, 0)
    assert "deneme sunucu" in "\n".join(rehearsal.lines())


def test_a_second_clone_shares_nothing_and_says_what_to_do(settings, facebook):
    write(settings, NEWS)
    uid = "13efb765-7079-4ae2-b4c0-f2d1363f9d74"
    (settings.content / "adresler.tsv").write_text(f"{uid}\t/haberler/2026/11/eski/\n")

    report = share_now(settings)

    assert facebook.copies == 0
    assert report.exit_code == 1
    assert "DATABASE_URL" in report.problems[0]
    assert "--seed" in report.problems[0]


def test_a_clone_beside_a_live_site_shares_nothing(tmp_path, town, facebook):
    site = Flask("site")
    site.add_url_rule("/rss.xml", view_func=lambda: "<rss><channel><item></item></channel></rss>")
    with serving_plainly(site) as url:
        settings = make_sharing_settings(tmp_path, town, facebook, site_url=url)
        write(settings, NEWS)

        report = share_now(settings)

    assert (facebook.copies, report.exit_code) == (0, 1)


def test_after_seeding_only_what_is_new_is_shared(settings, facebook):
    write(settings, NEWS)
    share_now(settings, seed=True)

    write(settings, "haberler/2026/11/yeni.md")
    share_now(settings)

    assert [post.text.split("/")[-2] for post in facebook.stage.posts] == ["yeni"]


def test_a_rehearsal_shows_each_text_and_writes_nothing(settings, facebook, tmp_path):
    write(settings, NEWS, Başlık="Kar temizliği")
    write(settings, "haberler/2026/11/eski.md", Tarih="01.11.2026 09.00")

    report = share_now(settings, dry_run=True)

    said = "\n".join(report.lines())
    assert "Kar temizliği" in said
    assert "500" in said
    assert "eski" in said
    assert facebook.copies == 0
    assert not (tmp_path / "meydan.db").exists()


def test_a_rehearsal_does_not_promise_what_was_refused(settings, facebook):
    write(settings, NEWS, Paylaş="facebook")
    facebook.stage.fail("send", Fault.REFUSED)
    share_now(settings)

    report = share_now(settings, dry_run=True)

    assert "facebook: Deneme haber – reddedildi: Facebook" in "\n".join(report.lines())


def test_an_outside_service_finds_due_posts_in_the_sharing_feed(tmp_path, town):
    settings = make_sharing_settings(tmp_path, town, accounts=(FEED,))
    write(settings, NEWS, Başlık="Kar", uid="13efb765-7079-4ae2-b4c0-f2d1363f9d74")
    write(settings, "haberler/2026/11/aksam.md", Paylaşım_zamanı="24.11.2026 18.00")

    report = share_now(settings)

    assert "paylaşım akışında" in "\n".join(report.lines())
    feed = feedparser.parse((tmp_path / "site/rss/paylasim/telegram.rss").read_bytes())
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        "13efb765-7079-4ae2-b4c0-f2d1363f9d74:telegram:post:0"
    ]
    assert "Kar" in feed.entries[0].description


def test_what_a_person_must_post_is_held_and_listed(tmp_path, town):
    settings = make_sharing_settings(tmp_path, town, accounts=(PERSON,))
    write(settings, NEWS)

    report = share_now(settings)

    assert [post.state for post in report.posts] == [State.HELD]
    assert (report.held, report.exit_code) == (1, 0)


def test_the_posts_addresses_are_known_to_the_next_build(settings, facebook):
    uid = "13efb765-7079-4ae2-b4c0-f2d1363f9d74"
    write(settings, NEWS, uid=uid, Paylaş="facebook")
    before = read_post_links(settings)

    share_now(settings)

    [link] = read_post_links(settings)[uid]
    assert before == {}
    assert link.name == "Facebook: Belediye"
    assert link.url.startswith(facebook.base_url)


def test_a_missing_token_is_said_and_the_other_account_gets_its_post(
    tmp_path, town, facebook, mastodon
):
    settings = make_sharing_settings(
        tmp_path, town, facebook, mastodon, environ={"FACEBOOK_PAGE_TOKEN": ""}
    )
    write(settings, NEWS)

    report = share_now(settings)

    assert mastodon.copies == 1
    assert "FACEBOOK_PAGE_TOKEN" in report.problems[0]
    assert report.exit_code == 1


@pytest.mark.parametrize(
    "address", ["mastodon.example", "https://[mastodon", "https://a.example:b"]
)
def test_a_wrong_address_is_said_and_the_other_account_gets_its_post(
    tmp_path, town, facebook, mastodon, address
):
    settings = make_sharing_settings(
        tmp_path, town, facebook, mastodon, environ={"MASTODON_BASE_URL": address}
    )
    write(settings, NEWS)

    report = share_now(settings)

    assert facebook.copies == 1
    assert address in report.problems[0]
    assert report.exit_code == 1


def test_a_server_whose_limits_are_nonsense_holds_up_no_other(tmp_path, town, facebook, mastodon):
    nonsense = Flask("nonsense")
    nonsense.add_url_rule(
        "/api/v2/instance",
        "limits",
        lambda: {"configuration": {"statuses": {"max_characters": []}}},
    )
    with serving_plainly(nonsense) as address:
        settings = make_sharing_settings(
            tmp_path, town, mastodon, facebook, environ={"MASTODON_BASE_URL": address}
        )
        write(settings, NEWS)

        report = share_now(settings)

    assert facebook.copies == 1
    assert report.problems[0].startswith("mastodon: ")


def test_a_network_that_cannot_be_reached_fails_the_command(tmp_path, town, facebook):
    settings = make_sharing_settings(
        tmp_path, town, facebook, environ={"FACEBOOK_BASE_URL": "http://127.0.0.1:9"}
    )
    write(settings, NEWS)

    report = share_now(settings)

    assert [post.state for post in report.posts] == [State.NOT_SENT]
    assert report.exit_code == 1


def test_an_item_without_a_picture_goes_to_instagram_with_its_card(tmp_path, town):
    with (
        running_peer("instagram", clock=SteppingClock()) as instagram,
        serving_cards() as site_url,
    ):
        settings = make_sharing_settings(tmp_path, town, instagram, site_url=site_url)
        write(settings, NEWS, Başlık="Kar temizliği sürüyor")

        share_now(settings)

    [container] = instagram.stage.posts[0].media
    picture = instagram.stage.media[container]
    assert picture.name.startswith(f"{site_url}/gorseller/kart-")
    assert picture.name.endswith(".jpg")
    assert "Kar temizliği sürüyor" in picture.alt


def test_nothing_stands_in_the_ledger_before_the_pages_are_public(settings, facebook):
    write(settings, NEWS, Paylaş="facebook")
    known = []

    # The service's worker would send it, and find that its page is not there.
    share_now(settings, until_public=lambda: known.append(look_at_standings(settings)))

    assert known == [{}]
    assert facebook.copies == 1


def test_what_another_shared_while_the_site_was_rendered_is_not_shared_again(settings, facebook):
    write(settings, NEWS, Paylaş="facebook")

    report = share_now(settings, until_public=lambda: share_now(settings))

    assert facebook.copies == 1
    assert report.posts == ()


def test_what_another_posted_while_the_site_was_rendered_is_taken_back_with_its_item(
    settings, facebook
):
    uid = "13efb765-7079-4ae2-b4c0-f2d1363f9d74"
    at = NOON + timedelta(hours=1)
    item = {"uid": uid, "Paylaş": "facebook", "Paylaşım_zamanı": "24.11.2026 12.30"}
    write(settings, NEWS, **item)
    share_now(settings)
    write(settings, NEWS, Yayın="kaldırıldı", Gerekçe="Yanlış", **item)

    share_now(settings, at=at, until_public=lambda: send_due_as_a_worker(settings, at))

    assert facebook.stage.count("send") == 1
    assert facebook.copies == 0


def send_due_as_a_worker(settings, at):
    with ledger(settings) as database:
        send_due(database, settings.municipality, at=at, environ=settings.environ)
