import re


def is_checked(html, topic):
    return re.search(rf'<input checked[^>]*value="{topic}"', html) is not None


def test_a_link_may_choose_the_topic(citizen):
    citizen.open("/basvuru/?konu=zabita")

    assert is_checked(citizen.answer.text, "zabita")


def test_a_link_to_an_unknown_topic_chooses_none(citizen):
    citizen.open("/basvuru/?konu=yok")

    assert citizen.answer.status_code == 200
    assert " checked" not in citizen.answer.text
