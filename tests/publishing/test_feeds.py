"""The feeds, read back by an independent client."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from municipality.model import Account, Way
from publishing.feeds import SharedPost, sharing_feed, sharing_feed_path
from publishing.item_page import Picture
from tests.moments import NOON
from tests.publishing.built import build_site, read_tree, write_picture
from tests.publishing.content_files import make_settings, write

HOUSE = "haberler/2026/11/ev/metin.md"
SITE = "https://www.example.bel.tr"


def read_feed(settings, path):
    return feedparser.parse((settings.output / path).read_bytes())


def write_house(settings, **lines):
    path = write(
        settings,
        HOUSE,
        **{
            "Başlık": "Ev & bahçe",
            "Görsel": "ev.png",
            "Görsel_açıklaması": "Karlı bir ev",
            "Etiketler": "Kış Hazırlığı",
            "İlçeler": "İspir",
            "body": "Bkz. [duyuru](/duyurular/) ve [not](#b-not).\n\n## Not\n\n]]>",
        }
        | lines,
    )
    write_picture(settings.content / "haberler/2026/11/ev/ev.png")
    return path.read_text(encoding="utf-8").partition("uid: ")[2].split()[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory, erzurum):
    """A site with one item of each kind that feeds treat differently; tests only read it."""
    settings = make_settings(tmp_path_factory.mktemp("feeds"), erzurum)
    write_house(settings)
    write(settings, "duyurular/2026/11/kesinti.md", Örnek="evet")
    write(settings, "etkinlikler/2026/11/senlik.md", İptal="Fırtına nedeniyle iptal edildi.")
    write(settings, "projeler/2026/09/meydan/metin.md", Tarih="14.09.2026")
    write(settings, "projeler/2026/09/meydan/guncellemeler/2026-11-temel.md", Tarih="10.11.2026")
    write(settings, "haberler/2026/11/ev/metin.en.md", Başlık="The house")
    build_site(settings)
    return settings


def test_every_feed_is_read_without_complaint_empty_ones_too(site):
    files = [path for path in read_tree(site.output) if path.endswith((".rss", ".atom", ".xml"))]
    feeds = {path: read_feed(site, path) for path in files if "sitemap" not in path}

    assert {path: str(f.bozo_exception) for path, f in feeds.items() if f.bozo} == {}
    assert len(feeds["rss/ilce/hinis.atom"].entries) == 0
    assert len(feeds) > 80


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_an_entry_is_known_by_its_uid_and_nothing_else(settings, ending):
    uid = write_house(settings)

    build_site(settings)

    feed = read_feed(settings, f"rss/haberler.{ending}")
    assert [entry.id for entry in feed.entries] == [f"urn:uuid:{uid}"]
    assert feed.entries[0].link == f"{SITE}/haberler/2026/11/ev/"


def test_the_guid_of_rss_is_no_address(site):
    item = etree.fromstring((site.output / "rss/haberler.rss").read_bytes()).find(".//item")

    assert item.find("guid").attrib == {"isPermaLink": "false"}


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_an_entry_holds_the_whole_text_with_absolute_addresses(site, ending):
    entry = read_feed(site, f"rss/haberler.{ending}").entries[0]

    html = entry.content[0].value
    assert entry.title == "Ev & bahçe"
    assert f'href="{SITE}/duyurular/"' in html
    assert f'href="{SITE}/haberler/2026/11/ev/#b-not"' in html
    assert f'<img alt="Karlı bir ev" height="450" src="{SITE}/gorseller/ev-' in html
    assert entry.summary == "Kısa bir özet."


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_the_enclosure_says_its_true_length_and_type(site, ending):
    entry = read_feed(site, f"rss/haberler.{ending}").entries[0]

    [enclosure] = entry.enclosures
    data = read_tree(site.output)[enclosure.href.removeprefix(f"{SITE}/")]
    assert int(enclosure.length) == len(data)
    assert enclosure.type == "image/png"
    assert "Karlı bir ev" in (site.output / f"rss/haberler.{ending}").read_text(encoding="utf-8")


def test_the_links_of_an_atom_entry_say_what_they_are(site):
    entry = read_feed(site, "rss/haberler.atom").entries[0]

    assert [link.rel for link in entry.links] == ["alternate", "enclosure"]


def test_a_feed_leads_to_itself_and_to_its_page(site):
    atom, rss = (read_feed(site, f"rss/haberler.{ending}") for ending in ("atom", "rss"))

    assert [(link.rel, link.href) for link in atom.feed.links] == [
        ("self", f"{SITE}/rss/haberler.atom"),
        ("alternate", f"{SITE}/haberler/"),
    ]
    assert rss.feed.link == f"{SITE}/haberler/"
    assert atom.feed.language == rss.feed.language == "tr"


def test_feedgen_still_has_the_bugs_that_we_work_round():
    """When this fails, feedgen has been mended: take the workarounds out of publishing/feeds."""
    entry = FeedEntry()
    entry.guid("urn:uuid:1")
    entry.title("Deneme")
    entry.link(href="https://example.org/", rel="alternate")
    generator = FeedGenerator()
    generator.link(href="https://example.org/", rel="alternate")
    generator.link(href="https://example.org/hub", rel="hub")
    generator.title("Deneme")
    generator.description("Deneme")

    channel = etree.fromstring(generator.rss_str()).find("channel")

    entry.content("Deneme")
    assert entry.atom_entry().find("link").attrib == {"href": "https://example.org/"}
    assert channel.find("link").text == "https://example.org/hub"


def test_moments_carry_the_offset_of_the_municipality(site):
    atom = (site.output / "rss/haberler.atom").read_text(encoding="utf-8")
    rss = (site.output / "rss/haberler.rss").read_text(encoding="utf-8")

    assert "<published>2026-11-23T09:00:00+03:00</published>" in atom
    assert "<pubDate>Mon, 23 Nov 2026 09:00:00 +0300</pubDate>" in rss


def test_a_feed_is_as_old_as_its_newest_entry_not_as_the_build(site):
    feed = read_feed(site, "rss/haberler.atom").feed

    assert feed.updated == "2026-11-23T09:00:00+03:00"


def test_sample_content_says_first_that_it_is_one(site):
    for ending in ("atom", "rss"):
        entry = read_feed(site, f"rss/duyurular.{ending}").entries[0]

        assert entry.content[0].value.startswith("<p><strong>Örnek içerik:</strong>")
        assert entry.summary.startswith("Örnek içerik: ")
        assert "Örnek içerik" in [tag.label or tag.term for tag in entry.tags]


def test_an_item_is_in_the_feeds_of_its_district_tag_and_language(site):
    for path in ("ilce/ispir", "etiket/kis-hazirligi", "tum"):
        titles = [entry.title for entry in read_feed(site, f"rss/{path}.atom").entries]

        assert "Ev & bahçe" in titles
        assert "The house" not in titles
    assert [e.title for e in read_feed(site, "en/rss/news.atom").entries] == ["The house"]


def test_a_project_has_a_feed_with_its_updates(site):
    entries = read_feed(site, "rss/proje/meydan.atom").entries

    assert [entry.title for entry in entries] == ["Deneme 2026-11-temel", "Deneme metin"]


def test_projects_with_one_name_have_a_feed_each(settings):
    write(settings, "projeler/2025/03/park/metin.md", Başlık="Eski", Tarih="05.03.2025")
    write(settings, "projeler/2026/11/park/metin.md", Başlık="Yeni")
    build_site(settings)

    paths = ("rss/proje/park.rss", "rss/proje/park-2026-11.rss")

    assert [read_feed(settings, path).entries[0].title for path in paths] == ["Eski", "Yeni"]


def test_a_feed_ends_after_fifty_entries_the_newest_first(settings):
    for number in range(60):
        day = timedelta(days=number)
        write(settings, f"haberler/2026/h{number}.md", Tarih=f"{NOON - day:%d.%m.%Y}")

    build_site(settings)

    titles = [entry.title for entry in read_feed(settings, "rss/haberler.rss").entries]
    assert titles == [f"Deneme h{number}" for number in range(50)]


def test_json_feed_has_what_version_1_1_asks_for(site):
    feed = json.loads((site.output / "rss/haberler.json").read_bytes())

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE}/rss/haberler.json"
    [item] = feed["items"]
    assert item["id"].startswith("urn:uuid:")
    assert item["date_published"] == "2026-11-23T09:00:00+03:00"
    assert item["attachments"][0]["mime_type"] == "image/png"
    assert item["tags"] == ["Kış Hazırlığı", "İspir"]


def test_json_feed_says_from_when_to_when_for_programs(site):
    cut = json.loads((site.output / "rss/duyurular.json").read_bytes())["items"][0]
    news = json.loads((site.output / "rss/haberler.json").read_bytes())["items"][0]

    assert cut["_meydan"]["starts"] == "2026-11-24T09:00:00+03:00"
    assert cut["_meydan"]["type"] == "water"
    assert "_meydan" not in news


def test_where_readers_guess_the_feed_they_find_that_of_everything(site):
    tree = read_tree(site.output)

    assert tree["rss.xml"] == tree["feed/index.xml"] == tree["rss/tum.rss"]
    assert tree["atom.xml"] == tree["rss/tum.atom"]


def test_the_page_of_feeds_lists_every_feed_that_there_is(site):
    page = (site.output / "rss/index.html").read_text(encoding="utf-8")

    linked = set(re.findall(r'href="/(rss/[^"]+\.(?:rss|atom|json|ics|opml))"', page))
    written = {path for path in read_tree(site.output) if path.startswith("rss/")}
    assert linked == written - {"rss/index.html"}


def test_a_feed_leads_to_the_look_that_a_person_sees_in_a_browser(site):
    tree = read_tree(site.output)
    for path, language in (("rss/haberler.rss", "tr"), ("en/rss/news.atom", "en")):
        root = etree.fromstring(tree[path]).getroottree()
        looks = [
            re.search('href="/([^"?]+)', step.text)[1]
            for step in root.xpath("/processing-instruction('xml-stylesheet')")
        ]

        assert looks == ["tema/tema.css", f"tema/feed.{language}.css"]
        assert [look for look in looks if look not in tree] == []
    assert "Bu sayfa bir akış" in tree["tema/feed.tr.css"].decode()
    assert "This page is a feed" in tree["tema/feed.en.css"].decode()


def test_all_feeds_of_a_language_stand_in_one_file_for_readers(site):
    tree = read_tree(site.output)
    root = etree.fromstring(tree["rss/akislar.opml"])

    addresses = [outline.get("xmlUrl") for outline in root.iterfind("body/outline/outline")]
    assert root.get("version") == "2.0"
    assert {address.removeprefix(f"{SITE}/") for address in addresses} == {
        path for path in tree if path.startswith("rss/") and path.endswith(".rss")
    }
    assert [group.get("text") for group in root.iterfind("body/outline")][:2] == [
        "Konuya göre",
        "İlçeye göre",
    ]
    assert b"/en/rss/news.rss" in tree["en/rss/feeds.opml"]


def test_characters_that_xml_cannot_hold_are_left_out(settings):
    write(settings, body="Önce \ufffe sonra \U0001f600")

    build_site(settings)

    feed = read_feed(settings, "rss/tum.atom")
    assert not feed.bozo
    assert "\U0001f600" in feed.entries[0].content[0].value


def test_another_municipality_has_feeds_under_its_own_words(tmp_path, riverbend):
    settings = make_settings(tmp_path, riverbend)

    build_site(settings)

    assert read_feed(settings, "rss/all.atom").feed.language == "en"
    assert (settings.output / f"rss/district/{riverbend.districts[0].slug}.rss").exists()


def make_account(slug="x"):
    return Account(
        slug=slug,
        network="x",
        via=Way.FEED,
        name="X hesabı",
        address=None,
        language="tr",
        settings={},
        token_variable=None,
    )


def make_post(key, **changes):
    values = {
        "key": key,
        "text": "Bu gece su kesintisi var.\n\nAyrıntı sitede.",
        "link": f"{SITE}/duyurular/2026/11/kesinti/",
        "due_at": NOON,
    }
    return SharedPost(**(values | changes))


def share(posts, municipality):
    account = make_account()
    data = sharing_feed(account, posts, at=NOON, municipality=municipality, site_url=SITE)
    return feedparser.parse(data)


def test_a_sharing_feed_has_the_finished_text_the_link_and_the_picture(erzurum):
    picture = Picture("/gorseller/a.png", 800, 450, "Bir ev", "image/png", 1234)

    feed = share([make_post("urn:x:1", picture=picture)], erzurum)

    [entry] = feed.entries
    assert not feed.bozo
    assert entry.id == "urn:x:1"
    assert entry.summary == "Bu gece su kesintisi var.\n\nAyrıntı sitede."
    assert entry.link == f"{SITE}/duyurular/2026/11/kesinti/"
    assert entry.enclosures[0].href == f"{SITE}/gorseller/a.png"


def test_a_post_is_never_in_the_sharing_feed_before_its_hour(erzurum):
    later = make_post("urn:x:2", due_at=NOON + timedelta(seconds=1))

    feed = share([make_post("urn:x:1"), later], erzurum)

    assert [entry.id for entry in feed.entries] == ["urn:x:1"]


def test_a_sharing_feed_without_posts_is_valid(erzurum):
    feed = share([], erzurum)

    assert not feed.bozo
    assert feed.entries == []
    assert sharing_feed_path(make_account("x-baskan")) == "rss/paylasim/x-baskan.rss"
