"""What each kind of page says in the words of schema.org."""

import pytest

from publishing.engine.schema_org import write_json_ld
from tests.publishing.built import build_site, read_page, write_picture
from tests.publishing.content_files import make_settings, write
from tests.publishing.heads import read_head

SITE = "https://www.example.bel.tr"
PROJECT = "projeler/2026/09/meydan/metin.md"
UPDATE = "projeler/2026/09/meydan/guncellemeler/temel.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory, erzurum):
    """One item of each kind; tests only read it."""
    settings = make_settings(tmp_path_factory.mktemp("schema"), erzurum)
    write(
        settings,
        "haberler/2026/11/kar/metin.md",
        Görsel="kar.png",
        Görsel_açıklaması="Kar küreyen araç",
        İlçeler="İspir, Hınıs",
        Etiketler="kar",
        Düzeltme="24.11.2026 Saat düzeltildi.",
        Örnek="evet",
    )
    write_picture(settings.content / "haberler/2026/11/kar/kar.png")
    write(settings, "duyurular/2026/11/kesinti.md", İlçeler="Oltu", Mahalleler="Yeni")
    write(settings, "duyurular/2026/11/iptal.md", İptal="Çalışma ertelendi.")
    write(settings, "etkinlikler/2026/11/senlik.md", Ücret="Ücretsiz", Konum="39.9, 41.2")
    write(settings, "etkinlikler/2026/11/gun.md", Başlangıç="28.11.2026", İptal="Fırtına.")
    write(settings, PROJECT, Başlangıç="01.09.2026", İlçeler="İspir")
    write(settings, UPDATE)
    write(settings, "basinda/2026/11/gazete.md")
    write(settings, "sorular/2026/11/yol.md", Soru_tarihi="01.11.2026", body="**Mayısta** biter.")
    write(settings, "sayfalar/kvkk.md")
    build_site(settings)
    return settings


def test_news_has_its_facts_and_no_person(site):
    news = read_head(site, "/haberler/2026/11/kar/").node("NewsArticle")

    assert news["headline"] == "Deneme metin"
    assert news["description"] == "Örnek içerik: Kısa bir özet."
    assert news["datePublished"] == "2026-11-23T09:00:00+03:00"
    assert news["dateModified"] == "2026-11-24T00:00:00+03:00"
    assert news["creativeWorkStatus"] == ["Örnek içerik"]
    assert [area["name"] for area in news["contentLocation"]] == ["İspir", "Hınıs"]
    assert news["image"][0].startswith(f"{SITE}/gorseller/kar-")
    assert news["correction"][0]["text"] == "Saat düzeltildi."
    assert news["publisher"]["@type"] == "GovernmentOrganization"
    assert news["author"] == {"@id": news["publisher"]["@id"]}


def test_an_announcement_says_when_and_where_it_holds(site):
    cut = read_head(site, "/duyurular/2026/11/kesinti/").node("SpecialAnnouncement")

    assert cut["category"] == "su"
    assert cut["expires"] == "2026-11-24T18:00:00+03:00"
    assert cut["temporalCoverage"] == "2026-11-24T09:00:00+03:00/2026-11-24T18:00:00+03:00"
    assert [place["name"] for place in cut["spatialCoverage"]] == ["Oltu", "Yeni"]
    assert (site.output / cut["webFeed"].removeprefix(f"{SITE}/")).is_file()
    assert "creativeWorkStatus" not in cut


def test_a_cancelled_announcement_says_so_and_why(site):
    called_off = read_head(site, "/duyurular/2026/11/iptal/").node("SpecialAnnouncement")

    assert called_off["creativeWorkStatus"] == ["İptal edildi"]
    assert called_off["text"] == "Çalışma ertelendi. Kısa bir özet."


def test_an_event_says_where_when_and_that_it_costs_nothing(site):
    party = read_head(site, "/etkinlikler/2026/11/senlik/").node("Event")

    assert party["startDate"] == "2026-11-28T14:00:00+03:00"
    assert party["eventStatus"] == "https://schema.org/EventScheduled"
    assert party["location"]["name"] == "Kent parkı"
    assert party["location"]["address"]["addressCountry"] == "TR"
    assert party["location"]["geo"]["latitude"] == 39.9
    assert party["isAccessibleForFree"] is True


def test_a_cancelled_event_of_a_whole_day_has_no_invented_hour(site):
    day = read_head(site, "/etkinlikler/2026/11/gun/").node("Event")

    assert day["startDate"] == "2026-11-28"
    assert day["eventStatus"] == "https://schema.org/EventCancelled"
    assert "isAccessibleForFree" not in day
    assert "endDate" not in day


def test_a_project_is_what_its_page_and_its_updates_are_about(site):
    project = read_head(site, "/projeler/2026/11/meydan/").node("WebPage")["mainEntity"]
    update = read_head(site, "/projeler/guncellemeler/2026/11/temel/").node("NewsArticle")

    assert project["@type"] == "Project"
    assert project["foundingDate"] == "2026-09-01"
    assert update["about"]["url"] == project["url"]


def test_press_names_the_report_that_it_tells_of(site):
    told = read_head(site, "/basinda/2026/11/gazete/").node("Article")

    assert told["citation"]["url"] == "https://example.com/haber"
    assert told["citation"]["publisher"]["name"] == "Örnek Gazete"


def test_an_answer_stands_whole_beside_its_question(site):
    [question] = read_head(site, "/sorular/2026/11/yol/").node("FAQPage")["mainEntity"]

    assert question["name"] == "Deneme yol"
    assert question["dateCreated"] == "2026-11-01"
    assert question["acceptedAnswer"]["text"] == "Mayısta biter."


def test_the_way_to_a_page_is_the_one_that_its_reader_sees(site):
    trail = read_head(site, "/haberler/2026/11/").node("BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["name"], step["item"]) for step in trail] == [
        (1, "Ana sayfa", f"{SITE}/"),
        (2, "Haberler", f"{SITE}/haberler/"),
        (3, "Haberler, Kasım 2026", f"{SITE}/haberler/2026/11/"),
    ]


def test_the_home_page_says_who_publishes_and_how_to_search(site):
    tr, en = read_head(site, "/"), read_head(site, "/en/")

    publisher = tr.node("GovernmentOrganization")
    assert publisher["contactPoint"]["telephone"] == "153"
    assert "email" not in publisher
    assert en.node("GovernmentOrganization")["@id"] == publisher["@id"]
    target = en.node("WebSite")["potentialAction"]["target"]
    assert target["urlTemplate"] == f"{SITE}/en/ara/?q={{search_term_string}}"


def test_a_service_says_who_gives_it_and_where_to_ask(site, erzurum):
    pages = {category: f"/hizmetler/{category.code}/" for category in erzurum.services}
    services = {
        category: read_head(site, page).node("GovernmentService")
        for category, page in pages.items()
    }

    for category, service in services.items():
        operator = category.institution.name if category.institution else category.unit.name
        assert service["name"] == str(category.name)
        assert service["serviceOperator"]["name"] == str(operator)
        assert service["availableChannel"]["serviceUrl"] == f"{SITE}/basvuru/?konu={category.code}"


def test_no_text_can_leave_the_script_that_it_stands_in(settings):
    title = "Su </script><script>alert(1)</script> & <!-- arıza\u2028"
    write(settings, Başlık=title)

    build_site(settings)

    page = read_page(settings, "/haberler/2026/11/haber/")
    assert "alert(1)<" not in page
    assert page.count("<script") == page.count("</script>") == 1
    assert (
        read_head(settings, "/haberler/2026/11/haber/")
        .node("NewsArticle")["name"]
        .startswith("Su </script><script>alert(1)</script> & <!-- arıza")
    )


def test_a_line_separator_is_written_so_that_no_script_reads_a_new_line():
    assert "\\u2028\\u2029\\u003c\\u0026" in write_json_ld([{"name": "\u2028\u2029<&"}])


def test_another_municipality_speaks_for_itself(tmp_path, riverbend):
    settings = make_settings(tmp_path, riverbend)

    build_site(settings)

    publisher = read_head(settings, "/").node("GovernmentOrganization")
    assert publisher["name"] == "Riverbend Town Council"
    assert publisher["address"] == "Town Hall, Riverbend"
    assert read_head(settings, "/").languages["x-default"] == f"{SITE}/"
