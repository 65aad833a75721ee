"""The calendars, read back by an independent library."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from tests.moments import NOON
from tests.publishing.built import build_site, read_page
from tests.publishing.content_files import make_settings, write

SITE = "https://www.example.bel.tr"
PARTY = "etkinlikler/2026/11/senlik.md"
CUT = "duyurular/2026/11/kesinti.md"


def read_calendar(settings, path):
    """The entries of a calendar by their summary."""
    calendar = Calendar.from_ical((settings.output / path).read_bytes())
    assert calendar.errors == []
    return {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}


@pytest.fixture(scope="module")
def site(tmp_path_factory, erzurum):
    """One item of each kind that calendars treat differently; tests only read it."""
    settings = make_settings(tmp_path_factory.mktemp("calendars"), erzurum)
    write(settings)
    place = {"Mahalleler": "Çırçır, Şükrüpaşa", "İlçeler": "Yakutiye", "Konum": "39.9, 41.2"}
    write(settings, CUT, **place)
    write(settings, PARTY, İptal="Fırtına nedeniyle iptal edildi.")
    write(settings, "etkinlikler/2026/11/senlik.en.md", Başlık="Festival", Örnek="evet")
    write(
        settings,
        "duyurular/2026/11/aski.md",
        Duyuru_türü="imar askısı",
        Başlangıç="20.11.2026",
        Bitiş="20.12.2026",
    )
    build_site(settings)
    return settings


def test_a_calendar_holds_what_has_dates_and_crosses_out_what_was_called_off(site):
    entries = read_calendar(site, "rss/tum.ics")

    assert sorted(entries) == ["Deneme aski", "Deneme kesinti", "Deneme senlik"]
    party = entries["Deneme senlik"]
    assert party["status"] == "CANCELLED"
    assert party["dtstart"].dt.isoformat() == "2026-11-28T11:00:00+00:00"
    assert "Fırtına" in party["description"]
    assert str(party["uid"]).endswith("@www.example.bel.tr")


def test_an_item_has_a_calendar_of_its_own_beside_its_page(site):
    [party] = read_calendar(site, "etkinlikler/2026/11/senlik/takvim.ics").values()
    [festival] = read_calendar(site, "en/events/2026/11/senlik/calendar.ics").values()
    [in_feed] = [
        entry
        for entry in read_calendar(site, "rss/etkinlikler.ics").values()
        if entry["uid"] == party["uid"]
    ]

    assert party == in_feed
    assert str(festival["summary"]) == "Festival"
    assert not (site.output / "haberler/2026/11/haber/takvim.ics").exists()


def test_an_item_s_calendar_speaks_its_language(site):
    path = "en/events/2026/11/senlik/calendar.ics"
    [festival] = read_calendar(site, path).values()

    assert festival["description"].startswith("Sample content: ")
    assert b"Erzurum Metropolitan Municipality//EN" in (site.output / path).read_bytes()


def test_a_page_offers_its_calendar_until_it_is_over_or_called_off(site):
    cut = read_page(site, "/duyurular/2026/11/kesinti/")
    party = read_page(site, "/etkinlikler/2026/11/senlik/")

    assert 'href="/duyurular/2026/11/kesinti/takvim.ics"' in cut
    assert "takvim.ics" not in party


def test_days_without_an_hour_are_whole_days(site):
    notice = read_calendar(site, "rss/duyurular.ics")["Deneme aski"]

    assert notice["dtstart"].dt == date(2026, 11, 20)
    # The day after the last: RFC 5545 3.6.1.
    assert notice["dtend"].dt == date(2026, 12, 21)


def test_an_announcement_says_where_and_makes_nobody_busy(site):
    cut = read_calendar(site, "rss/duyurular.ics")["Deneme kesinti"]

    assert str(cut["location"]) == "Çırçır, Şükrüpaşa, Yakutiye"
    assert cut["transp"] == "TRANSPARENT"
    assert (cut["geo"].latitude, cut["geo"].longitude) == (39.9, 41.2)


def test_the_number_rises_with_each_change_that_readers_must_see(settings):
    changes = [
        {},
        {"Düzeltme": "24.11.2026 Saat düzeltildi."},
        {"Düzeltme": "24.11.2026 Saat düzeltildi.", "Sürüm": "2"},
        {"Düzeltme": "24.11.2026 Saat düzeltildi.", "Sürüm": "2", "İptal": "Ertelendi."},
    ]

    numbers, uids = [], set()
    for lines in changes:
        write(settings, CUT, **lines)
        build_site(settings)
        [cut] = read_calendar(settings, "rss/duyurular.ics").values()
        numbers.append(cut["sequence"])
        uids.add(str(cut["uid"]))

    assert numbers == [0, 1, 2, 3]
    assert len(uids) == 1


def test_what_is_to_come_stays_in_the_calendar_however_much_is_newer(settings):
    write(settings, PARTY, Tarih="01.06.2026")
    for number in range(55):
        day = f"{NOON - timedelta(days=number):%d.%m.%Y}"
        past = {"Başlangıç": f"{day} 01.00", "Bitiş": f"{day} 02.00", "Tarih": f"{day} 00.30"}
        write(settings, f"duyurular/2026/11/d{number}.md", **past)

    build_site(settings)

    entries = read_calendar(settings, "rss/tum.ics")
    assert "Deneme senlik" in entries
    assert len(entries) == 51


def test_lines_are_folded_between_letters_and_not_inside_them(settings):
    title = "Şehir içi ulaşımda değişiklik: " + "güğümcü çeşmesi " * 12
    write(settings, CUT, Başlık=title.strip())

    build_site(settings)

    data = (settings.output / "rss/duyurular.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line for line in lines if line.decode("utf-8", "replace").count("\ufffd")] == []
    assert title.strip() in read_calendar(settings, "rss/duyurular.ics")
