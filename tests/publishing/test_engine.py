"""What a build writes, and what it never does."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from publishing.engine import PostLink
from publishing.settings import ROOT
from tests.moments import NOON
from tests.publishing.built import build_site, read_page, read_tree, write_picture
from tests.publishing.content_files import make_settings, write

NEWS_ADDRESS = "/haberler/2026/11/haber/"
CUT = "duyurular/2026/11/kesinti.md"
PROJECT = "projeler/2026/09/meydan/metin.md"
UPDATE = "projeler/2026/09/meydan/guncellemeler/2026-11-temel.md"


def test_an_item_stands_at_its_address_with_its_words(settings):
    write(settings, Başlık="Kar küreme ekipleri hazır", body="Ekipler **gece** de çalışıyor.")

    build_site(settings)

    page = read_page(settings, NEWS_ADDRESS)
    assert "<h1>Kar küreme ekipleri hazır</h1>" in page
    assert "<p>Ekipler <strong>gece</strong> de çalışıyor.</p>" in page


def test_the_page_of_an_item_says_whose_it_is_and_the_contact_page_when_people_answer(settings):
    write(settings, uid="13efb765-7079-4ae2-b4c0-f2d1363f9d74")
    write(settings, "sayfalar/iletisim.md", Başlık="İletişim")

    build_site(settings)

    page, contact = read_page(settings, NEWS_ADDRESS), read_page(settings, "/iletisim/")
    # Whoever shares the item waits until the public page says so.
    assert '<meta name="uid" content="13efb765-7079-4ae2-b4c0-f2d1363f9d74">' in page
    assert "Hafta içi 08.30–17.30" in contact
    assert "Canlı destek saatleri" not in page


def test_a_title_with_html_in_it_is_shown_as_it_was_typed(settings):
    write(settings, Başlık="Su <b>kesintisi</b> & arıza")

    build_site(settings)

    assert "<h1>Su &lt;b&gt;kesintisi&lt;/b&gt; &amp; arıza</h1>" in read_page(
        settings, NEWS_ADDRESS
    )


def test_home_kind_and_month_lead_to_the_item(settings):
    write(settings)

    build_site(settings)

    link = f'href="{NEWS_ADDRESS}"'
    assert link in read_page(settings, "/")
    assert link in read_page(settings, "/haberler/")
    assert link in read_page(settings, "/haberler/2026/11/")


def test_a_site_without_any_item_is_whole_and_a_month_without_one_has_no_page(settings):
    build_site(settings)

    written = read_tree(settings.output)
    assert "Şu anda burada içerik yok." in read_page(settings, "/haberler/")
    for address in ("index.html", "duyurular/index.html", "projeler/index.html", "rss/tum.atom"):
        assert address in written
    assert not [path for path in written if path.startswith("haberler/20")]


def test_a_kind_shows_its_newest_twenty_and_the_month_all(settings):
    for number in range(25):
        write(settings, f"haberler/2026/11/h{number:02}.md", Tarih=f"{number % 20 + 1}.11.2026")

    build_site(settings)

    assert read_page(settings, "/haberler/").count("<article") == 20
    assert read_page(settings, "/haberler/2026/11/").count("<article") == 25


def test_nothing_scheduled_or_draft_is_written_anywhere(settings):
    write(settings)
    secret = {"Görsel": "gizli.png", "Görsel_açıklaması": "zürafa", "Etiketler": "zürafa"}
    for name, lines in {
        "haberler/2026/11/taslak": {"Yayın": "taslak"},
        "haberler/2026/12/ileride": {"Tarih": "25.12.2026"},
    }.items():
        write(settings, f"{name}/metin.md", body="zürafa", Başlık="zürafa", **secret, **lines)
        write_picture(settings.content / name / "gizli.png", colour=(1, 2, 3))

    build_site(settings)

    tree = read_tree(settings.output)
    assert [path for path in tree if "gizli" in path or "taslak" in path or "ileride" in path] == []
    assert [path for path, data in tree.items() if "zürafa".encode() in data] == []
    assert [path for path, data in tree.items() if b"zurafa" in data] == []


def test_a_scheduled_item_appears_when_its_hour_has_come(settings):
    write(settings, Tarih="24.11.2026 12.00")

    build_site(settings, at=NOON - timedelta(seconds=1))
    before = (settings.output / NEWS_ADDRESS.strip("/")).exists()
    build_site(settings, at=NOON)

    assert not before
    assert "Deneme haber" in read_page(settings, NEWS_ADDRESS)


def test_a_withdrawn_item_leaves_only_its_address_and_reason(settings):
    write(settings)
    build_site(settings)
    write(settings, Yayın="kaldırıldı", Gerekçe="Yanlış bilgi içeriyordu.")

    build_site(settings)

    gone = (settings.output / ".meydan/gone.tsv").read_text(encoding="utf-8")
    assert gone == f"{NEWS_ADDRESS}\tYanlış bilgi içeriyordu.\n"
    assert not (settings.output / "haberler/2026").exists()


def test_two_builds_of_the_same_sources_are_the_same_bytes(settings):
    write(settings)
    write(settings, CUT)
    build_site(settings)
    first = read_tree(settings.output)

    other = replace(settings, output=settings.output.with_name("other"), var=settings.var / "new")
    build_site(other)

    assert read_tree(other.output) == first


def test_between_two_instants_without_a_boundary_nothing_changes(settings):
    write(settings)
    write(settings, CUT)
    build_site(settings, at=NOON)
    before = read_tree(settings.output)

    report = build_site(settings, at=NOON + timedelta(hours=2))

    assert report.written == 0
    assert read_tree(settings.output) == before


def test_when_an_announcement_ends_its_page_says_so(settings):
    write(settings, CUT, Başlangıç="24.11.2026 09.00", Bitiş="24.11.2026 18.00")
    build_site(settings, at=NOON)
    during = read_page(settings, "/duyurular/2026/11/kesinti/")

    build_site(settings, at=NOON + timedelta(hours=7))

    after = read_page(settings, "/duyurular/2026/11/kesinti/")
    assert "Sürüyor" in during
    assert "Sürüyor" not in after
    assert "Bu duyurunun süresi doldu." in after


def test_an_urgent_announcement_stands_on_every_page_while_in_force(settings):
    write(settings)
    write(settings, CUT, Başlık="Yollar kapalı", Önem="acil")
    build_site(settings)
    pages = [data for path, data in read_tree(settings.output).items() if path.endswith(".html")]

    build_site(settings, at=NOON + timedelta(days=1))

    later = read_page(settings, NEWS_ADDRESS)
    assert [page for page in pages if "Yollar kapalı".encode() not in page] == []
    assert "Yollar kapalı" not in later


def test_the_service_is_told_what_is_urgent_and_until_when(settings):
    write(settings, CUT, Başlık="Yollar kapalı", Önem="acil")

    build_site(settings)

    alerts = json.loads((settings.output / ".meydan" / "alerts.json").read_text(encoding="utf-8"))
    assert [alert["title"] for alert in alerts["tr"]] == ["Yollar kapalı"]
    assert datetime.fromisoformat(alerts["tr"][0]["ends"]) > NOON


def test_of_what_is_in_force_the_urgent_stands_first(settings):
    for name, severity in (("Park", "bilgi"), ("Yol", "önemli"), ("Don", "acil")):
        write(settings, f"duyurular/2026/11/{name}.md", Başlık=name, Önem=severity)

    build_site(settings)

    for address in ("/", "/duyurular/"):
        page = read_page(settings, address).split("<main", 1)[1]
        places = [page.index(f">{name}<") for name in ("Don", "Yol", "Park")]
        assert places == sorted(places)


def test_the_home_page_shows_first_what_is_being_built(settings):
    for name, stage, day in (
        ("Köprü", "yapım sürüyor", "01.09.2026"),
        ("Garaj", "ihalede", "20.11.2026"),
    ):
        path = f"projeler/2026/09/{name}.md"
        write(settings, path, Başlık=name, Aşama=stage, Tarih=day)

    build_site(settings)

    page = read_page(settings, "/")
    assert page.index(">Köprü<") < page.index(">Garaj<")


def test_a_notice_is_listed_among_the_notices_only(settings):
    write(settings, CUT, Başlık="İmar planı askıda", Duyuru_türü="imar askısı")

    build_site(settings)

    assert "İmar planı askıda" in read_page(settings, "/ilanlar/")
    assert "İmar planı askıda" not in read_page(settings, "/duyurular/")


def test_an_item_and_its_translation_lead_to_each_other(settings):
    write(settings)
    write(settings, "haberler/2026/11/haber.en.md", Başlık="Crews are ready")

    build_site(settings)

    assert 'href="/en/news/2026/11/haber/"' in read_page(settings, NEWS_ADDRESS)
    english = read_page(settings, "/en/news/2026/11/haber/")
    assert '<html lang="en"' in english
    assert f'href="{NEWS_ADDRESS}"' in english


def test_a_page_without_translation_is_reached_from_the_other_language(settings):
    write(settings, "sayfalar/kvkk.md")

    build_site(settings)

    redirects = (settings.output / ".meydan/redirects.tsv").read_text(encoding="utf-8")
    assert redirects.splitlines() == ["/en/kvkk/\t/kvkk/"]


def test_a_chain_of_redirects_is_one_step_long(settings):
    write(settings)

    build_site(settings, redirects=[("/a/", "/b/"), ("/b/", NEWS_ADDRESS)])

    redirects = (settings.output / ".meydan/redirects.tsv").read_text(encoding="utf-8")
    assert redirects.startswith(f"/a/\t{NEWS_ADDRESS}\n/b/\t{NEWS_ADDRESS}\n")


def test_a_project_shows_its_updates_the_newest_first(settings):
    write(settings, PROJECT, Tarih="14.09.2026")
    write(settings, UPDATE, Başlık="Temel atıldı", Tarih="01.11.2026")
    write(settings, UPDATE.replace("temel", "kaba"), Başlık="Kaba inşaat", Tarih="20.11.2026")

    build_site(settings)

    page = read_page(settings, "/projeler/2026/09/meydan/")
    assert 0 < page.index("Kaba inşaat") < page.index("Temel atıldı")


def test_related_items_are_older_so_that_a_new_one_changes_no_old_page(settings):
    write(settings, Etiketler="kar")
    build_site(settings)
    before = read_page(settings, NEWS_ADDRESS)
    write(settings, "haberler/2026/11/yeni.md", Etiketler="kar", Tarih="24.11.2026 10.00")

    build_site(settings)

    assert read_page(settings, NEWS_ADDRESS) == before
    assert f'href="{NEWS_ADDRESS}"' in read_page(settings, "/haberler/2026/11/yeni/")


def test_a_page_that_stands_by_itself_is_related_to_no_item(settings):
    write(settings, "sayfalar/erisilebilirlik.md", Etiketler="kar")
    write(settings, Etiketler="kar")

    build_site(settings)

    assert 'id="related"' not in read_page(settings, NEWS_ADDRESS)


def test_post_links_stand_on_the_page_of_their_item(settings):
    path = write(settings)
    uid = path.read_text(encoding="utf-8").partition("uid: ")[2].split()[0]

    build_site(settings, post_links={uid: [PostLink("Mastodon", "https://example.org/@e/1")]})

    assert 'href="https://example.org/@e/1"' in read_page(settings, NEWS_ADDRESS)


def test_a_correction_is_on_its_page_and_in_the_list_of_corrections(settings):
    write(settings, Düzeltme="24.11.2026 Kesinti 20.00'de biter.")

    build_site(settings)

    assert "Kesinti 20.00&#39;de biter." in read_page(settings, NEWS_ADDRESS)
    assert f'href="{NEWS_ADDRESS}"' in read_page(settings, "/duzeltmeler/")


def test_an_edit_rewrites_little_and_what_is_gone_is_removed(settings):
    write(settings)
    write(settings, "haberler/2020/01/eski.md", Tarih="05.01.2020")
    build_site(settings)
    write(settings, "haberler/2020/01/eski.md", Tarih="05.01.2020", body="Düzeltilmiş metin.")
    edited = build_site(settings)
    (settings.content / "haberler/2020/01/eski.md").unlink()

    removed = build_site(settings)

    # The page, the feeds that hold its text, the search index.
    assert edited.written < 15
    # Its page, its card, the month's list.
    assert removed.removed == 3
    assert not (settings.output / "haberler/2020").exists()


def test_a_kept_address_keeps_its_page_and_the_pictures_on_it(settings):
    write(settings, "haberler/2026/11/ev/metin.md", Görsel="ev.png", Görsel_açıklaması="Bir ev")
    write_picture(settings.content / "haberler/2026/11/ev/ev.png")
    build_site(settings)
    before = {path for path in read_tree(settings.output) if "ev" in path and "2026" in path}
    pictures = set((settings.output / "gorseller").iterdir())
    (settings.content / "haberler/2026/11/ev/metin.md").unlink()

    build_site(settings, keep=["/haberler/2026/11/ev/"])

    assert before == {p for p in read_tree(settings.output) if "ev" in p and "2026" in p}
    assert set((settings.output / "gorseller").iterdir()) == pictures


def test_a_page_of_the_editors_goes_before_one_of_the_software(settings):
    write(settings, "sayfalar/hizmetler.md", Başlık="Bütün hizmetlerimiz")

    build_site(settings)

    assert "<h1>Bütün hizmetlerimiz</h1>" in read_page(settings, "/hizmetler/")


def test_the_sitemap_names_every_page_that_readers_should_find(settings):
    write(settings)
    write(settings, "haberler/2026/11/haber.en.md")

    build_site(settings)

    sitemap = (settings.output / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>https://www.example.bel.tr{NEWS_ADDRESS}</loc>" in sitemap
    assert 'hreflang="en" href="https://www.example.bel.tr/en/news/2026/11/haber/"' in sitemap
    assert "404" not in sitemap


def test_drafts_are_built_for_the_preview(settings):
    write(settings, Yayın="taslak")

    build_site(settings, drafts=True)

    assert "Deneme haber" in read_page(settings, NEWS_ADDRESS)


def test_another_municipality_builds_in_its_own_language(tmp_path, riverbend):
    settings = make_settings(tmp_path, riverbend)
    write(settings, İlçeler=riverbend.districts[0].name)

    build_site(settings)

    assert '<html lang="en"' in read_page(settings, "/news/2026/11/haber/")
    assert (settings.output / "rss/all.rss").exists()
    assert b"Erzurum" not in b"".join(read_tree(settings.output).values())


@pytest.mark.timeout(60)
def test_plain_pelican_gives_the_same_pages(tmp_path, erzurum):
    settings = make_settings(tmp_path, erzurum)
    write(settings, "haberler/2026/11/ev/metin.md", Görsel="ev.png", Görsel_açıklaması="Bir ev")
    write_picture(settings.content / "haberler/2026/11/ev/ev.png")
    write(settings, CUT, Önem="acil")
    write(settings, "haberler/2026/11/haber.en.md")
    write(settings, "haberler/2026/12/ileride.md", Tarih="25.12.2026")
    build_site(settings)
    plain = tmp_path / "plain"
    command = [sys.executable, "-m", "pelican", settings.content]

    subprocess.run(
        [*command, "-s", ROOT / "pelicanconf.py", "-o", plain],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        env=os.environ
        | {
            "MEYDAN_AT": "24.11.2026 12.00",
            "SITE_URL": settings.site_url,
            "VAR_FOLDER": str(settings.var),
        },
    )

    assert read_tree(plain) == read_tree(settings.output)
    # What it has compiled, the next process need not compile again.
    assert list((settings.var / "templates").iterdir())
