import pytest

from feedback_api.desk.kept import is_page_of_desk
from tests.feedback_api.browsing import Citizen
from tests.feedback_api.clerks import PASSWORD, hash_cheaply, make_clerk
from tests.feedback_api.factories import make_receipt

SIGN_IN = "/personel/giris/"


@pytest.fixture
def browser(app, tables):
    """Of a clerk who has not signed in yet."""
    make_clerk(tables, "ayse", password_hash=hash_cheaply())
    return Citizen(app.test_client())


def test_a_clerk_is_led_to_the_page_that_was_asked_for(browser, tables):
    reference = make_receipt(tables).reference
    browser.open(f"/personel/basvuru/{reference}/")

    browser.send(SIGN_IN, username="AYSE", password=PASSWORD)

    assert browser.answer.request.path == f"/personel/basvuru/{reference}/"
    assert reference in browser.answer.text


def test_a_wrong_password_keeps_the_username_and_shows_no_password(browser):
    browser.open("/personel/")

    answer = browser.send(SIGN_IN, username="ayse", password="yanlış parola")

    assert answer.status_code == 422
    assert "Kullanıcı adı veya parola yanlış" in answer.text
    assert browser.form(SIGN_IN).fields["username"] == "ayse"
    assert "yanlış parola" not in answer.text


def test_nothing_typed_gets_a_sentence_for_each_field(browser):
    browser.open(SIGN_IN)

    browser.send(SIGN_IN, username="\u200b", password="")

    assert len(browser.page.errors) == 2


def test_the_cookie_is_only_for_our_own_pages(browser):
    browser.open(SIGN_IN)

    answer = browser.send(SIGN_IN, username="ayse", password=PASSWORD, follow=False)

    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("meydan-desk="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_a_cookie_that_was_planted_is_not_the_session(browser):
    browser.client.set_cookie("meydan-desk", "planted")
    browser.open(SIGN_IN)

    browser.send(SIGN_IN, username="ayse", password=PASSWORD)

    assert browser.client.get_cookie("meydan-desk").value != "planted"


def test_signing_out_ends_the_session_for_a_copied_cookie(app, desk):
    copied = desk.client.get_cookie("meydan-desk").value
    desk.open("/personel/")

    desk.send("/personel/cikis/")

    thief = app.test_client()
    thief.set_cookie("meydan-desk", copied)
    assert thief.get("/personel/").status_code == 303


def test_another_site_cannot_sign_anybody_in(browser):
    browser.open(SIGN_IN)

    answer = browser.send(
        SIGN_IN, username="ayse", password=PASSWORD, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/personel/",
        "https://evil.example/personel/",
        "/\\evil.example",
        "/personel/\\evil",
        "/personel//evil.example",
        "/personel/../basvuru/",
        "/personel/\r\nSet-Cookie: a=b",
        "/personel/giris/",
        "/basvuru/",
        "",
    ],
)
def test_nobody_is_led_away_after_signing_in(app, address):
    with app.test_request_context():
        is_ours = is_page_of_desk(address)

    assert not is_ours


def test_what_was_written_waits_behind_the_sign_in_page(desk, tables):
    make_clerk(tables, "derya", password_hash=hash_cheaply())
    reference = make_receipt(tables).reference
    act = f"/personel/basvuru/{reference}/cevap/"
    desk.open(f"/personel/basvuru/{reference}/")
    fields = {"cevap-outcome": "resolved", "cevap-text": "Uzun bir cevap: İ ı <b> 😀\nikinci satır"}
    desk.client.delete_cookie("meydan-desk")

    asked_to_sign_in = desk.send(act, **fields)
    desk.send(SIGN_IN, username="derya", password="yanlış")
    desk.send(SIGN_IN, username="derya", password=PASSWORD)
    desk.send(act)

    assert asked_to_sign_in.status_code == 401
    kept = desk.form(act).fields
    assert kept["cevap-outcome"] == "resolved"
    assert kept["cevap-text"].replace("\r\n", "\n") == fields["cevap-text"]
    assert "gözden geçirip yeniden gönderin" in desk.answer.text
    assert "Cevabınız kaydedildi" in desk.send(act).text


def test_a_form_of_another_session_is_shown_again_and_not_obeyed(desk, colleague, tables):
    reference = make_receipt(tables).reference
    act = f"/personel/basvuru/{reference}/not/"
    colleague.open(f"/personel/basvuru/{reference}/")
    foreign = colleague.form(act).fields["not-csrf_token"]
    desk.open(f"/personel/basvuru/{reference}/")

    answer = desk.send(act, **{"not-text": "Notum.", "not-csrf_token": foreign})

    assert answer.status_code == 422
    assert desk.form(act).fields["not-text"].strip() == "Notum."
