"""What pages of the service have in common: their errors, their twins, what search engines hear."""

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


def break_down():
    raise RuntimeError("a secret of the inside")


@pytest.fixture
def broken(app):
    """The service with two pages of which one fails and one takes little."""
    app.add_url_rule("/bozuk/", "broken", break_down)
    app.add_url_rule("/en/bozuk/", "broken_en", break_down)
    return app.test_client()


def cause(client, prefix, status):
    """An answer of that status, as somebody would come by it."""
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    match status:
        case 403:
            return client.post(
                f"{prefix}/geri-bildirim/", data={"yanit": "evet"}, headers=elsewhere
            )
        case 404:
            return client.get(f"{prefix}/yok/")
        case 405:
            return client.put(f"{prefix}/basvuru/")
        case 422:
            return client.post(f"{prefix}/geri-bildirim/", data={"yanit": "evet"})
        case 500:
            return client.get(f"{prefix}/bozuk/")


@pytest.mark.parametrize("status", [403, 404, 405, 422, 500])
@pytest.mark.parametrize(("prefix", "language"), [("", "tr"), ("/en", "en")])
def test_whatever_fails_is_a_calm_page_in_the_language_of_the_address(
    broken, prefix, language, status
):
    answer = cause(broken, prefix, status)

    assert answer.status_code == status
    assert answer.content_type == "text/html; charset=utf-8"
    assert f'<html lang="{language}"' in answer.text
    assert re.search(r"<h1>[^<]+</h1>\s*<p class=\"lead\">[^<]+</p>", answer.text)
    assert f'href="{prefix}/basvuru/?sayfa={prefix}/' in answer.text
    assert f'<form class="find" role="search" action="{prefix}/ara/">' in answer.text
    assert 'href="tel:153"' in answer.text
    for inside in ("Traceback", "secret of the inside", "RuntimeError", "werkzeug", "Not Found"):
        assert inside not in answer.text


def test_a_method_that_an_address_does_not_know_is_told_those_it_knows(broken):
    assert "POST" in cause(broken, "", 405).headers["Allow"]


def test_a_withdrawn_page_has_no_twin(app, tmp_path):
    table = tmp_path / "site" / ".meydan" / "gone.tsv"
    table.parent.mkdir(parents=True)
    table.write_text("/haberler/2026/11/yanlis/\tBilgi yanlıştı.\n", encoding="utf-8")

    answer = app.test_client().get("/haberler/2026/11/yanlis/")

    assert answer.status_code == 410
    assert "Bilgi yanlıştı." in answer.text
    assert "Yalnız Türkçe" in answer.text


@pytest.mark.parametrize(
    ("address", "twin"),
    [
        ("/basvuru/?konu=kar-kureme", "/en/basvuru/?konu=kar-kureme"),
        ("/en/basvuru/?konu=zabita&amp;sayfa=/x/", "/basvuru/?konu=zabita&amp;sayfa=/x/"),
        ("/basvuru/takip/", "/en/basvuru/takip/"),
        ("/ara/?q=kar", "/en/ara/?q=kar"),
    ],
)
def test_a_page_of_the_service_leads_to_itself_in_the_other_language(app, address, twin):
    page = app.test_client().get(address.replace("&amp;", "&")).text

    assert f'<a href="{twin}" hreflang=' in page


def test_the_icon_is_there_before_a_site_is_built(app):
    answer = app.test_client().get("/favicon.ico", buffered=True)

    assert answer.status_code == 200
    assert answer.data.startswith(b"\0\0\1\0")
