"""What only a browser can tell: names and roles, contrast as drawn, reflow, targets, focus."""

import re

import pytest
from axe_core_python.sync_playwright import Axe

from municipality import load
from tests.theme.pages import list_pages, make_page, render_item
from theme.environment import static_file

pytestmark = pytest.mark.browser

ERZURUM = load()
PAGES = dict(list_pages(ERZURUM))
# One of each shape; the rest are made of the same parts.
SHAPES = ["home", "news", "notice", "project", "list of events", "whose job", "404"]
SHAPES += ["projects", "districts", "district"]
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, summary, input, select, textarea")]
  .filter((target) => !target.closest("p, .prose, h2, h3, .unseen, .skip"))
  .map((target) => [target.outerHTML.slice(0, 90), target.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24))
  .map(([html]) => html)
"""
FOCUS_IS_SEEN = """
() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}
"""


def with_styles(html):
    """The page with its stylesheets inside, so that no server is needed."""
    styles = "".join(
        f"<style>{static_file(name, ERZURUM).read_text(encoding='utf-8')}</style>"
        for name in ("site.css", "content.css", "tema.css")
    )
    # Nor its clock: the hour of this machine must not take anything away.
    html = re.sub(r'<link rel="(?:stylesheet|icon)"[^>]*>|<script>.*?</script>', "", html)
    return html.replace("</head>", f"{styles}</head>").replace('src="/', 'src="data:,/')


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser_page, name, width, scheme):
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_content(with_styles(PAGES[name]))

    found = Axe().run(browser_page)["violations"]

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_nothing_scrolls_sideways_on_a_narrow_phone(browser_page):
    browser_page.set_viewport_size({"width": 320, "height": 700})

    wide, small = [], []
    for name, html in PAGES.items():
        browser_page.set_content(with_styles(html))
        if browser_page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(name)
        small += browser_page.evaluate(SMALL_TARGETS)

    assert wide == []
    assert small == []


def test_a_title_without_spaces_and_a_wide_table_stay_inside(browser_page):
    wide = "<div class='scroll'><table><tr>" + "<td>hücre</td>" * 40 + "</tr></table></div>"
    page = make_page(title="Ç" * 300, html=wide)
    browser_page.set_viewport_size({"width": 320, "height": 700})
    browser_page.set_content(with_styles(render_item(ERZURUM, page)))

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_tab_leads_past_the_menu(browser_page):
    browser_page.set_content(with_styles(PAGES["home"]))

    browser_page.keyboard.press("Tab")

    assert browser_page.evaluate("document.activeElement.textContent") == "İçeriğe geç"
    assert browser_page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_whatever_has_the_focus_shows_it(browser_page):
    browser_page.set_content(with_styles(PAGES["home"]))

    seen = []
    for _ in range(30):
        browser_page.keyboard.press("Tab")
        seen.append(browser_page.evaluate(FOCUS_IS_SEEN))

    assert all(seen)


def test_the_menu_of_a_phone_opens_without_a_script(browser_page):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.set_content(with_styles(PAGES["home"]))

    browser_page.get_by_text("Menü", exact=True).click()

    menu = browser_page.locator("details.menu")
    assert menu.get_by_role("link", name="Duyurular").is_visible()
    assert menu.get_by_role("link", name="Talep ilet").is_visible()
