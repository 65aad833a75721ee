"""What the head of each page says to search engines and networks."""

import re

import pytest

from tests.publishing.built import build_site, read_tree
from tests.publishing.content_files import make_settings, write
from tests.publishing.heads import Head, read_head

SITE = "https://www.example.bel.tr"
NEWS = "/haberler/2026/11/haber/"
TWIN = "/en/news/2026/11/haber/"


@pytest.fixture(scope="module")
def site(tmp_path_factory, erzurum):
    """One item in both languages and some in one; tests only read it."""
    settings = make_settings(tmp_path_factory.mktemp("head"), erzurum)
    write(settings, Etiketler="Kar, Kış", Düzeltme="24.11.2026 Saat düzeltildi.")
    write(settings, "haberler/2026/11/haber.en.md", Başlık="Snow & ice")
    write(settings, "haberler/2026/11/kisa.md", leave_out=("Özet",), body="Yol *açıldı*.")
    write(settings, "projeler/2026/11/meydan.md")
    build_site(settings)
    return settings


def test_a_page_names_itself_and_its_twins_with_whole_addresses(site):
    head, twin = read_head(site, NEWS), read_head(site, TWIN)

    assert head.canonical == [SITE + NEWS]
    assert twin.canonical == [SITE + TWIN]
    assert head.languages == twin.languages
    assert head.languages == {"tr": SITE + NEWS, "en": SITE + TWIN, "x-default": SITE + NEWS}


def test_a_page_in_one_language_names_no_other(site):
    assert read_head(site, "/haberler/2026/11/kisa/").languages == {}


def test_the_sitemap_says_of_every_page_what_its_head_says(site):
    sitemap = (site.output / "sitemap.xml").read_text(encoding="utf-8")
    said = {}
    for url in re.findall(r"<url>(.*?)</url>", sitemap):
        address = re.search(r"<loc>(.*?)</loc>", url)[1].removeprefix(SITE)
        said[address] = dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', url))
    pages = {
        "/" + path.removesuffix("index.html"): Head(data.decode())
        for path, data in read_tree(site.output).items()
        if path.endswith("index.html")
    }

    assert said.keys() - pages.keys() == {"/basvuru/", "/en/basvuru/"}
    assert {address: head.languages for address, head in pages.items()} == {
        address: said[address] for address in pages
    }
    assert [a for a, head in pages.items() if head.canonical != [SITE + a]] == []


def test_an_item_says_to_networks_what_it_is(site):
    head = read_head(site, NEWS)

    assert head.metas_of("og:type") == ["article"]
    assert head.metas_of("og:title") == ["Deneme haber"]
    assert head.metas_of("og:description") == head.metas_of("description") == ["Kısa bir özet."]
    assert head.metas_of("og:locale") == ["tr_TR"]
    assert head.metas_of("og:locale:alternate") == ["en_US"]
    assert head.metas_of("article:published_time") == ["2026-11-23T09:00:00+03:00"]
    assert head.metas_of("article:modified_time") == ["2026-11-24T00:00:00+03:00"]
    assert head.metas_of("article:section") == ["Haberler"]
    assert head.metas_of("article:tag") == ["Kar", "Kış"]


def test_an_item_without_a_summary_is_described_by_its_first_words(site):
    assert read_head(site, "/haberler/2026/11/kisa/").metas_of("description") == ["Yol açıldı."]


def test_every_page_describes_itself_and_no_two_alike(site):
    heads = [
        Head(data.decode())
        for path, data in read_tree(site.output).items()
        if path.endswith("index.html")
    ]

    said = [text for head in heads if head.canonical for text in head.metas_of("description")]
    assert len(said) == len(heads)
    own = [text for text in said if text != "Kısa bir özet."]
    assert [text for text in own if own.count(text) > 1] == []


def test_a_list_is_no_article_and_has_no_date(site):
    head = read_head(site, "/haberler/")

    assert head.metas_of("og:type") == ["website"]
    assert head.metas_of("article:published_time") == []


def test_a_page_announces_the_feed_of_everything_and_its_own(site):
    assert read_head(site, "/").feeds == ["/rss/tum.atom"]
    assert read_head(site, "/haberler/").feeds == ["/rss/tum.atom", "/rss/haberler.atom"]
    assert read_head(site, "/projeler/2026/11/meydan/").feeds == [
        "/rss/tum.atom",
        "/rss/proje/meydan.atom",
    ]


def test_an_error_page_has_no_address_of_its_own(site):
    head = Head((site.output / "404.html").read_text(encoding="utf-8"))

    assert head.canonical == []
    assert head.metas_of("robots") == ["noindex"]
    assert head.data == []


def test_nobody_finds_a_preview_with_its_drafts(settings):
    write(settings, Yayın="taslak")

    build_site(settings, drafts=True)

    assert read_head(settings, NEWS).metas_of("robots") == ["noindex"]


def test_search_engines_may_read_all_but_the_desk_and_the_searches(site):
    robots = (site.output / "robots.txt").read_text(encoding="utf-8")

    closed = re.findall("Disallow: (.*)", robots)
    assert closed == ["/personel/", "/ara/", "/en/ara/", "/dogrula/ara/", "/en/dogrula/ara/"]
    assert f"Sitemap: {SITE}/sitemap.xml" in robots
