"""The text of a post: complete where it fits, cut at a word where it does not, the link whole."""

import pytest

from networks.composing import compose
from networks.lengths import count_graphemes
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


DATED = "{kind}: {title}\n\n{dates} · {districts}\n\n{summary}\n\n{link}"
DATES = "24 Kasım 09.00 – 18.00"


def compose_by(template, limit=500, **changes):
    facts = make_facts(**changes)
    return compose(facts, limit=limit, length=count_graphemes, template=template)


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"kind": "Duyuru", "dates": DATES, "districts": "İspir"}, f"{DATES} · İspir"),
        ({"kind": "Duyuru", "dates": DATES}, DATES),
        ({"kind": "Duyuru", "districts": "İspir"}, "İspir"),
    ],
)
def test_what_an_item_does_not_have_leaves_no_gap_in_the_template(changes, lines):
    text = compose_by(DATED, **changes)

    assert text == f"Duyuru: Kar temizliği\n\n{lines}\n\nEkipler sahada.\n\n{LINK}"


def test_a_paragraph_of_which_nothing_is_there_is_left_out():
    assert compose_by(DATED) == f"Kar temizliği\n\nEkipler sahada.\n\n{LINK}"


def test_the_last_words_of_a_template_are_cut_first():
    text = compose_by(DATED, 120, kind="Duyuru", dates=DATES, summary=LONG)

    assert text.startswith(f"Duyuru: Kar temizliği\n\n{DATES}\n\nPalandöken")
    assert text.endswith(f"…\n\n{LINK}")


def test_a_template_without_the_link_gives_none():
    assert compose_by("{title}", own_text=None) == "Kar temizliği"
    assert compose_by("{title}", own_text="Kar var.") == "Kar var."


def test_braces_that_an_editor_wrote_are_no_places():
    assert compose_by("{title}", title="{link} {0} {", summary="") == "{link} {0} {"


@pytest.mark.parametrize("title", ["", "{", "%(x)s", "ş" * 4000, "@everyone <b>&", "👨‍👩‍👧" * 400])
@pytest.mark.parametrize("limit", [60, 280, 300, 1024, 2200])
def test_whatever_the_title_is_the_text_fits_and_keeps_its_link(title, limit):
    text = compose_by(DATED, limit, title=title, summary=LONG, kind="Duyuru")

    assert count_graphemes(text) <= limit
    assert text.endswith(LINK)
