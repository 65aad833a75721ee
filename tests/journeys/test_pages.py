"""The running service in a browser: for everyone, on a narrow screen, without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.site.examining import examine

pytestmark = [
    pytest.mark.xdist_group("demo"),
    pytest.mark.browser,
    pytest.mark.timeout(600),
]


def send(page, name="Devam"):
    """Push the step's own button, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name, exact=True).last.click()


def sign_in(page, demo):
    page.goto(f"{demo.url}/personel/")
    page.get_by_label("Kullanıcı adı").fill(demo.username)
    page.get_by_label("Parola").fill(demo.password)
    send(page, "Giriş yap")
    page.get_by_role("table").wait_for()


def track(page, demo):
    page.goto(f"{demo.url}/basvuru/takip/")
    page.get_by_label("Başvuru numarası").fill(demo.reference)
    page.get_by_label("Takip şifresi").fill(demo.secret)
    send(page, "Göster")


def send_a_request(page, demo, *, look=lambda page: None, prefix=""):
    """Go through the form, each step first empty and then right; `look` is called on each page."""
    page.goto(f"{demo.url}{prefix}/basvuru/")
    next_step = "Continue" if prefix else "Devam"
    send(page, next_step)
    look(page)
    page.locator("input[name=category][value=diger]").check()
    send(page, next_step)
    send(page, next_step)
    look(page)
    page.locator("textarea[name=description]").fill("Kütüphane pazar günü de açık olsun.")
    send(page, next_step)
    send(page, next_step)
    look(page)
    page.locator("input[name=track][value=light]").check()
    page.locator("input[name=reply_by][value=none]").check()
    send(page, next_step)
    look(page)
    send(page, "Send" if prefix else "Gönder")
    look(page)


def test_the_search_and_the_demo_are_for_everyone(demo, browser_page):
    found = []

    asked = ("/ara/?q=kar", "/en/ara/?q=snow", "/dogrula/ara/?q=kar", "/dogrula/ara/?q=hediye")
    for address in (*asked, "/demo/", "/yok/"):
        browser_page.goto(demo.url + address)
        found += examine(browser_page)

    assert found == []


def test_a_feed_that_is_opened_in_a_browser_can_be_read(demo, browser_page):
    said = []
    browser_page.on("console", lambda message: said.append(message.text))
    browser_page.goto(f"{demo.url}/rss/tum.rss")
    about = browser_page.evaluate("getComputedStyle(document.documentElement, '::before').content")
    shown = [each.is_visible() for each in browser_page.locator("item > *").all()[:3]]
    # What is written for programs in a page's head is data: the policy against scripts lets it be.
    browser_page.goto(f"{demo.url}/")

    assert "Bu sayfa bir akış" in about
    assert shown == [True, True, True]
    assert browser_page.locator("script[type='application/ld+json']").count() == 1
    assert said == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_form_is_for_everyone_with_its_errors(demo, browser_page, prefix):
    found = []

    send_a_request(browser_page, demo, look=lambda page: found.extend(examine(page)), prefix=prefix)

    assert found == []
    assert browser_page.locator(".panel strong").count() == 1


def test_tracking_is_for_everyone(demo, browser_page):
    browser_page.goto(f"{demo.url}/basvuru/takip/")
    send(browser_page, "Göster")
    found = examine(browser_page)

    track(browser_page, demo)
    found += examine(browser_page)

    assert found == []


def test_a_reader_says_what_was_missing_and_the_desk_reads_it(demo, browser_page):
    browser_page.goto(f"{demo.url}/kimin-gorevi/")
    send(browser_page, "Hayır")
    found = examine(browser_page)
    browser_page.get_by_label("Ne eksikti?").fill("Evcil hayvan kaydı yok.")
    send(browser_page, "Gönder")
    expect(browser_page.get_by_role("main")).to_contain_text("Cevabınızı aldık.")

    sign_in(browser_page, demo)
    browser_page.get_by_role("link", name="Sayfalar", exact=True).click()

    expect(browser_page.get_by_role("main")).to_contain_text("Evcil hayvan kaydı yok.")
    assert found + examine(browser_page) == []


def test_the_desk_is_for_everyone(demo, browser_page):
    browser_page.goto(f"{demo.url}/personel/")
    send(browser_page, "Giriş yap")
    found = examine(browser_page)
    sign_in(browser_page, demo)
    found += examine(browser_page)
    browser_page.get_by_role("table").get_by_role("link").first.click()
    browser_page.locator(".case").wait_for()
    for fold in browser_page.locator("summary").all():
        fold.click()
    found += examine(browser_page)
    browser_page.goto(f"{demo.url}/personel/yeni/")
    found += examine(browser_page)

    assert found == []


def test_everything_works_without_javascript(demo, chromium):
    context = chromium.new_context(java_script_enabled=False, locale="tr-TR")
    page = context.new_page()

    send_a_request(page, demo)
    sent = page.locator(".panel strong").inner_text()
    track(page, demo)
    answer = page.locator(".said").first.inner_text()
    sign_in(page, demo)
    listed = page.get_by_role("table").inner_text()
    context.close()

    assert sent.startswith("EBB-")
    assert answer
    assert sent in listed
