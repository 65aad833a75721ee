"""The text of a post: complete where it fits, cut at a word where it does not, the link whole."""

import pytest

from networks.composing import compose
from networks.lengths import count_graphemes, count_weighted
from networks.protocol import Facts

LINK = "https://www.example.bel.tr/haberler/2026/11/kar/"
LONG = "Palandöken ilçesinde gece boyunca süren kar yağışının ardından ekipler çalışıyor. " * 20


def make_facts(**changes):
    usual = {"title": "Kar temizliği", "summary": "Ekipler sahada.", "link": LINK}
    return Facts(**(usual | changes))


def compose_within(limit, **changes):
    return compose(make_facts(**changes), limit=limit, length=count_graphemes)


def test_title_summary_and_link_stand_apart():
    assert compose_within(500) == f"Kar temizliği\n\nEkipler sahada.\n\n{LINK}"


def test_without_a_summary_there_is_no_gap():
    assert compose_within(500, summary="  ") == f"Kar temizliği\n\n{LINK}"


def test_the_editors_text_replaces_title_and_summary():
    assert compose_within(500, own_text="Kar var.\n\nDikkat!") == f"Kar var.\n\nDikkat!\n\n{LINK}"


def test_a_link_that_the_editor_wrote_is_not_written_twice():
    text = compose_within(500, own_text=f"Ayrıntılar: {LINK}")

    assert text.count(LINK) == 1


def test_decomposed_letters_are_composed():
    assert compose_within(500, title="Doğalgaz").startswith("Doğalgaz")


def test_direction_marks_and_zero_width_letters_do_not_reach_the_network():
    assert compose_within(500, title="Kar\u202e te\u200bmizliği").startswith("Kar temizliği")


@pytest.mark.parametrize("limit", [70, 80, 120, 280, 500])
@pytest.mark.parametrize("changes", [{"summary": LONG}, {"title": LONG}, {"own_text": LONG}])
def test_a_long_text_is_cut_after_a_word_and_keeps_its_link(limit, changes):
    text = compose_within(limit, **changes)

    words, link = text.rsplit("\n\n", 1)
    assert link == LINK
    assert count_graphemes(text) <= limit
    last = words.split("\n\n")[-1].rstrip("…")
    assert any(f"{whole} ".startswith(f"{last} ") for whole in (LONG, "Kar temizliği"))


def test_a_summary_of_which_not_one_word_fits_is_left_out():
    assert compose_within(70, summary=LONG) == f"Kar temizliği\n\n{LINK}"


def test_a_title_of_one_endless_word_is_cut_inside_it():
    text = compose_within(100, title="ş" * 4000)

    assert count_graphemes(text) <= 100
    assert text.endswith(LINK)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("ğüşıöçĞÜŞİÖÇ", 12),
        ("→", 2),
        ("👨‍👩‍👧", 2),
        (f"Kar {LINK}", 27),
        ("kar 🚜", 6),
    ],
)
def test_x_weighs_letters_emoji_and_links(text, weight):
    assert count_weighted(text) == weight
