"""How a project's page and the list of all projects come from its file, its updates and the day."""

import csv
import io
import json

import pytest

from tests.moments import NOON
from tests.publishing.built import build_site, read_page, write_picture
from tests.publishing.content_files import codes_of, findings_of, write

FOLDER = "projeler/2026/09/meydan"
PROJECT = f"{FOLDER}/metin.md"
ADDRESS = "/projeler/2026/09/meydan/"


def write_project(settings, **lines):
    return write(settings, PROJECT, Tarih="14.09.2026", **lines)


def write_update(settings, name, **lines):
    return write(settings, f"{FOLDER}/guncellemeler/{name}.md", **lines)


def project_page(settings, address=ADDRESS, **changes):
    build_site(settings, **changes)
    return read_page(settings, address).split("<main", 1)[1]


def test_the_percentage_is_the_one_measured_last(settings):
    write_project(settings, Yüzde="70", Ölçüm_tarihi="01.10.2026")
    write_update(settings, "temel", Tarih="20.09.2026", Yüzde="20")
    write_update(settings, "kaba", Tarih="20.11.2026", Yüzde="85")

    page = project_page(settings)

    assert 'value="85"' in page
    assert "Ölçüm tarihi: <time" in page.replace("\n", " ")
    assert "20 Kasım 2026</time>" in page


def test_a_percentage_measured_after_the_updates_goes_before_theirs(settings):
    write_project(settings, Yüzde="70", Ölçüm_tarihi="21.11.2026")
    write_update(settings, "kaba", Tarih="20.11.2026", Yüzde="65")

    assert 'value="70"' in project_page(settings)


def test_a_percentage_without_a_day_is_shown_without_one(settings):
    write_project(settings, Yüzde="40")

    page = project_page(settings)

    assert 'value="40"' in page
    assert "Ölçüm tarihi" not in page


def test_an_update_in_one_language_is_told_in_the_other_as_well(settings):
    write_project(settings)
    write(settings, f"{FOLDER}/metin.en.md", Tarih="14.09.2026", Başlık="The square")
    write_update(settings, "temel", Başlık="Temel atıldı", Tarih="20.09.2026", Yüzde="20")
    write_update(settings, "kaba", Başlık="Kaba inşaat bitti", Tarih="20.11.2026", Yüzde="85")
    write(settings, f"{FOLDER}/guncellemeler/kaba.en.md", Başlık="The shell", Tarih="20.11.2026")

    page = project_page(settings, "/en/projects/2026/09/meydan/")

    assert 'value="85"' in page
    assert ">The shell<" in page
    assert "Kaba inşaat bitti" not in page
    assert 'lang="tr" hreflang="tr">Temel atıldı<' in page


def test_the_line_of_stages_shows_where_it_stands(settings):
    write_project(settings, Aşama="ihalede")

    page = project_page(settings)

    assert '<li aria-current="step"><strong>İhale</strong></li>' in page
    assert '<li>Planlama<span class="unseen">, bitti</span></li>' in page
    assert '<li class="ahead">Yapım<span class="unseen">, sırası gelmedi</span></li>' in page


def test_a_paused_project_says_so_and_how_far_it_had_come(settings):
    write_project(settings, Aşama="durduruldu", Durduğu_aşama="yapım sürüyor")
    write_update(settings, "ara", Başlık="Neden durdu?", Tarih="20.11.2026")

    page = project_page(settings)

    assert "Proje durduruldu" in page
    assert ">Son güncelleme: Neden durdu?</a>" in page
    assert '<li aria-current="step"><strong>Yapım</strong>: durduruldu</li>' in page


def test_a_cancelled_project_of_which_no_more_is_known_has_no_line(settings):
    write_project(settings, Aşama="iptal edildi")

    page = project_page(settings)

    assert "Proje iptal edildi" in page
    assert 'aria-current="step"' not in page


@pytest.mark.parametrize(
    ("stage", "is_late"),
    [("yapım sürüyor", True), ("durduruldu", True), ("tamamlandı", False), ("iptal edildi", False)],
)
def test_what_is_not_finished_after_its_planned_end_is_overdue(settings, stage, is_late):
    write_project(settings, Aşama=stage, Planlanan_bitiş="23.11.2026")

    assert ("Gecikti" in project_page(settings)) is is_late


def test_a_project_is_not_late_on_the_last_planned_day(settings):
    write_project(settings, Planlanan_bitiş="24.11.2026")

    assert "Gecikti" not in project_page(settings, at=NOON)


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("25.09.2026", "Planlanan tarihten 36 gün önce tamamlandı."),
        ("01.11.2026", "Planlanan tarihten 1 gün sonra tamamlandı."),
    ],
)
def test_a_finished_project_says_whether_it_kept_its_word(settings, ended, said):
    write_project(settings, Aşama="tamamlandı", Planlanan_bitiş="31.10.2026", Bitiş=ended)

    assert said in project_page(settings)


def test_before_and_after_stand_side_by_side_with_their_descriptions(settings):
    for name in ("eski", "yeni"):
        write_picture(settings.content / FOLDER / f"{name}.png")
    write_project(
        settings,
        Öncesi="eski.png",
        Öncesi_açıklaması="Toprak alan",
        Sonrası="yeni.png",
        Sonrası_açıklaması="Ağaçlı meydan",
    )

    page = project_page(settings)

    assert codes_of(settings) == []
    assert "Öncesi ve sonrası" in page
    assert page.index('alt="Toprak alan"') < page.index('alt="Ağaçlı meydan"')
    assert page.count("<figcaption>") == 2


def test_before_without_after_is_worth_a_word_and_shown_alone(settings):
    write_picture(settings.content / FOLDER / "eski.png")
    write_project(settings, Öncesi="eski.png", Öncesi_açıklaması="Toprak alan")

    [finding] = findings_of(settings)
    page = project_page(settings)

    assert (finding.code, finding.is_error) == ("D058", False)
    assert "“Sonrası” yok" in finding.sentence
    assert 'alt="Toprak alan"' in page
    assert "Öncesi ve sonrası" not in page


def test_a_picture_of_before_needs_its_file_and_a_description(settings):
    write_project(settings, Öncesi="yok.png", Sonrası="yok.heic", Sonrası_açıklaması="Meydan")

    assert codes_of(settings) == ["D050", "D051", "D051"]


def test_documents_of_a_project_can_be_read_and_missing_ones_are_found(settings):
    write_project(settings, Belgeler="İş programı.csv, kayip.pdf")
    (settings.content / FOLDER / "İş programı.csv").write_text("Ay;İş\n", encoding="utf-8")

    page = project_page(settings)

    assert codes_of(settings) == ["D060"]
    assert f'<a href="{ADDRESS}is-programi.csv">İş programı (CSV, 1 kB)</a>' in page
    assert "kayip" not in page


def test_an_announcement_and_its_project_lead_to_each_other(settings):
    write_project(settings, Başlık="Kent meydanı")
    write(settings, "duyurular/2026/11/yol.md", Başlık="Yol kapalı", Proje="meydan")

    during = project_page(settings)

    notice = read_page(settings, "/duyurular/2026/11/yol/")
    assert ">Yol kapalı</a>" in during
    assert f'href="{ADDRESS}">Proje: Kent meydanı</a>' in notice


def test_what_is_over_has_left_the_page_of_its_project(settings):
    write_project(settings)
    lines = {"Başlangıç": "20.11.2026", "Bitiş": "21.11.2026", "Proje": "meydan"}
    write(settings, "duyurular/2026/11/yol.md", Başlık="Yol kapalı", **lines)

    assert "Yol kapalı" not in project_page(settings)


def test_an_unknown_project_is_a_finding_that_offers_the_nearest(settings):
    write_project(settings)
    write(settings, "duyurular/2026/11/yol.md", Proje="maydan")

    [finding] = findings_of(settings)

    assert (finding.code, finding.line) == ("D066", 9)
    assert "“meydan”" in finding.sentence


def test_an_update_without_a_project_is_a_finding(settings):
    write_update(settings, "temel", Tarih="20.11.2026")

    [finding] = findings_of(settings)

    assert finding.code == "D065"
    assert "content/projeler/2026/09/meydan" in finding.sentence


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ({"Yüzde": "140"}, "D038"),
        ({"Başlangıç": "01.05.2027", "Bitiş": "01.05.2026"}, "D022"),
        ({"Başlangıç": "01.05.2027", "Planlanan_bitiş": "01.05.2026"}, "D022"),
        ({"Durduğu_aşama": "yapim suruyo"}, "D033"),
    ],
)
def test_facts_that_cannot_be_are_findings(settings, lines, code):
    write_project(settings, **lines)

    assert codes_of(settings) == [code]


def test_a_project_of_which_nothing_is_known_but_its_stage_has_a_page(settings):
    write_project(settings, leave_out=("Yüzde", "Özet"), Aşama="planlanıyor")

    page = project_page(settings)

    assert "Planlanıyor" in page
    assert "<progress" not in page
    assert "None" not in page


def test_a_project_offers_its_feed_and_the_form(settings):
    write_project(settings, Başlık="Kent meydanı", İlçeler="Yakutiye")

    page = project_page(settings)

    assert 'href="/rss/proje/meydan.rss"' in page
    assert f'href="/basvuru/?sayfa={ADDRESS}&amp;ilce=yakutiye"' in page
    assert (settings.output / "rss/proje/meydan.rss").exists()


def test_the_list_groups_projects_by_stage(settings):
    for name, stage in (("bitti", "tamamlandı"), ("ihale", "ihalede"), ("yapim", "yapım sürüyor")):
        write(settings, f"projeler/2026/09/{name}.md", Başlık=name, Aşama=stage)

    page = project_page(settings, "/projeler/")

    places = [page.index(f">{name}<") for name in ("yapim", "ihale", "bitti")]
    assert places == sorted(places)
    assert '<a href="#built">Yapımı sürenler (1)</a>' in page


def test_a_project_that_is_not_finished_never_leaves_the_list(settings):
    write(settings, "projeler/2019/01/eski.md", Başlık="Yıllardır sürüyor", Tarih="05.01.2019")
    for number in range(25):
        lines = {"Aşama": "tamamlandı", "Tarih": "20.11.2026"}
        write(settings, f"projeler/2026/11/p{number}.md", **lines)

    page = project_page(settings, "/projeler/")

    assert "Yıllardır sürüyor" in page
    assert page.count("<article") == 21
    assert "Daha eskileri aşağıda" in page


def test_the_list_in_english_has_what_only_turkish_tells(settings):
    write_project(settings, Başlık="Kent meydanı")

    page = project_page(settings, "/en/projects/")

    assert 'lang="tr" hreflang="tr">Kent meydanı<' in page


def test_the_table_opens_in_a_turkish_spreadsheet(settings):
    write_project(settings, Başlık="Meydan; 1. etap", Konum="39.9043, 41.2679", İlçeler="Çat, Oltu")

    page = project_page(settings, "/projeler/")

    data = (settings.output / "projeler/projeler.csv").read_bytes()
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    assert data.startswith(b"\xef\xbb\xbf")
    assert row["Başlık"] == "Meydan; 1. etap"
    assert (row["Aşama"], row["Yüzde"], row["İlçeler"]) == ("yapım sürüyor", "40", "Çat, Oltu")
    assert (row["Enlem"], row["Boylam"]) == ("39,9043", "41,2679")
    assert 'href="/projeler/projeler.csv" download>' in page


def test_programs_get_the_same_names_in_every_language(settings):
    write_project(settings)
    write(settings, f"{FOLDER}/metin.en.md", Tarih="14.09.2026", Başlık="The square")

    build_site(settings)

    [turkish] = json.loads((settings.output / "projeler/projeler.json").read_bytes())
    [english] = json.loads((settings.output / "en/projects/projects.json").read_bytes())
    assert turkish.keys() == english.keys()
    assert (turkish["stage"], english["stage"]) == ("construction", "construction")
    assert english["title"] == "The square"


def test_a_city_without_projects_has_a_list_that_says_so(settings):
    page = project_page(settings, "/projeler/")

    assert "Şu anda burada içerik yok." in page
    assert (settings.output / "projeler/projeler.json").read_bytes() == b"[]"
