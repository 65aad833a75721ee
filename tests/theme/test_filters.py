from datetime import UTC, date, datetime

import pytest

from text.language import speaking
from theme.filters import filters

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # 09.00 in Erzurum
EVENING = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)  # already the 25th in Erzurum
NEXT_DAY = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "values", "turkish", "english"),
    [
        ("day", (MORNING,), "24 Kasım 2026", "24 November 2026"),
        ("day", (LATE,), "25 Kasım 2026", "25 November 2026"),
        ("day", (date(2026, 1, 3),), "3 Ocak 2026", "3 January 2026"),
        ("moment", (MORNING,), "24 Kasım 2026 09.00", "24 November 2026 09:00"),
        ("moment", (date(2026, 1, 3),), "3 Ocak 2026", "3 January 2026"),
        ("hour", (MORNING,), "09.00", "09:00"),
        ("span", (MORNING, EVENING), "24 Kasım 2026 09.00 – 20.00", None),
        ("span", (MORNING, NEXT_DAY), "24 Kasım 09.00 – 25 Kasım 2026 20.00", None),
        ("span", (MORNING, None), "24 Kasım 2026 09.00", None),
        ("iso", (MORNING,), "2026-11-24T09:00:00+03:00", "2026-11-24T09:00:00+03:00"),
        ("iso", (date(2026, 1, 3),), "2026-01-03", "2026-01-03"),
        ("day_number", (LATE,), "25", "25"),
        ("month_short", (MORNING,), "Kas", "Nov"),
        ("weekday", (MORNING,), "Salı", "Tuesday"),
        ("month_name", ((2026, 11),), "Kasım 2026", "November 2026"),
        ("number", (1250,), "1.250", "1,250"),
        ("percent", (35,), "%35", "35%"),
        ("sentence", ("ihalede",), "İhalede", "Ihalede"),
        ("sentence", ("",), "", ""),
        ("language_name", ("tr",), "Türkçe", "Turkish"),
        ("own_language_name", ("tr",), "Türkçe", "Türkçe"),
    ],
)
def test_a_filter_says_it_as_the_reader_does(erzurum, name, values, turkish, english):
    say = filters(erzurum)[name]

    with speaking("tr"):
        in_turkish = say(*values)
    with speaking("en"):
        in_english = say(*values)

    assert in_turkish == turkish
    assert english is None or in_english == english
