"""The questions that citizens come with are answered at most two taps from the home page."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.xdist_group("demo"),
    pytest.mark.browser,
    pytest.mark.timeout(240),
]


@pytest.fixture
def home(demo, chromium):
    """The home page on a telephone, without JavaScript."""
    context = chromium.new_context(
        java_script_enabled=False, locale="tr-TR", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{demo.url}/")
    yield page
    context.close()


def tap(page, name):
    """One tap: on the first link of that name in the page's own part, or in its header."""
    page.locator("main, .hero").get_by_role("link", name=name).first.click()


def test_where_the_water_is_cut_today(home):
    tap(home, "Su kesintileri")
    expect(home.get_by_role("heading", level=1)).to_have_text("Su kesintileri")

    tap(home, "Hınıs")

    hinis = home.locator("#hinis")
    expect(hinis).to_be_in_viewport()
    expect(hinis).to_contain_text("su dönüşümlü veriliyor")


def test_whose_job_a_dark_street_lamp_is(home):
    tap(home, "Bu kimin görevi?")

    lamp = home.get_by_role("listitem").filter(has_text="Sokak lambası yanmıyor").first

    expect(lamp).to_contain_text("Elektrik dağıtım")


def test_how_far_a_project_is(home):
    tap(home, "Kent meydanı çevre düzenlemesi")

    expect(home.get_by_role("main").get_by_role("progressbar").first).to_be_visible()
    expect(home.get_by_role("main")).to_contain_text("tamamlandı")


def test_how_to_send_a_request(home):
    tap(home, "Talep ilet")

    expect(home.get_by_role("main").get_by_role("radio").first).to_be_visible()
    expect(home.get_by_role("main").get_by_role("button").first).to_be_visible()


def test_what_the_municipality_answered_to_a_question_about_buses(home):
    tap(home, "Tüm cevaplar")

    tap(home, re.compile("otobüs", re.IGNORECASE))

    expect(home.get_by_role("heading", level=1)).to_contain_text(
        re.compile("otobüs", re.IGNORECASE)
    )
    expect(home.get_by_role("heading", name="Cevap", exact=True)).to_be_visible()
