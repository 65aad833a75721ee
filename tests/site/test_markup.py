"""What every page of the built site says to those who do not see it."""

import re
from collections import defaultdict
from itertools import pairwise

import pytest

pytestmark = pytest.mark.xdist_group("site")

VAGUE = {"tıklayın", "tıklayınız", "buraya tıklayın", "buraya", "devamı", "detay", "daha fazla"}
VAGUE |= {"here", "click here", "more", "read more", "link"}
# Words that hardly a sentence of the one language does without, and the other has not.
COMMON = {
    "en": {"the", "and", "of", "for", "with", "are", "from", "this", "is", "your", "you"},
    "tr": {"ve", "bir", "için", "ile", "bu", "olarak", "değil", "nasıl", "kadar", "ya"},
}


def test_every_page_says_its_language(site):
    wrong = [page.path for page in site.pages if page.language != page.expected_language]

    assert wrong == []


def test_every_page_has_one_first_heading_and_skips_no_level(site):
    wrong = [
        (page.path, page.headings)
        for page in site.pages
        if page.headings.count(1) != 1
        or page.headings[0] != 1
        or any(after > before + 1 for before, after in pairwise(page.headings))
    ]

    assert wrong == []


def test_the_words_of_a_link_say_where_it_leads(site):
    vague = [
        (page.path, link)
        for page in site.pages
        for link in page.links
        if not link.name or link.name.lower() in VAGUE
    ]

    assert vague == []


def test_links_with_the_same_words_lead_to_the_same_place(site):
    wrong = []
    for page in site.pages:
        targets = defaultdict(set)
        for link in page.links:
            # A form that knows its topic is the same form; a list of contents stays on the page.
            if not link.target.startswith("#"):
                targets[link.name].add(link.target.partition("?")[0])
        wrong += [(page.path, name) for name, found in targets.items() if len(found) > 1]

    assert wrong == []


def test_words_of_another_language_are_marked_as_such(site):
    wrong = []
    for page in site.pages:
        for language, text in page.texts:
            other = "en" if language == "tr" else "tr"
            words = set(re.findall(r"\w+", text.lower()))
            if len(words & COMMON[other]) > 1 and not words & COMMON[language]:
                wrong.append((page.path, text))

    assert wrong == []


def test_nothing_is_taken_out_of_the_order_of_the_keyboard(site):
    assert [page.path for page in site.pages if re.search(r'tabindex="[1-9]', page.html)] == []


def test_ids_are_given_once(site):
    wrong = [(page.path, page.repeated_ids) for page in site.pages if page.repeated_ids]

    assert wrong == []
