"""What the page of an item shows of its facts, of none at all, and of far too many."""

import brotli
import pytest

from publishing.kinds import KINDS
from tests.publishing.built import build_site, read_page, write_picture
from tests.publishing.content_files import make_settings, write

KB = 1024
NAMES = {
    "news": "haberler/2026/11/kisa.md",
    "announcement": "duyurular/2026/11/kisa.md",
    "project": "projeler/2026/11/kisa/metin.md",
    "update": "projeler/2026/11/kisa/guncellemeler/kisa.md",
    "event": "etkinlikler/2026/11/kisa.md",
    "press": "basinda/2026/11/kisa.md",
    "answer": "sorular/2026/11/kisa.md",
    "page": "sayfalar/kisa.md",
}
OPTIONAL = ["Özet", "Duyuru türü", "Önem", "Başlangıç", "Yüzde"]


@pytest.fixture(scope="module")
def bare(tmp_path_factory, erzurum):
    """A site of one item of each kind, each with its required lines only."""
    settings = make_settings(tmp_path_factory.mktemp("bare"), erzurum)
    for code, name in NAMES.items():
        needed = {"event": {"Başlangıç"}}.get(code, set())
        write(settings, name, leave_out=[key for key in OPTIONAL if key not in needed])
    build_site(settings)
    return settings


def test_every_kind_has_a_page_of_its_required_lines_alone(bare):
    pages = sorted(path for path in bare.output.rglob("*kisa/index.html"))

    assert {kind.code for kind in KINDS} == set(NAMES)
    assert len(pages) == len(NAMES)
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert "None" not in page
        assert "<dd></dd>" not in page


@pytest.mark.parametrize("title", ["Su", "Kış boyunca otobüsler " * 14])
def test_a_title_of_two_letters_or_three_hundred_stands_on_every_list(settings, title):
    title = title[:300].strip()
    for name in ("haberler/2026/11/baslik.md", "duyurular/2026/11/baslik.md"):
        write(settings, name, Başlık=title)

    build_site(settings)

    for address in ("/", "/haberler/", "/duyurular/", "/haberler/2026/11/baslik/"):
        assert title in read_page(settings, address)


def test_of_500_tags_the_page_shows_twenty_and_stays_light(settings):
    tags = ", ".join(f"mahalle etiketi {number}" for number in range(500))
    write(settings, "haberler/2026/11/etiketli.md", Etiketler=tags)

    build_site(settings)

    page = read_page(settings, "/haberler/2026/11/etiketli/")
    assert page.count("/ara/?q=mahalle") == 20
    assert "ve 480 etiket daha" in page
    assert len(brotli.compress(page.encode())) <= 8 * KB


def test_a_caption_stands_below_the_picture(settings):
    picture = {"Görsel": "kar.png", "Görsel_açıklaması": "Karlı yol"}
    name = "haberler/2026/11/kar/metin.md"
    write(settings, name, Görsel_alt_yazısı="Foto: Basın Yayın", **picture)
    write_picture(settings.content / "haberler/2026/11/kar/kar.png")

    build_site(settings)

    page = read_page(settings, "/haberler/2026/11/kar/")
    assert "<figcaption>Foto: Basın Yayın</figcaption></figure>" in page


def test_a_press_report_in_another_language_is_marked_as_such(settings):
    name = "basinda/2026/11/kar.md"
    write(settings, name, Başlık="The night shift", Kaynağın_dili="İngilizce")

    build_site(settings)

    for address in ("/basinda/", "/basinda/2026/11/kar/"):
        page = read_page(settings, address)
        assert 'lang="en">The night shift<' in page
        assert 'hreflang="en">Örnek Gazete sitesinde okuyun (İngilizce)</a>' in page


def test_a_notice_says_above_its_text_how_and_until_when_to_object(settings):
    objection = "Dilekçeyle itiraz edebilirsiniz."
    term = {"Bitiş": "16.12.2026 17.00", "İtiraz": objection}
    write(settings, "duyurular/2026/11/plan.md", Duyuru_türü="imar askısı", **term)

    build_site(settings)

    page = read_page(settings, "/duyurular/2026/11/plan/")
    text = page.index("Çalışma pazartesi başlıyor.</p>")
    assert page.index(objection) < page.index("16 Aralık 2026 17.00", page.index(objection)) < text


def test_a_page_gives_its_address_to_copy(settings):
    write(settings)

    build_site(settings)

    address = "https://www.example.bel.tr/haberler/2026/11/haber/"
    assert f"<code>{address}</code>" in read_page(settings, "/haberler/2026/11/haber/")
