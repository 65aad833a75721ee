"""What an item's Markdown becomes on a public page."""

import re

import pytest

from publishing.content import read_content
from publishing.engine.item_files import ItemFiles
from publishing.engine.rendering import Renderer
from publishing.engine.request import BuildRequest
from publishing.engine.trail import Trail
from publishing.engine.world import live_items
from publishing.pictures import Pictures
from tests.moments import NOON
from tests.publishing.built import write_picture
from tests.publishing.content_files import findings_of, write
from tests.theme.pages import environment_of

ADDRESS = "/haberler/2026/11/ev/"
FILE = "haberler/2026/11/ev/metin.md"


def render_item(settings, body, **lines):
    """The item rendered as a build would, among the other items of the content folder."""
    path = write(settings, FILE, body=body, **lines)
    live = live_items(read_content(settings).items, BuildRequest(settings, at=NOON))
    items = {item.path: item for item in live}
    addresses = {path: item.address for path, item in items.items()}
    pictures = Pictures(settings.var / "pictures")
    environment = environment_of(settings.municipality)
    files = ItemFiles(settings.content, addresses, pictures)
    return Renderer(environment).render(items[path], Trail(files, items[path]))


def render(settings, body, **lines):
    return render_item(settings, body, **lines).html


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        '<iframe src="https://example.com"></iframe>',
        '<p style="position:fixed">x</p>',
        "<style>body{display:none}</style>",
        "x{: onclick=alert(1) }",
        '<form action="https://example.com"><input name="tc"></form>',
    ],
)
def test_nothing_that_runs_or_covers_the_page_comes_through(settings, evil):
    html = render(settings, f"Önce.\n\n{evil}\n\nSonra.")

    assert "<p>Önce.</p>" in html
    assert "<p>Sonra.</p>" in html
    tags = " ".join(re.findall(r"<[^>]*>", html))
    assert not re.search(r"<(script|iframe|style|form|input)|javascript:|\son\w+=|style=", tags)


@pytest.mark.parametrize(
    "link", ["[x](http://[kar)", "[x](//[kar)", "<http://[kar>", "[x][1]\n\n[1]: http://[kar"]
)
def test_a_link_to_what_is_no_address_harms_nothing_else(settings, link):
    html = render(settings, f"Önce.\n\n{link}\n\nSonra.")

    assert "<p>Önce.</p>" in html
    assert "<p>Sonra.</p>" in html


def test_tables_scroll_by_themselves_and_align_by_class(settings):
    html = render(settings, "| Kalem | Tutar |\n|---|--:|\n| Asfalt | 12 |")

    assert '<div aria-label="Tablo" class="scroll" role="region" tabindex="0">' in html
    assert '<th class="right" scope="col">Tutar</th>' in html
    assert '<td class="right">12</td>' in html


def test_rows_have_names_where_the_corner_of_the_table_is_empty(settings):
    html = render(settings, "| | Yakutiye |\n|---|--:|\n| Araç | 26 |\n| **Tuz** | 62 |")

    assert "<td></td>" in html
    assert '<th scope="row">Araç</th>' in html
    assert '<th scope="row"><strong>Tuz</strong></th>' in html
    assert '<td class="right">62</td>' in html


def test_the_page_keeps_its_only_h1(settings):
    html = render(settings, "# Büyük\n\n## Küçük")

    assert "<h1" not in html
    assert '<h2 id="b-buyuk">Büyük</h2>' in html
    assert '<h2 id="b-kucuk">Küçük</h2>' in html


def test_footnotes_lead_back_in_the_language_of_the_item(settings):
    html = render(settings, "Bütçe arttı.[^1]\n\n[^1]: Meclis kararı.")

    assert 'href="#fn:1"' in html
    assert 'title="Metindeki 1. dipnota dön"' in html


def test_notes_have_the_two_forms_that_the_theme_draws(settings):
    html = render(settings, '!!! dikkat "Buzlanma"\n    Yavaş gidin.\n\n!!! not\n    Bilgi.')

    assert '<div class="note warning">' in html
    assert "<strong>Buzlanma</strong>" in html
    assert '<div class="note info">' in html


def test_a_link_to_another_items_file_becomes_its_address(settings):
    write(settings, "haberler/2026/10/eski.md", Tarih="05.10.2026")

    html = render(settings, "[Önceki haber](../../10/eski.md#b-ayrinti)")

    assert '<a href="/haberler/2026/10/eski/#b-ayrinti">Önceki haber</a>' in html


def test_a_link_to_a_draft_does_not_give_its_address_away(settings):
    write(settings, "haberler/2026/10/gizli.md", Tarih="05.10.2026", Yayın="taslak")

    html = render(settings, "[Yakında]({filename}../../10/gizli.md)")

    assert "Yakında" in html
    assert "gizli" not in html


def test_a_picture_is_redrawn_with_its_size_and_only_the_first_is_not_lazy(settings):
    write_picture(settings.content / "haberler/2026/11/ev/ev.jpg", size=(2000, 1000))
    write_picture(settings.content / "gorseller/ortak.png", size=(640, 360))

    html = render(settings, '![Ev](ev.jpg "Evin önü")\n\n![Ortak](/gorseller/ortak.png)')

    first, second = re.findall(r"<picture>.*?</picture>", html)
    address = r"/gorseller/ev-[0-9a-f]{12}"
    assert re.search(rf'src="{address}-1280\.jpg"', first)
    assert re.search(rf'srcset="{address}-320\.avif 320w, {address}-640\.avif 640w', first)
    assert re.findall(r'type="([^"]*)"', first) == ["image/avif", "image/webp"]
    assert 'height="640"' in first
    assert 'width="1280"' in first
    assert "loading" not in first
    assert 'fetchpriority="high"' in first
    assert 'width="640"' in second
    assert 'loading="lazy"' in second
    assert "<figcaption>Evin önü</figcaption>" in html


def test_the_original_of_a_picture_is_never_published(settings):
    original = write_picture(settings.content / "haberler/2026/11/ev/ev.jpg", size=(2000, 1000))

    rendered = render_item(settings, "![Ev](ev.jpg)\n\n[Büyük hâli]({static}ev.jpg)")

    shown = [file for address, file in rendered.files.items() if address in rendered.html]
    assert len(shown) == len(rendered.files) == 12
    assert original not in shown


@pytest.mark.parametrize("source", ["https://example.com/x.gif", "//example.com/x.gif"])
def test_no_picture_comes_from_another_server(settings, source):
    choices = f'srcset="/gorseller/a.jpg 1w, {source} 2w"'
    raw = f'<picture><source {choices}><img src="{source}" {choices} alt="Sayaç"></picture>'

    html = render(settings, f"![Sayaç]({source})\n\n{raw}")

    assert "Sayaç" in html
    assert "example.com" not in html


def test_a_picture_that_only_decorates_says_so(settings):
    write_picture(settings.content / "haberler/2026/11/ev/cizgi.png")

    html = render(settings, "![-](cizgi.png)")

    assert 'alt=""' in html


def test_a_broken_picture_leaves_its_description_and_a_warning(settings):
    broken = settings.content / "haberler/2026/11/ev/ev.jpg"
    write_picture(broken)
    broken.write_bytes(broken.read_bytes()[:200])

    rendered = render_item(settings, "![Ev önü](ev.jpg)")

    assert rendered.html == "<p><em>Ev önü</em></p>"
    assert [problem.partition(" ")[0] for problem in rendered.problems] == ["ev.jpg"]


def test_a_document_beside_the_item_is_published_below_its_address(settings):
    folder = settings.content / "haberler/2026/11/ev"
    folder.mkdir(parents=True)
    (folder / "Çizim Planı.pdf").write_bytes(b"%PDF-1.4")

    rendered = render_item(settings, "[Plan](<Çizim Planı.pdf>)")

    assert f'<a href="{ADDRESS}cizim-plani.pdf">Plan</a>' in rendered.html
    assert rendered.files == {f"{ADDRESS}cizim-plani.pdf": folder / "Çizim Planı.pdf"}


def test_two_documents_of_one_name_are_both_published(settings):
    for folder in ("1", "2"):
        write(settings, f"haberler/2026/11/ev/{folder}/plan.pdf", text=folder)

    rendered = render_item(settings, "[İlk](1/plan.pdf) [ikinci](2/plan.pdf) [yine](1/plan.pdf)")

    first, second, again = re.findall(r'href="([^"]*)"', rendered.html)
    texts = [rendered.files[address].read_text() for address in (first, second, again)]
    assert texts == ["1", "2", "1"]
    assert first == again


@pytest.mark.parametrize(
    "target",
    [
        "{static}/gorseller/plan.pdf",
        "/gorseller/plan.pdf",
        "plan.pdf",
        "{filename}/haberler/2026/11/baska.md",
        "/haberler/2026/11/baska.md",
        "|filename|../baska.md",
        "ev.jpg",
        "/gorseller/ev.jpg",
    ],
)
def test_whatever_link_the_checks_allow_leads_somewhere(settings, target):
    write(settings, "haberler/2026/11/baska.md")
    write(settings, "gorseller/plan.pdf", text="%PDF")
    write_picture(settings.content / "haberler/2026/11/ev/ev.jpg")
    write_picture(settings.content / "gorseller/ev.jpg")

    rendered = render_item(settings, f"[Buradan bakın]({target})")

    (href,) = re.findall(r'href="([^"]*)"', rendered.html)
    assert findings_of(settings) == []
    assert href in {*rendered.files, "/haberler/2026/11/baska/"}


def test_links_between_items_hold_where_the_content_folder_is_a_link(settings):
    write(settings, "haberler/2026/11/baska.md")
    settings.content.rename(settings.content.with_name("asıl"))
    settings.content.symlink_to(settings.content.with_name("asıl"))

    html = render(settings, "[Başka](../baska.md)")

    assert 'href="/haberler/2026/11/baska/"' in html


def test_a_file_outside_the_content_folder_is_never_published(settings):
    (settings.content.parent / "gizli.txt").write_text("parola", encoding="utf-8")

    rendered = render_item(settings, "[x](../../../../../gizli.txt)")

    assert rendered.files == {}
