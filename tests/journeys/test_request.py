"""The whole chain, once, for real: read, ask with the keyboard, answer, read the answer."""

import re

import httpx
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.keyboard import choose, go_to, press, write

pytestmark = [
    pytest.mark.xdist_group("demo"),
    pytest.mark.browser,
    pytest.mark.timeout(240),
]

ASKED = "Durağın çatısından sarkan buz kütlesi kaldırıma düşmek üzere."
ANSWERED = "Buz kütlesi bu sabah indirildi, durağın çatısına ısıtıcı kablo döşendi."


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "durak.jpg"
    Image.new("RGB", (800, 600), "lightsteelblue").save(path, comment=b"taken at home")
    return path


def read_an_article(page, demo):
    page.goto(f"{demo.url}/")
    press(page, page.get_by_role("link", name="Kar ekipleri gece nöbetinde").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kar ekipleri")


def send_a_request(page, photo):
    """Through the four steps with the keyboard alone; gives the number and the secret."""
    press(page, page.get_by_role("banner").get_by_role("link", name="Talep ilet"))
    page.wait_for_url("**/basvuru/")
    choose(page, "category", page.get_by_label("Durak kırık"))
    page.keyboard.press("Enter")

    write(page, page.get_by_label("Ne oldu"), ASKED)
    chooser = page.locator("input[type=file]").first
    go_to(page, chooser)
    chooser.set_input_files(photo)
    press(page, page.get_by_role("button", name="Devam").last)

    choose(page, "track", page.locator("input[name=track][value=light]"))
    choose(page, "reply_by", page.locator("input[name=reply_by][value=email]"))
    write(page, page.get_by_role("textbox", name="E-posta"), "ayse.ornek@example.org")
    press(page, page.get_by_role("button", name="Devam").last)

    expect(page.get_by_text(ASKED)).to_be_visible()
    press(page, page.get_by_role("button", name="Gönder"))
    number = page.locator(".panel strong").inner_text()
    secret = page.locator("p.lead strong").inner_text()
    return number, secret.replace("\n", "")


def answer_at_the_desk(page, demo, number):
    page.goto(f"{demo.url}/personel/")
    write(page, page.get_by_label("Kullanıcı adı"), demo.username)
    write(page, page.get_by_label("Parola"), demo.password)
    page.keyboard.press("Enter")
    write(page, page.get_by_role("main").get_by_role("searchbox"), number)
    page.keyboard.press("Enter")
    page.wait_for_url("**ara=*")
    row = page.get_by_role("row").filter(has_text=number)
    press(page, row.get_by_role("link"))
    press(page, page.get_by_role("button", name=re.compile("Üzerime al|Üstlen")))
    expect(page.get_by_role("status")).to_be_visible()
    press(page, page.locator("summary").filter(has_text="Vatandaşa cevap ver"))
    resolved = page.locator("input[name=cevap-outcome][value=resolved]")
    choose(page, "cevap-outcome", resolved)
    write(page, page.locator("textarea[name=cevap-text]"), ANSWERED)
    press(page, page.get_by_role("button", name="Cevabı gönder"))
    expect(page.get_by_role("status")).to_be_visible()


def track(page, demo, number, secret):
    page.goto(f"{demo.url}/basvuru/takip/")
    write(page, page.get_by_label("Başvuru numarası"), number)
    write(page, page.get_by_label("Takip şifresi"), secret)
    page.keyboard.press("Enter")


def test_a_citizen_asks_a_clerk_answers_and_the_citizen_reads_it(demo, browser_page, photo):
    read_an_article(browser_page, demo)
    number, secret = send_a_request(browser_page, photo)

    answer_at_the_desk(browser_page, demo, number)
    track(browser_page, demo, number, secret)

    expect(browser_page.get_by_text(ANSWERED).first).to_be_visible()
    wait_for_mails(browser_page, demo, number)


def wait_for_mails(page, demo, number):
    """The acknowledgement with both secrets, and the news of the answer."""
    for _ in range(60):
        mails = httpx.get(f"{demo.url}/demo/e-posta/").text
        if mails.count(number) >= 2:
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"the mails about {number} did not arrive")
