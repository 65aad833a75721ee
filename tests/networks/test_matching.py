"""Our own post is recognised, whatever the network made of its text."""

import pytest

from networks.matching import is_of, read_back, read_html
from networks.protocol import Message, Post
from tests.moments import NOON

LINK = "https://www.example.bel.tr/haberler/2026/11/kar/"


def make_post(remote_id="1", *, text="", links=(), posted_at=NOON):
    return Post(remote_id, None, text, frozenset(links), posted_at)


def make_message(text="Kar", link=LINK):
    return Message(key="key", text=text, link=link, language="tr")


@pytest.mark.parametrize(
    "link",
    [LINK, LINK.rstrip("/"), f"{LINK}?fbclid=abc", f"{LINK}?utm_source=x#top", f"{LINK}."],
)
def test_the_link_tells_whatever_the_network_hung_on_it(link):
    assert is_of(make_message(), make_post(links=[link]))


def test_another_page_is_another_post():
    assert not is_of(make_message(), make_post(links=[f"{LINK}baska/"], text="Buz"))


def test_without_links_the_words_tell():
    assert is_of(make_message("Kar\n\nvar", None), make_post(text="Kar var"))


def test_html_gives_its_words_and_its_links():
    words, links = read_html(
        f'<p>Kar &amp; buz<br />var</p><p><a href="{LINK}"><span>https://</span>kar</a></p>'
    )

    assert words.split() == ["Kar", "&", "buz", "var", "https://kar"]
    assert links == {LINK}


def test_a_listing_is_read_back_to_the_anchor_only():
    pages = [[make_post("3"), make_post("2")], [make_post("1"), make_post("0")]]

    listing = read_back(pages, anchor="1", since=NOON)

    assert [post.remote_id for post in listing.posts] == ["3", "2"]
    assert listing.is_whole


@pytest.mark.parametrize(("anchor", "is_whole"), [("", True), ("gone", False)])
def test_the_end_of_a_listing_proves_something_only_without_an_anchor(anchor, is_whole):
    assert read_back([[make_post()], []], anchor=anchor, since=NOON).is_whole is is_whole
