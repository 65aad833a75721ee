"""An error page leads to the form, and the form knows of which page it is."""

import re

import pytest


def go_to_details(citizen, address, **given):
    citizen.answer = citizen.client.get(address, **given)
    citizen.send("/basvuru/", category="diger")
    return citizen.form("/basvuru/ayrinti/").fields["description"]


def test_the_link_of_an_error_page_names_the_page_that_was_missing(citizen):
    lost = citizen.open("/haberler/2026/11/yok/")

    link = re.search(r'href="(/basvuru/\?sayfa=[^"]+)"', lost.text)[1]

    assert lost.status_code == 404
    assert go_to_details(citizen, link) == (
        "Şu sayfa hakkında: http://127.0.0.1:8000/haberler/2026/11/yok/"
    )


def test_whoever_comes_from_an_error_page_need_not_know_the_topic(citizen):
    page = citizen.open("/basvuru/?sayfa=/yok/").text

    assert re.search(r'<input checked[^>]*value="not-sure"', page)


def test_a_page_that_is_a_file_is_named_by_the_browser(citizen):
    referrer = {"Referer": "http://localhost/haberler/yok/?q=1"}

    assert go_to_details(citizen, "/basvuru/?sayfa=", headers=referrer) == (
        "Şu sayfa hakkında: http://127.0.0.1:8000/haberler/yok/"
    )


@pytest.mark.parametrize(
    ("address", "referrer"),
    [
        ("/basvuru/?sayfa=//evil.example/", ""),
        ("/basvuru/?sayfa=https://evil.example/", ""),
        ("/basvuru/?sayfa=", "https://evil.example/"),
        ("/basvuru/?sayfa=", "http://[broken"),
        ("/basvuru/", "http://localhost/haberler/"),
    ],
)
def test_other_sites_are_named_in_no_request(citizen, address, referrer):
    assert go_to_details(citizen, address, headers={"Referer": referrer}) == ""


def test_what_was_typed_is_not_written_over(citizen):
    go_to_details(citizen, "/basvuru/?sayfa=/yok/")
    citizen.send("/basvuru/ayrinti/", description="Kütüphane kapalı.")

    citizen.open("/basvuru/ayrinti/")

    assert citizen.form("/basvuru/ayrinti/").fields["description"] == "Kütüphane kapalı."
