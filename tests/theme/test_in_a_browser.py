"""Variants of pages that the sample site does not have, as a browser draws them."""

import re

import pytest

from municipality import load
from tests.site.examining import examine_narrow
from tests.theme.pages import list_pages, make_page, render_item
from theme.environment import static_bytes

pytestmark = pytest.mark.browser

ERZURUM = load()
PAGES = dict(list_pages(ERZURUM))


def with_styles(html):
    """The page with its stylesheets inside, so that no server is needed."""
    styles = "".join(
        f"<style>{static_bytes(name, ERZURUM).decode()}</style>"
        for name in ("content.css", "tema.css")
    )
    # Nor its clock: the hour of this machine must not take anything away.
    html = re.sub(r'<link rel="(?:stylesheet|icon)"[^>]*>|<script>.*?</script>', "", html)
    return html.replace("</head>", f"{styles}</head>").replace('src="/', 'src="data:,/')


def test_every_variant_of_a_page_fits_a_narrow_phone(browser_page):
    found = []

    for name, html in PAGES.items():
        browser_page.set_content(with_styles(html))
        found += [(name, problem) for problem in examine_narrow(browser_page)]

    assert found == []


def test_a_title_without_spaces_and_a_wide_table_stay_inside(browser_page):
    wide = "<div class='scroll'><table><tr>" + "<td>hücre</td>" * 40 + "</tr></table></div>"
    page = make_page(title="Ç" * 300, html=wide)
    browser_page.set_viewport_size({"width": 320, "height": 700})
    browser_page.set_content(with_styles(render_item(ERZURUM, page)))

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_menu_of_a_phone_opens_without_a_script(browser_page):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.set_content(with_styles(PAGES["home"]))

    browser_page.get_by_text("Menü", exact=True).click()

    menu = browser_page.locator("details.menu")
    assert menu.get_by_role("link", name="Duyurular").is_visible()
    assert menu.get_by_role("link", name="Talep ilet").is_visible()
