"""Items as they are read from files."""

from datetime import UTC, date, datetime

import pytest

from publishing.content import read_content, read_item
from publishing.items import Announcement, Event, Press, Project, Update
from publishing.vocabulary import AnnouncementType, Publication, Severity, Stage
from tests.publishing.content_files import NEWS, codes_of, make_settings, make_text, write


def read(settings, name=NEWS, **changes):
    item, findings = read_item(write(settings, name, **changes), settings)
    assert findings == []
    return item


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("03.04.2026", datetime(2026, 4, 2, 21, tzinfo=UTC)),
        ("2026-04-03 14:30", datetime(2026, 4, 3, 11, 30, tzinfo=UTC)),
        ("23 Kasım 2026 14.30", datetime(2026, 11, 23, 11, 30, tzinfo=UTC)),
        ("5 Mart 2199", datetime(2199, 3, 4, 21, tzinfo=UTC)),
    ],
)
def test_dates_are_read_day_first_on_the_municipalitys_clock(settings, written, moment):
    assert read(settings, Tarih=written).date == moment


def test_an_address_is_made_of_section_month_and_file_name(settings):
    item = read(settings, "haberler/2026/11/Işıklar Caddesi.md")

    assert item.address == "/haberler/2026/11/isiklar-caddesi/"


def test_the_month_of_an_address_is_the_local_one(settings):
    item = read(settings, Tarih="1.12.2026 00.30")

    assert item.address == "/haberler/2026/12/haber/"


def test_an_item_with_a_folder_takes_its_name_from_it(settings):
    item = read(settings, "haberler/2026/11/su-kesintisi/metin.md")

    assert (item.slug, item.folder) == ("su-kesintisi", item.path.parent)


def test_an_english_twin_has_the_same_pair_and_an_english_address(settings):
    turkish = read(settings, "haberler/2026/11/su.md")
    english = read(settings, "haberler/2026/11/su.en.md")

    assert english.pair == turkish.pair
    assert (english.language, english.address) == ("en", "/en/news/2026/11/su/")


def test_a_page_stands_at_the_root(settings):
    assert read(settings, "sayfalar/iletisim.md").address == "/iletisim/"


def test_english_keys_say_the_same(settings):
    text = (
        "Title: Snow\nSummary: Short.\nDate: 2026-11-23\nPublication: draft\n"
        "uid: 0b8f8c1e-64d4-4a50-9d0b-b1a4b6f0a111\n\nText\n"
    )

    item, findings = read_item(write(settings, text=text), settings)

    assert (findings, item.title, item.publication) == ([], "Snow", Publication.DRAFT)


def test_an_announcement_without_an_hour_ends_with_its_day(settings):
    item = read(settings, "duyurular/a.md", Bitiş="24.11.2026", Duyuru_türü="Doğal Gaz")

    assert isinstance(item.facts, Announcement)
    assert item.facts.ends == datetime(2026, 11, 24, 20, 59, tzinfo=UTC)
    assert item.facts.type is AnnouncementType.GAS


def test_an_announcement_without_type_and_importance_is_general_information(settings):
    leave_out = ("Duyuru türü", "Önem", "Başlangıç")
    item = read(settings, "duyurular/a.md", leave_out=leave_out)

    assert item.facts.type is AnnouncementType.GENERAL
    assert item.facts.severity is Severity.INFORMATION
    assert item.facts.starts == item.date


def test_a_project_has_days_and_a_percentage(settings):
    item = read(settings, "projeler/p/metin.md", Yüzde="%40", Başlangıç="1.5.2026", Aşama="ihalede")

    assert item.facts == Project(Stage.TENDER, percent=40, starts=date(2026, 5, 1))


def test_an_update_belongs_to_the_project_around_its_folder(settings):
    item = read(settings, "projeler/2026/09/meydan/guncellemeler/yari.md")

    assert item.facts == Update(settings.content / "projeler/2026/09/meydan")
    assert item.address == "/projeler/guncellemeler/2026/11/yari/"


def test_events_and_press_coverage_have_their_own_facts(settings):
    event = read(settings, "etkinlikler/kar.md", Ücret="Ücretsiz")
    press = read(settings, "basinda/gazete.md")

    assert isinstance(event.facts, Event)
    assert (event.facts.place, event.facts.fee) == ("Kent parkı", "Ücretsiz")
    assert press.facts == Press("Örnek Gazete", "https://example.com/haber")


def test_units_districts_and_tags_are_found_by_their_names(settings):
    item = read(settings, Birim="fen isleri dairesi", İlçeler="hinis, İSPİR", Etiketler="kar, yol")

    assert item.unit.name["tr"] == "Fen İşleri Dairesi"
    assert [district.name for district in item.districts] == ["Hınıs", "İspir"]
    assert item.tags == ("kar", "yol")


def test_corrections_repeat_and_carry_their_day(settings):
    text = make_text().replace(
        "uid:", "Düzeltme: 24.11.2026 Saat 20.00.\nDüzeltme: 2026-11-25: Yer değişti.\nuid:"
    )

    item, findings = read_item(write(settings, text=text), settings)

    assert findings == []
    assert [(c.day.day, c.text) for c in item.corrections] == [
        (24, "Saat 20.00."),
        (25, "Yer değişti."),
    ]


def test_sharing_may_be_limited_to_accounts_or_to_nowhere(settings):
    assert read(settings).share is None
    assert read(settings, Paylaş="yok").share == ()
    assert read(settings, Paylaş="Mastodon").share == ("mastodon",)


def test_a_share_text_may_be_for_one_network(settings):
    text = make_text().replace("uid:", "Paylaşım metni: Genel\nShare text (Mastodon): Özel\nuid:")

    item, findings = read_item(write(settings, text=text), settings)

    assert (findings, item.share_texts) == ([], {None: "Genel", "mastodon": "Özel"})


def test_a_picture_stands_beside_the_text_or_among_the_shared_ones(settings):
    write(settings, "gorseller/kar.png", text="x")
    write(settings, "haberler/2026/11/yol.png", text="x")

    for name in ("yol.png", "kar.png", "/gorseller/kar.png", "{static}/gorseller/kar.png"):
        assert read(settings, Görsel=name, Görsel_açıklaması="Karlı yol").image.is_file()


def test_invisible_characters_are_taken_out_of_values(settings):
    assert read(settings, Başlık="Su\u202e kesin\u200btisi").title == "Su kesintisi"


def test_a_withdrawn_item_says_why(settings):
    item = read(settings, Yayın="kaldırıldı", Gerekçe="Yanlış kişi adı")

    assert (item.publication, item.reason) == (Publication.WITHDRAWN, "Yanlış kişi adı")


def test_another_municipality_writes_english_first(tmp_path, riverbend):
    settings = make_settings(tmp_path, riverbend)

    item = read(settings)

    assert (item.language, item.address) == ("en", "/news/2026/11/haber/")


def test_the_repositorys_own_content_has_no_errors():
    from publishing.settings import load_settings

    settings = load_settings({})

    assert codes_of(settings) == []
    assert len(read_content(settings).items) >= 30
