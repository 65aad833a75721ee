"""Events stand by week, so that a family finds what is on this one."""

import re

import pytest

from tests.publishing.built import build_site, read_page
from tests.publishing.content_files import write

# NOON is Tuesday the 24th.
EVENTS = {
    "Dün": "23.11.2026 14.00",
    "Pazar": "29.11.2026 14.00",
    "Pazartesi": "30.11.2026 14.00",
    "Yılbaşı": "31.12.2026 20.00",
}


@pytest.fixture
def page(settings):
    for name, starts in EVENTS.items():
        write(settings, f"etkinlikler/2026/11/{name}.md", Başlık=name, Başlangıç=starts)
    called_off = {"İptal": "Salon kapalı.", "Başlangıç": "27.11.2026 14.00"}
    write(settings, "etkinlikler/2026/11/konser.md", Başlık="Konser", **called_off)
    build_site(settings)
    return read_page(settings, "/etkinlikler/")


def test_events_stand_below_their_week_the_soonest_first(page):
    parts = re.findall(r"<h2>(.*?)</h2>|<h3><a [^>]*>(.*?)</a>", page.split("<main", 1)[1])

    assert [heading or title for heading, title in parts][:9] == [
        "Bu hafta <small>23–29 Kasım</small>",
        "<s>Konser</s>",
        "Pazar",
        "Gelecek hafta <small>30 Kasım – 6 Aralık</small>",
        "Pazartesi",
        "Daha sonra",
        "Yılbaşı",
        "Geçmiş",
        "Dün",
    ]


def test_a_cancelled_event_keeps_its_place_struck_and_says_the_word(page):
    row = page.split("<s>Konser</s>", 1)[1].split("</article>", 1)[0]

    assert ">İptal edildi</strong>" in row
