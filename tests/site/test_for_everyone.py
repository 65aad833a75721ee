"""Every kind of page is for everyone: what axe finds, and what no tool finds."""

import pytest

from tests.site.examining import LOOKS, examine, examine_spacing, walk

pytestmark = [
    pytest.mark.xdist_group("site"),
    pytest.mark.browser,
    # As a net only: how long it takes is the machine's affair.
    pytest.mark.timeout(1200),
]

WALKED = ["/", "/en/", "/haberler/2026/11/kar-ekipleri-gece-nobetinde/", "/basvuru/", "/ara/?q=kar"]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_kind_of_page_is_for_everyone(site, served, browser_page, language):
    # Between them these have every part of a page, and the others are made of the same parts.
    shapes = site.shapes(language)
    found = []

    for number, page in enumerate(site.kinds(language)):
        # The other language has the same templates.
        is_seen_more = page in shapes and language == "tr"
        browser_page.goto(served + page.address)
        found += examine(browser_page, None if is_seen_more else [LOOKS[number % len(LOOKS)]])
        found += examine_spacing(browser_page)

    assert found == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_goes_through_a_page_in_its_order_and_is_always_seen(
    served, browser_page, width
):
    browser_page.set_viewport_size({"width": width, "height": 800})
    first, found = [], []

    for address in WALKED:
        browser_page.goto(served + address)
        names, problems = walk(browser_page)
        first.append(names[0])
        found += [(address, problem) for problem in problems]

    assert set(first) == {"İçeriğe geç", "Skip to the content"}
    assert found == []


def test_the_link_past_the_menu_leads_past_it(served, browser_page):
    browser_page.goto(f"{served}/")
    browser_page.keyboard.press("Tab")

    browser_page.keyboard.press("Enter")

    assert browser_page.evaluate("document.activeElement.id") == "main"


def test_a_printed_page_is_its_text_alone(served, browser_page):
    browser_page.goto(f"{served}/haberler/2026/11/kar-ekipleri-gece-nobetinde/")

    browser_page.emulate_media(media="print")

    assert browser_page.get_by_role("article").first.is_visible()
    assert browser_page.get_by_role("navigation").filter(visible=True).count() == 0
    assert browser_page.get_by_role("searchbox").filter(visible=True).count() == 0
