"""The examination itself: it finds what is wrong with a page that is wrong in every way."""

import pytest

from tests.site.examining import LOOKS, examine, examine_spacing, walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

FAULTY = """<!doctype html><html lang="tr"><head><title>x</title><style>
  body { margin: 0; background: #fff; }
  .pale { color: #999; }
  .wide { width: 400px; }
  .small { display: block; width: 12px; height: 12px; overflow: hidden; }
  .tight { height: 1.2em; line-height: 1; overflow: hidden; }
  .over { position: absolute; top: 0; left: 0; background: #fff; width: 100%; padding-block: 2em; }
  a.bare:focus { outline: 0; }
</style></head><body>
  <a class="skip bare" href="#m">İlk</a>
  <main id="m"><h1>Başlık</h1><p class="pale">Soluk yazı</p><div class="wide">Geniş</div>
  <a class="small" href="/a">a</a><p class="tight">Kesilen satır</p>
  <a href="/son" tabindex="1">Sırasız</a></main><div class="over">Üstte duran</div>
</body></html>"""


def test_a_faulty_page_is_found_out(browser_page):
    browser_page.set_content(FAULTY)

    problems = " ".join(problem for *_, problem in examine(browser_page, LOOKS[:1], keep=False))

    assert "color-contrast" in problems
    assert "400 pixels wide" in problems
    assert 'class="small"' in problems


def test_text_that_is_lost_when_it_is_spaced_out_is_found(browser_page):
    browser_page.set_content(FAULTY)

    problems = " ".join(problem for _, problem in examine_spacing(browser_page))

    assert 'class="tight"' in problems
    assert "Üstte duran" in problems


def test_focus_that_is_covered_bare_or_out_of_order_is_found(browser_page):
    browser_page.set_content(FAULTY)

    _, problems = walk(browser_page)

    assert any(problem.startswith("no outline") for problem in problems)
    assert any(problem.startswith("covered by") for problem in problems)
    assert any(problem.startswith("out of order") for problem in problems)
