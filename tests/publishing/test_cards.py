"""The cards that networks show with a link."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PIL import Image

from publishing.cards import Cards
from publishing.cards.lettering import BOLD, fit, font, legible, shorten
from publishing.items import Announcement, Event, Project
from publishing.kinds import ANNOUNCEMENT, EVENT, PROJECT
from publishing.pictures import Pictures
from publishing.vocabulary import AnnouncementType, Severity, Stage
from tests.moments import NOON
from tests.publishing.built import build_site, read_page, write_picture
from tests.publishing.content_files import write
from tests.theme.pages import make_page

SIZES = ((96, 1), (56, 4))
WIDTH = 1000


def make_cards(folder, municipality):
    return Cards(folder / "cards", municipality, Pictures(folder / "pictures"))


def make_item(kind=None, **values):
    return make_page(**({"kind": kind} if kind else {}), **values).item


CUT = Announcement(AnnouncementType.WATER, Severity.URGENT, NOON, NOON + timedelta(hours=8))
SQUARE = Project(Stage.CONSTRUCTION, 62, due=date(2027, 6, 30))
FESTIVAL = Event(NOON, "Kent parkı", cancelled="Hava uygun değil.")


def test_a_card_is_described_by_the_facts_that_it_shows(tmp_path, erzurum):
    districts = erzurum.districts[:5]
    cards = make_cards(tmp_path, erzurum)

    cut = make_item(ANNOUNCEMENT, title="Gece su kesintisi", facts=CUT, districts=districts)
    square = make_item(PROJECT, title="Kent meydanı", facts=SQUARE, sample=True)
    festival = make_item(EVENT, title="Kar şenliği", facts=FESTIVAL)

    names = ", ".join(district.name for district in districts[:3])
    assert cards.of_item(cut).alt == (
        "Erzurum Büyükşehir Belediyesi. Acil duyuru · Su. Gece su kesintisi. "
        f"24 Kasım 2026 12.00 – 20.00. {names} ve 2 ilçe daha."
    )
    assert cards.of_item(square).alt == (
        "Erzurum Büyükşehir Belediyesi. Proje · Yapım sürüyor. Kent meydanı. "
        "%62 tamamlandı. Örnek içerik."
    )
    assert "İptal edildi · Etkinlik. Kar şenliği. 24 Kasım 2026 12.00. Kent parkı." in (
        cards.of_item(festival).alt
    )


def test_a_card_is_a_jpeg_of_the_size_that_networks_ask_for(tmp_path, erzurum):
    card = make_cards(tmp_path, erzurum).of_item(make_item())

    with Image.open(card.file) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        assert (card.width, card.height) == picture.size
    assert card.file.stat().st_size < 300_000


def test_a_card_has_the_same_bytes_wherever_it_is_drawn_and_is_drawn_once(tmp_path, erzurum):
    item = make_item(image=write_picture(tmp_path / "kar.jpg"), sample=True)
    first = make_cards(tmp_path / "bir", erzurum).of_item(item)
    drawn_at = first.file.stat().st_mtime_ns

    again = make_cards(tmp_path / "bir", erzurum).of_item(item)
    elsewhere = make_cards(tmp_path / "iki", erzurum).of_item(item)

    assert again.file.stat().st_mtime_ns == drawn_at
    assert elsewhere.src == first.src
    assert elsewhere.file.read_bytes() == first.file.read_bytes()


def test_what_a_card_shows_gives_it_a_new_address(tmp_path, erzurum, riverbend):
    cards = make_cards(tmp_path, erzurum)
    item = make_item(PROJECT, facts=SQUARE)
    others = [
        replace(item, title="Başka"),
        replace(item, facts=replace(SQUARE, percent=63)),
        replace(item, sample=True),
        replace(item, language="en"),
        replace(item, image=write_picture(tmp_path / "kar.jpg")),
    ]

    addresses = [cards.of_item(each).src for each in (item, *others)]
    addresses.append(make_cards(tmp_path, riverbend).of_item(item).src)

    assert len(set(addresses)) == 7


def test_a_card_has_the_colours_of_the_municipality_and_the_items_picture(tmp_path, erzurum):
    red = write_picture(tmp_path / "kar.jpg", colour=(220, 30, 30))

    card = make_cards(tmp_path, erzurum).of_item(make_item(image=red))

    with Image.open(card.file) as picture:
        ground, right = picture.getpixel((10, 10)), picture.getpixel((1000, 600))
    assert all(abs(a - b) < 8 for a, b in zip(ground, (11, 68, 88), strict=True))
    assert right[0] > 200
    assert right[1] < 60


def test_an_unreadable_picture_leaves_the_card_without_one(tmp_path, erzurum):
    broken = tmp_path / "kar.jpg"
    broken.write_bytes(b"yok")
    cards = make_cards(tmp_path, erzurum)

    assert cards.of_item(make_item(image=broken)).src == cards.of_item(make_item()).src


def test_the_font_has_every_letter_of_turkish():
    letters = "ğĞşŞıİçÇöÖüÜâîû ₺…“”’–·% Привет Ελλάδα"

    assert legible(letters) == letters


def test_what_the_font_has_no_letter_for_is_left_out(tmp_path, erzurum):
    assert legible("❄️ Kar  yağıyor 🚜!") == "Kar yağıyor !"
    # As a Mac writes it: g and its breve apart.
    assert legible("Kar yag\u0306ıyor") == "Kar yağıyor"
    assert make_cards(tmp_path, erzurum).of_item(make_item(title="🚜")).file.is_file()


TITLES = {
    "two letters": "Su",
    "300 letters of words": "Kar yağışı " * 27 + "bitti",
    "one word of 300": "Çığ" * 100,
    "a long word among others": "Bu "
    + "muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine" * 2,
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_stays_within_its_room(title):
    letters, lines = fit(title, SIZES, WIDTH)

    assert 1 <= len(lines) <= 4
    assert all(letters.getlength(line) <= WIDTH for line in lines)
    whole = "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert whole or lines[-1].endswith("…")


def test_a_short_title_is_written_large_and_whole():
    letters, lines = fit("Su", SIZES, WIDTH)

    assert (letters.size, lines) == (96, ["Su"])


def test_what_is_too_long_ends_after_a_whole_word():
    text = "Ana yollar, sabaha kadar açık tutuldu"
    letters = font(34, BOLD)

    short = shorten(text, letters, round(letters.getlength("Ana yollar, saba")))

    assert short == "Ana yollar…"


def test_every_page_says_which_card_goes_with_it(settings):
    write(settings, "haberler/2026/11/ev.md", Başlık='Ev & "bahçe"', Örnek="evet")
    build_site(settings)

    for address, words in (
        ("/haberler/2026/11/ev/", "Haber. Ev &amp; &#34;bahçe&#34;. 23 Kasım 2026. Örnek içerik."),
        ("/haberler/", "Erzurum Büyükşehir Belediyesi."),
    ):
        page = read_page(settings, address)
        card = page.partition('property="og:image" content="')[2].partition('"')[0]
        assert card.startswith("https://www.example.bel.tr/gorseller/kart-")
        assert (settings.output / card.partition("bel.tr/")[2]).is_file()
        assert words in page.partition('property="og:image:alt" content="')[2].partition('">')[0]
        assert '<meta property="og:image:width" content="1200">' in page
        assert '<meta name="twitter:card" content="summary_large_image">' in page
