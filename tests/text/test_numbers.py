"""Numbers in Turkish and English notation."""

import pytest

from text.numbers import NumberNotUnderstood, read_number

READ = [
    ("186", "tr", 186),
    ("1.250", "tr", 1250),
    ("1.250", "en", 1.25),
    ("1,250", "en", 1250),
    ("12,5", "tr", 12.5),
    ("12.5", "tr", 12.5),
    ("1.250,5", "en", 1250.5),
    ("1,250.5", "tr", 1250.5),
    ("1.234.567", "en", 1_234_567),
    ("1 250", "tr", 1250),
    ("%62", "tr", 62),
    ("₺84.500.000,00", "tr", 84_500_000),
    ("42 km", "tr", 42),
    ("-3", "tr", -3),
    ("−3,5", "tr", -3.5),
]


@pytest.mark.parametrize(("text", "language", "number"), READ)
def test_a_number_is_read_as_its_language_writes_it(text, language, number):
    assert read_number(text, language) == number


@pytest.mark.parametrize(
    "text", ["", "yok", "12–14", "1.2.3", "12.34,5", "2026-11", "1" * 400, "12 ile 14"]
)
def test_what_is_no_single_number_is_refused(text):
    with pytest.raises(NumberNotUnderstood):
        read_number(text, "tr")
