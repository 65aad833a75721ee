"""Turkish letters, dates and lengths."""

from datetime import UTC, datetime

import pytest

from text.cleaning import clean_line, clean_text, is_blank
from text.counting import graphemes, shorten
from text.dates import DateNotUnderstood, parse_moment, say_day, say_moment
from text.nearest import nearest
from text.slugs import slugify
from text.turkish import fold, hyphenate, lower, sort_key, upper


@pytest.mark.parametrize(
    "spelling", ["İSPİR", "ispir", "Ispır", "ISPIR", "i̇spir", "Í̇SPİR".replace("Í̇", "İ")]
)
def test_all_spellings_of_a_word_fold_to_one(spelling):
    assert fold(spelling) == "ispir"


def test_case_follows_turkish_rules():
    assert (lower("IĞDIR İSPİR"), upper("iğne ılıca")) == ("ığdır ispir", "İĞNE ILICA")


def test_words_sort_by_the_turkish_alphabet():
    words = ["Zap", "Ula", "Şenkaya", "Çat", "Ispanak", "İspir", "Dadaş", "Öz", "Oltu"]

    assert sorted(words, key=sort_key) == [
        "Çat", "Dadaş", "Ispanak", "İspir", "Oltu", "Öz", "Şenkaya", "Ula", "Zap",
    ]  # fmt: skip


def test_letters_with_a_circumflex_sort_with_their_plain_ones():
    words = ["Kas", "Kâr", "Kaş", "Kar", "Kadıköy", "Kâğıthane"]

    assert sorted(words, key=sort_key) == ["Kadıköy", "Kâğıthane", "Kar", "Kâr", "Kas", "Kaş"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Işıklar Caddesi'nde İçme Suyu", "isiklar-caddesinde-icme-suyu"),
        ("  Ağaç — % 40!  ", "agac-40"),
        ("…", ""),
    ],
)
def test_an_address_is_made_of_plain_letters(title, slug):
    assert slugify(title) == slug


@pytest.mark.parametrize(
    "written",
    [
        "2026-04-03",
        "03.04.2026",
        "3.4.2026",
        "3/4/2026",
        "3 Nisan 2026",
        "3 NİSAN 2026",
        "3 Nis 2026",
    ],
)
def test_dates_are_read_day_first_or_iso(written):
    assert parse_moment(written, zone="Europe/Istanbul") == datetime(2026, 4, 2, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["3 Nisan 2026 14.30", "2026-04-03T14:30", "03.04.2026 saat 14:30"]
)
def test_the_hour_is_read_with_a_dot_or_a_colon(written):
    assert parse_moment(written, zone="Europe/Istanbul") == datetime(2026, 4, 3, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "dün",
        "30 Şubat 2026",
        "2026-13-01",
        "1.1.0000",
        "3 Nisan",
        "31.12.2026 25:00",
        "0" * 999,
    ],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(DateNotUnderstood):
        parse_moment(written, zone="Europe/Istanbul")


def test_dates_are_said_in_the_readers_language():
    moment = datetime(2026, 11, 23, 11, 5, tzinfo=UTC)

    assert say_moment(moment, "tr", "Europe/Istanbul") == "23 Kasım 2026 14.05"
    assert say_moment(moment, "en", "Europe/Istanbul") == "23 November 2026 14:05"
    assert say_day(moment.date(), "tr") == "23 Kasım 2026"


def test_what_nobody_typed_is_taken_out():
    assert clean_line(" A\u202ed\x00a\u200b \r\n Lovelace ") == "Ada Lovelace"
    assert clean_text("bir\r\niki\u2028üç\x00") == "bir\niki\nüç"
    assert clean_text("u\u0308") == "ü"


@pytest.mark.parametrize("text", ["", "   ", "\u200b\ufeff", "\x00", "\u202e\u200d"])
def test_what_cannot_be_seen_is_blank(text):
    assert is_blank(text)


def test_family_emoji_survive_cleaning_and_count_as_one():
    family = "👨\u200d👩\u200d👧"

    assert graphemes(clean_line(family)) == [family]


def test_a_long_text_is_cut_after_a_whole_word():
    assert shorten("Hınıs'ta su kesintisi, yarın", 23) == "Hınıs'ta su kesintisi…"
    assert shorten("kısa", 10) == "kısa"
    assert shorten("a" * 50, 10) == "a" * 9 + "…"


def test_a_slip_of_the_finger_is_understood():
    assert nearest("habr", ["haber", "duyuru"]) == "haber"
    assert nearest("SENKAYA", ["Şenkaya", "Çat"]) == "Şenkaya"
    assert nearest("qqq", ["haber"]) is None


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("Palandöken", "Pa-lan-dö-ken"),
        ("Şenkaya", "Şen-ka-ya"),
        ("Kırklareli", "Kırk-la-re-li"),
        ("Olur", "Olur"),
        ("Çat", "Çat"),
        ("İspir merkez", "İs-pir mer-kez"),
    ],
)
def test_a_turkish_name_may_break_between_its_syllables(name, syllables):
    assert hyphenate(name) == syllables.replace("-", "\N{SOFT HYPHEN}")
