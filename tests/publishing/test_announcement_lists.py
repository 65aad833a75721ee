"""What runs now and where: the lists of announcements, their types, and the urgent ones."""

import re
from datetime import timedelta

from tests.moments import NOON
from tests.publishing.built import build_site, read_page, read_tree
from tests.publishing.content_files import write

WATER = "/duyurular/su/"


def announce(settings, name, **changes):
    return write(settings, f"duyurular/2026/11/{name}.md", **({"Başlık": name} | changes))


def group(page, anchor):
    """What stands in the section of that id."""
    return page.split(f'<section id="{anchor}">', 1)[1].split("</section>", 1)[0]


def test_a_cut_stands_below_each_district_that_it_concerns(settings):
    announce(settings, "Vana", İlçeler="Hınıs, Oltu", Mahalleler="Yunus Emre")

    build_site(settings)

    page = read_page(settings, WATER)
    assert "Vana" in group(page, "hinis")
    assert "Mahalleler: Yunus Emre" in group(page, "oltu")
    assert '<a href="#hinis">Hınıs</a>' in page


def test_districts_without_a_cut_are_named_as_such(settings):
    announce(settings, "Vana", İlçeler="Hınıs")

    build_site(settings)

    quiet = read_page(settings, WATER).split("<b>Yok</b>", 1)[1].split("</p>", 1)[0]
    assert "Oltu" in quiet
    assert "Hınıs" not in quiet


def test_a_cut_that_names_no_district_concerns_all_of_them(settings):
    announce(settings, "Baraj")

    build_site(settings)

    assert "Baraj" in group(read_page(settings, WATER), "hepsi")


def test_what_runs_and_what_is_planned_stand_apart(settings):
    announce(settings, "Bugünkü", İlçeler="Hınıs")
    planned = {"Başlangıç": "26.11.2026 09.00", "Bitiş": "26.11.2026 12.00"}
    announce(settings, "Yarınki", İlçeler="Hınıs", **planned)

    build_site(settings)

    page = read_page(settings, WATER)
    assert "Yarınki" not in group(page, "hinis")
    assert "Yarınki" in group(page, "hinis-2")
    assert page.index(">Şu anda sürenler<") < page.index(">Planlananlar<")


def test_a_list_of_cuts_without_any_says_so_plainly(settings):
    announce(settings, "Yol", Duyuru_türü="yol")

    build_site(settings)

    assert "Şu anda su kesintisi yok." in read_page(settings, WATER)
    assert "There is no water cut at the moment." in read_page(settings, "/en/announcements/water/")


def test_what_is_over_leaves_the_lists_and_stays_at_its_address_and_in_its_month(settings):
    announce(settings, "Dünkü", Başlangıç="22.11.2026 09.00", Bitiş="23.11.2026 12.00")

    build_site(settings)

    for address in ("/", "/duyurular/", WATER):
        assert "Dünkü" not in read_page(settings, address)
    assert ">Bitti</strong>" in read_page(settings, "/duyurular/2026/11/dunku/")
    assert "Dünkü" in read_page(settings, "/duyurular/2026/11/")


def test_what_was_called_off_is_listed_struck_until_it_would_have_ended(settings):
    announce(settings, "Bakım", İptal="Hava uygun değil.")
    build_site(settings)
    before = read_page(settings, "/duyurular/")

    build_site(settings, at=NOON + timedelta(days=1))

    assert "<s>Bakım</s>" in before
    assert "Bakım" not in read_page(settings, "/duyurular/")


def test_every_type_has_a_list_that_the_announcements_lead_to(settings):
    announce(settings, "Kar", Duyuru_türü="kar ve buz")
    announce(settings, "Plan", Duyuru_türü="imar askısı")

    build_site(settings)

    announcements, notices = (read_page(settings, path) for path in ("/duyurular/", "/ilanlar/"))
    assert '<a href="/duyurular/kar-ve-buz/">Kar ve buz (1)</a>' in announcements
    assert '<a href="/ilanlar/imar-askisi/">Askıdaki imar planları (1)</a>' in notices
    for page in (announcements, notices):
        for address in re.findall(r'"(/(?:duyurular|ilanlar)/[a-z-]+/)"', page):
            assert read_page(settings, address)


def test_a_notice_stays_listed_after_its_term(settings):
    announce(settings, "Plan", Duyuru_türü="imar askısı", Bitiş="24.11.2026 10.00")

    build_site(settings)

    assert ">Süresi doldu</strong>" in read_page(settings, "/ilanlar/")


def test_of_many_urgent_announcements_two_are_shown_danger_to_life_first(settings):
    kinds = {"Otobüs": "ulaşım", "Su": "su", "Deprem": "afet", "Gaz": "doğal gaz"}
    for name, kind in kinds.items():
        announce(settings, name, Önem="acil", Duyuru_türü=kind)

    build_site(settings)

    banner = read_page(settings, "/").split("<header", 1)[0]
    assert re.findall(r'<a href="[^"#]+">(.*?)</a>', banner) == [
        "Deprem",
        "Gaz",
        "2 acil duyuru daha",
    ]


def test_an_open_page_knows_when_its_urgent_announcement_ends(settings):
    announce(settings, "Don", Önem="acil", Bitiş="24.11.2026 18.00")

    build_site(settings)

    for path, data in read_tree(settings.output).items():
        if path.endswith(".html"):
            page = data.decode()
            assert 'class="alert" data-ends="2026-11-24T18:00:00+03:00"' in page
            assert page.count("<script>") == 1


def test_what_nobody_translated_is_missing_from_no_list_of_the_other_language(settings):
    announce(settings, "Vana", İlçeler="Hınıs")
    announce(settings, "Boru", İlçeler="Oltu")
    write(settings, "duyurular/2026/11/Boru.en.md", Başlık="Pipe", İlçeler="Oltu")

    build_site(settings)

    for address in ("/en/", "/en/announcements/", "/en/announcements/water/"):
        page = read_page(settings, address).split("<main", 1)[1]
        assert ' lang="tr" hreflang="tr">' in page
        assert "Vana" in page
        assert "Pipe" in page
        assert "Boru" not in page
