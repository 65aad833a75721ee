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


def go_to_details(citizen, link):
    citizen.open(link)
    citizen.send("/basvuru/", category="diger")
    return citizen.form("/basvuru/ayrinti/").fields


def test_a_link_may_choose_the_district(citizen):
    assert go_to_details(citizen, "/basvuru/?ilce=yakutiye")["district"] == "yakutiye"


def test_a_district_that_was_chosen_goes_before_that_of_a_link(citizen):
    go_to_details(citizen, "/basvuru/")
    citizen.send("/basvuru/ayrinti/", description="Çukur var.", district="oltu")

    assert go_to_details(citizen, "/basvuru/?ilce=yakutiye")["district"] == "oltu"


def test_a_link_to_an_unknown_district_chooses_none(citizen):
    assert not go_to_details(citizen, "/basvuru/?ilce=<b>").get("district")
