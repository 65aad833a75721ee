"""What stands on the page of a district, and which pages a new item changes."""

import re

from tests.publishing.built import build_site, read_page, read_tree
from tests.publishing.content_files import make_settings, write


def district_page(settings, slug="yakutiye"):
    return read_page(settings, f"/ilceler/{slug}/").split("<main", 1)[1]


def write_one_of_each(settings, district):
    write(settings, "duyurular/2026/11/kesinti.md", Başlık="Su kesintisi", İlçeler=district)
    write(settings, "projeler/2026/11/park.md", Başlık="Park", İlçeler=district)
    write(settings, "etkinlikler/2026/11/senlik.md", Başlık="Şenlik", İlçeler=district)
    write(settings, "haberler/2026/11/kar.md", Başlık="Kar", İlçeler=district)


def test_a_district_has_everything_about_it_on_one_page(settings):
    write_one_of_each(settings, "Yakutiye")

    build_site(settings)

    page = district_page(settings)
    for title in ("Su kesintisi", "Park", "Şenlik", "Kar"):
        assert f">{title}</a>" in page
        assert f">{title}</a>" not in district_page(settings, "oltu")
    assert 'href="/rss/ilce/yakutiye.rss"' in page
    assert 'href="/basvuru/?ilce=yakutiye"' in page


def test_what_is_over_has_left_the_district(settings):
    over = {"Başlangıç": "20.11.2026", "Bitiş": "21.11.2026", "İlçeler": "Yakutiye"}
    write(settings, "duyurular/2026/11/kesinti.md", Başlık="Su kesintisi", **over)

    build_site(settings)

    assert "Su kesintisi" not in district_page(settings)
    assert "İlçede şu anda yürürlükte duyuru yok." in district_page(settings)


def test_the_map_counts_what_is_in_force_and_leads_to_each_district(tmp_path, erzurum):
    settings = make_settings(tmp_path, erzurum)
    write_one_of_each(settings, "Palandöken")

    build_site(settings)

    page = read_page(settings, "/ilceler/")
    tiles = re.findall(r'<a href="(/ilceler/[\w-]+/)"(?: class="some")?>\S+ <b>(\d+)</b>', page)
    assert len(tiles) == 20
    assert [url for url, number in tiles if number == "1"] == ["/ilceler/palandoken/"]
    assert "1 duyuru, 1 proje, 1 etkinlik" in page


def test_districts_are_links_wherever_an_item_names_them(settings):
    write_one_of_each(settings, "Çat, Oltu")

    build_site(settings)

    for address in ("duyurular/2026/11/kesinti", "projeler/2026/11/park", "haberler/2026/11/kar"):
        page = read_page(settings, address)
        assert '<a href="/ilceler/cat/">Çat</a>,</span> <span' in page
        assert '<a href="/ilceler/oltu/">Oltu</a>' in page


def test_an_english_reader_sees_what_only_turkish_tells_and_which_language_it_is(settings):
    write_one_of_each(settings, "Yakutiye")
    write(settings, "haberler/2026/11/kar.en.md", Başlık="Snow", İlçeler="Yakutiye")

    build_site(settings)

    page = read_page(settings, "/en/districts/yakutiye/")
    assert 'lang="tr" hreflang="tr">Su kesintisi</a>' in page
    assert ">Snow</a>" in page
    assert ">Kar</a>" not in page


def test_an_item_changes_only_the_pages_of_its_own_districts(settings):
    write_one_of_each(settings, "Yakutiye")
    build_site(settings)
    before = read_tree(settings.output / "ilceler")
    write(settings, "haberler/2026/11/yeni.md", Başlık="Yeni", İlçeler="Oltu")

    build_site(settings)

    after = read_tree(settings.output / "ilceler")
    assert [path for path in after if after[path] != before[path]] == ["oltu/index.html"]


def test_a_municipality_without_tiles_has_a_list_and_no_map(tmp_path, riverbend):
    settings = make_settings(tmp_path, riverbend)

    build_site(settings)

    page = read_page(settings, "/districts/")
    assert 'href="/districts/north-bank/"' in page
    assert 'class="tiles"' not in page
    assert 'class="locator"' not in read_page(settings, "/districts/north-bank/")
