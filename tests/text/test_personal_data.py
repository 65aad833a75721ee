import pytest

from text.personal_data import hide_personal_data


@pytest.mark.parametrize(
    "said",
    [
        "0532 123 45 67",
        "05321234567",
        "+90 532 123 45 67",
        "0090 532 123 45 67",
        "(0442) 234 56 78",
        "532-123-45-67",
        "10000000146",
        "12345678901",
        "ayse.yilmaz+is@posta.example.org",
        "TR33 0006 1005 1978 6457 8413 26",
        "TR330006100519786457841326",
        "4111 1111 1111 1111",
    ],
)
def test_what_identifies_somebody_is_hidden(said):
    hidden = hide_personal_data(f"Bana {said} yazın.", "…")

    assert hidden == "Bana … yazın."


@pytest.mark.parametrize(
    "said",
    [
        "24.11.2026 14.30",
        "Saat 06.10–08.30 arası",
        "153, 185 ve 112",
        "1.250.000 TL",
        "3071 sayılı Kanun, m. 5",
        "25240 posta kodu",
        "@belediye",
    ],
)
def test_days_amounts_and_short_numbers_stay(said):
    assert hide_personal_data(said, "…") == said
