import re
from datetime import datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from municipality import load
from publishing.engine.sheets.services import group_by_letter
from publishing.vocabulary import AnnouncementType
from tests.moments import NOON
from tests.theme.pages import (
    list_pages,
    make_announcement,
    make_page,
    make_urgent,
    render,
    render_item,
)
from text.language import speaking
from theme.environment import CLOCK

PAGES = dict(list_pages(load()))
ENGLISH = dict(list_pages(load(), "en"))
VOID = {"meta", "link", "img", "input", "br", "hr", "path", "use"}


class Outline(HTMLParser):
    """What a page is made of, as far as these tests ask."""

    def __init__(self, html):
        super().__init__()
        self.headings, self.ids, self.labelled, self.controls, self.links = [], [], [], [], []
        self.pointed_at, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label":
            self.labelled.append(given.get("for"))
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden":
            self.controls.append(given.get("id"))
        for name in ("aria-labelledby", "aria-describedby"):
            self.pointed_at += given.get(name, "").split()
        if tag == "a":
            self.links.append(given.get("href"))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("html", [*PAGES.values(), *ENGLISH.values()], ids=[*PAGES, *ENGLISH])
def test_a_page_is_well_made(html):
    outline = Outline(html)

    assert outline.open == []
    assert outline.headings.count(1) == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.controls) <= set(outline.labelled)
    assert set(outline.pointed_at) <= set(outline.ids)
    assert all(outline.links)
    assert re.search(r"<title>\s*\S.* – .*\S\s*</title>", html)
    assert set(re.findall("<script>(.*?)</script>", html)) <= {CLOCK}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_headings_skip_no_level(html):
    main = html[html.index("<h1") : html.index("</main>")]
    levels = [int(level) for level in re.findall(r"<h([1-6])", main)]

    steps = [after - before for before, after in pairwise(levels)]

    assert max(steps, default=0) <= 1


def test_english_pages_link_to_english_pages():
    links = Outline(ENGLISH["404"]).links

    ours = [link for link in links if link.startswith("/")]

    assert ours
    assert all(link.startswith("/en/") for link in ours)


def test_services_are_those_of_the_municipality_and_of_its_affiliates():
    html = PAGES["services"]

    offered = set(re.findall(r'href="/hizmetler/([\w-]+)/"', html))
    assert {"kar-kureme", "su-kesintisi", "su-arizasi", "kanalizasyon"} <= offered
    assert not {"sokak-lambasi", "cop"} & offered


def test_a_service_says_all_that_one_must_know_before_asking():
    html = PAGES["service su-kesintisi"]

    for words in (
        "Su ve Kanalizasyon İdaresi",
        "telefonla: 185",
        "Abone numarası",
        "En geç 1 gün içinde cevap",
        "3071 sayılı Kanun, m. 7",
        "Başvuru ücretsizdir.",
        "İkinci başvuru yeri: Genel Sekreterlik.",
        'href="/basvuru/?konu=su-kesintisi"',
    ):
        assert words in html, words


def test_a_service_that_costs_something_says_so():
    html = PAGES["service bilgi-edinme"]

    assert "15 iş günü (4982 sayılı Kanun, m. 11)" in html
    assert "gider istenebilir" in html
    assert "Adınız, soyadınız ve adresiniz" in html


def test_the_table_of_standards_has_every_service_with_its_times(erzurum):
    rows = re.findall(r"<tr>.*?</tr>", PAGES["standards"], re.DOTALL)[1:]

    assert len(rows) == len(erzurum.services)
    assert "1 gün" in rows[0]
    assert "m. 7" in rows[0]


def test_times_that_nobody_confirmed_yet_are_marked_as_samples(erzurum, riverbend):
    assert erzurum.sample
    for name in ("services", "service kar-kureme", "standards", "whose job"):
        assert "Örnek içerik" in PAGES[name]
    assert "Sample content" not in dict(list_pages(riverbend))["standards"]


def test_a_page_leads_to_itself_in_the_other_language(erzurum):
    html = render(erzurum, "site/services.html", alternate_url="/en/hizmetler/")

    assert '<a href="/en/hizmetler/" hreflang="en" lang="en">English</a>' in html


def test_a_page_without_a_translation_says_so(erzurum):
    html = render_item(erzurum, make_page())

    assert "Yalnız Türkçe" in html


def test_a_municipality_of_another_country_gets_its_own_site(riverbend):
    pages = dict(list_pages(riverbend))

    assert all("Erzurum" not in html for html in pages.values())
    assert all('<html lang="en"' in html for html in pages.values())
    assert "How can we help you?" in pages["home"]


def test_sample_content_is_marked(erzurum):
    of_item = render_item(erzurum, make_page(sample=True))
    in_list = PAGES["list of news"]

    assert "Örnek içerik" in of_item
    assert "Bu sitedeki içerik örnektir" in in_list


def test_content_that_is_not_a_sample_is_not_marked(erzurum):
    html = render_item(erzurum, make_page())

    assert "Örnek" not in html


def test_an_urgent_announcement_stands_on_every_page(erzurum):
    html = render(erzurum, "errors/404.html", alerts=(make_urgent(),))

    assert html.index("Acil") < html.index("<main")
    assert "Gece su kesintisi" in html
    assert "24 Kasım 2026 20.00" in html


@pytest.mark.parametrize(
    ("hours", "words"),
    [((1, 2), "Planlı"), ((-1, 2), "Sürüyor"), ((-3, -1), "Bitti")],
)
def test_the_state_of_an_announcement_is_said_in_words(erzurum, hours, words):
    starts, ends = (NOON + timedelta(hours=hour) for hour in hours)

    html = render_item(erzurum, make_announcement(starts, ends))

    assert f">{words}</strong>" in html


def test_a_cancelled_announcement_says_why(erzurum):
    html = render_item(erzurum, make_announcement(cancelled="Hava uygun değil."))

    assert ">İptal edildi</strong>" in html
    assert "Hava uygun değil." in html


def test_a_notice_says_how_to_object_and_offers_its_documents():
    html = PAGES["notice"]

    assert "30 gün içinde itiraz edin." in html
    assert '<a href="/g.pdf">Gündem (PDF)</a>' in html
    assert '<a href="/ilanlar/">İlanlar</a>' in html


def test_a_notice_whose_term_is_over_is_not_called_out_of_force(erzurum):
    over = make_announcement(NOON.replace(day=1), NOON.replace(day=2), type=AnnouncementType.TENDER)

    html = render_item(erzurum, over)

    assert "süresi doldu" not in html


def test_a_project_says_how_far_it_is():
    html = PAGES["project"]

    assert '<progress max="100" value="62"' in html
    assert "%62 tamamlandı" in html
    assert "84.500.000 TL" in html
    assert "Bugüne kadar neler yapıldı?" in html


def test_corrections_stand_above_the_text():
    html = PAGES["news"]

    assert html.index("120 değil 64 araç.") < html.index("Ekipler sahada.")


def test_a_correction_has_a_day_and_no_hour(erzurum):
    midnight = datetime(2026, 11, 24, tzinfo=ZoneInfo("Europe/Istanbul"))

    html = render_item(erzurum, make_page(updated_at=midnight))

    assert ">24 Kasım 2026</time>" in html
    assert "00.00" not in html


def test_a_page_says_where_it_was_shared():
    html = PAGES["news"]

    assert "Bu içerik şuralarda da paylaşıldı" in html
    assert 'href="https://example.org/1"' in html


def test_more_than_three_districts_are_counted():
    html = PAGES["list of announcements"]

    assert "ve 17 ilçe daha" in html


def test_an_empty_site_says_so_in_sentences():
    assert "Şu anda yürürlükte duyuru yok." in PAGES["empty home"]
    assert "Şu anda burada içerik yok." in PAGES["empty list"]


def test_a_withdrawn_page_gives_its_reason(erzurum):
    html = render(erzurum, "errors/410.html", reason="Yanlış tarihle yayımlandı.")

    assert "Yanlış tarihle yayımlandı." in html


@pytest.mark.parametrize("error", ["404", "410", "500", "maintenance"])
def test_an_error_page_leads_on(error):
    html = PAGES[error]

    assert 'role="search"' in html
    assert 'href="tel:153"' in html
    assert 'href="/duyurular/"' in html


@pytest.mark.parametrize("html", [PAGES["404"], PAGES["410"], PAGES["500"], ENGLISH["404"]])
def test_an_error_page_offers_to_report_it(html):
    assert re.search(r'href="(/en)?/basvuru/\?sayfa="', html)


def test_an_error_page_names_the_address_that_failed_where_it_is_known(erzurum):
    html = render(erzurum, "errors/404.html", lost_path="/haberler/yok & yok/")

    assert 'href="/basvuru/?sayfa=/haberler/yok%20%26%20yok/"' in html


def entry_of(html, code):
    return re.search(rf'<details class="more" id="{code}">.*?</details>', html, re.DOTALL)[0]


def test_whose_job_a_dark_street_lamp_is_can_be_read_without_opening_anything():
    entry = entry_of(PAGES["whose job"], "sokak-lambasi")

    summary = re.search("<summary>(.*)</summary>", entry)[1]
    assert re.sub("<[^>]*>", "", summary) == (
        "Sokak lambası yanmıyor Elektrik dağıtım şirketi · 186"
    )
    assert 'href="tel:186"' in entry
    assert 'href="/basvuru/?konu=sokak-lambasi"' in entry
    assert "Bize yazarsanız iletir, size haber veririz" in entry
    assert '<time datetime="2026-11-25">25 Kasım 2026</time>' in entry


def test_our_own_job_leads_to_its_service_and_an_emergency_to_no_form():
    html = PAGES["whose job"]

    assert 'href="/hizmetler/kar-kureme/"' in entry_of(html, "ana-yol-kar")
    assert "Bağlı kuruluşumuz." in entry_of(html, "su-kesik")
    assert "basvuru" not in entry_of(html, "yangin")
    assert "hemen arayın" in entry_of(html, "yangin")
    # The gas company is no emergency service, but a leak is an emergency.
    assert "basvuru" not in entry_of(html, "gaz-kokusu")
    assert "hemen arayın" in entry_of(html, "gaz-kokusu")


def test_everything_on_the_page_whose_job_it_is_can_be_reached_from_its_top(erzurum):
    outline = Outline(PAGES["whose job"])

    anchors = {link[1:] for link in outline.links if link.startswith("#")}

    assert anchors <= set(outline.ids)
    assert {job.code for job in erzurum.jobs} <= anchors
    assert {f"konu-{subject.code}" for subject in erzurum.subjects} <= anchors


def test_the_questions_stand_in_the_order_of_the_turkish_alphabet(erzurum):
    with speaking("tr"):
        letters = [letter for letter, _ in group_by_letter(erzurum.jobs)]

    assert letters == sorted(letters, key="ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ".index)
    assert {"İ", "S"} <= set(letters)


def test_every_page_asks_whether_it_helped_but_no_error_page_does():
    question = '<form class="meta boxed" method="post" action="/geri-bildirim/"'

    asking = {name for name, html in PAGES.items() if question in html}

    assert set(PAGES) - asking == {"404", "410", "500", "maintenance"}
    assert 'action="/en/geri-bildirim/"' in ENGLISH["news"]
    assert '<input type="hidden" name="sayfa" value="/bir-sayfa/">' in PAGES["news"]


def test_an_answer_names_its_unit_its_days_and_the_service():
    html = PAGES["answer"]

    assert "<dt>Cevaplayan birim</dt><dd>Basın Yayın ve Halkla İlişkiler</dd>" in html
    assert '<time datetime="2026-11-01">1 Kasım 2026</time>' in html
    assert '<a href="/hizmetler/kar-kureme/">Kar küreme</a>' in html
    assert 'href="/basvuru/?konu=kar-kureme"' in html


def test_the_list_of_answers_says_how_to_ask_and_what_is_published():
    html = PAGES["list of answers"]

    assert ">Siz de sorun</a>" in html
    assert "Hangi sorular yayımlanır?" in html
    assert '<input type="hidden" name="tur" value="answer">' in html


def test_the_wordmark_speaks_the_language_of_the_page():
    assert '<title id="wordmark-title">Erzurum Büyükşehir Belediyesi</title>' in PAGES["404"]
    assert '<title id="wordmark-title">Erzurum Metropolitan Municipality' in ENGLISH["404"]
