"""What pages of the service say to search engines."""

import re

import pytest


def robots_of(app, address):
    answer = app.test_client().get(address, follow_redirects=True)
    return re.findall('<meta name="robots" content="([^"]+)">', answer.text)


@pytest.mark.parametrize(
    "address",
    ["/basvuru/takip/", "/en/basvuru/takip/", "/ara/?q=kar", "/personel/", "/yok/", "/en/yok/"],
)
def test_what_is_nobody_elses_business_is_not_found(app, address):
    assert robots_of(app, address) == ["noindex"]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_beginning_of_the_form_is_found_once_whatever_topic_a_link_chose(app, prefix):
    address = f"{prefix}/basvuru/?konu=kar-kureme"

    answer = app.test_client().get(address)

    assert robots_of(app, address) == []
    canonical = re.findall('<link rel="canonical" href="([^"]+)">', answer.text)
    assert [url.partition("//")[2].partition("/")[2] for url in canonical] == [
        f"{prefix}/basvuru/".lstrip("/")
    ]
