"""The page that tells the municipality's posts from those of others, as a build writes it."""

from dataclasses import replace

import pytest

from publishing.share.record import read_newest_posts
from tests.moments import NOON
from tests.networks.factories import SteppingClock, running_peer
from tests.publishing.built import build_site, read_page
from tests.publishing.content_files import NEWS, write
from tests.publishing.sharing import make_sharing_settings, share_now

CONFIRMED = "https://facebook.example/erzurum"


@pytest.fixture
def settings(tmp_path, erzurum):
    with running_peer("facebook", clock=SteppingClock()) as peer:
        peer.account = replace(peer.account, address=CONFIRMED, name="Resmî hesap")
        yield make_sharing_settings(tmp_path, erzurum, peer)


def test_the_newest_posts_and_the_accounts_stand_on_it_in_every_language(settings):
    write(settings, NEWS, Başlık="Kar temizliği sürüyor", Özet="Ekipler sahada.")
    share_now(settings)

    build_site(settings, posts=read_newest_posts(settings, at=NOON))

    for page in (read_page(settings, "/dogrula/"), read_page(settings, "/en/dogrula/")):
        assert "Ekipler sahada.<br>" in page
        assert "<h3>Facebook: Resmî hesap</h3>" in page
        assert f'<a href="{CONFIRMED}" rel="external">{CONFIRMED}</a>' in page
        assert "127.0.0.1:9" in page  # the site's own name


def test_before_anything_was_posted_the_page_says_so_and_asks_the_service(settings):
    build_site(settings, posts=read_newest_posts(settings, at=NOON))

    page = read_page(settings, "/dogrula/")
    assert "henüz bir paylaşım yapılmamıştı" in page
    assert 'action="/dogrula/ara/"' in page
    assert not (settings.output / "dogrula" / "ara").exists()
