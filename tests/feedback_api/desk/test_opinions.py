import pytest

from tests.feedback_api.actions.test_opinions import make_opinion, read_comments


def test_the_desk_shows_which_pages_help_least_and_what_was_missing(desk, tables):
    make_opinion(tables, "/iyi/", was_useful=True)
    make_opinion(tables, "/kotu/", comment="Saatler <b>yok</b>.")
    make_opinion(tables, "/kotu/", was_useful=True)

    page = desk.open("/personel/sayfalar/").text

    assert page.index("/kotu/") < page.index("/iyi/")
    assert "%50" in page
    assert "Saatler &lt;b&gt;yok&lt;/b&gt;." in page


def test_one_page_shows_only_its_own_comments(desk, tables):
    make_opinion(tables, "/a/", comment="bir")
    make_opinion(tables, "/b/", comment="iki")

    page = desk.open("/personel/sayfalar/?sayfa=/a/").text

    assert "<bdi>bir</bdi>" in page
    assert "<bdi>iki</bdi>" not in page


@pytest.mark.parametrize("address", ["", "?sira=newest", "?sira=yok", "?sayfa=/yok/"])
def test_a_desk_without_opinions_says_so(desk, address):
    page = desk.open(f"/personel/sayfalar/{address}")

    assert page.status_code == 200
    assert "Henüz yorum yok." in page.text


def test_a_clerk_deletes_a_comment_that_should_not_stand_there(desk, tables):
    make_opinion(tables, comment="Komşum hasta.")
    desk.open("/personel/sayfalar/")

    answer = desk.send("/personel/sayfalar/sil/")

    assert "Yorum silindi." in answer.text
    assert read_comments(tables) == [None]


@pytest.mark.parametrize("changed", [{"csrf_token": "x"}, {"gorus": "²"}, {"gorus": "9" * 40}])
def test_nothing_is_deleted_without_a_token_and_a_number(desk, tables, changed):
    make_opinion(tables, comment="Saatler yok.")
    desk.open("/personel/sayfalar/")

    answer = desk.send("/personel/sayfalar/sil/", **changed)

    assert "Hiçbir şey silinmedi." in answer.text
    assert read_comments(tables) == ["Saatler yok."]
