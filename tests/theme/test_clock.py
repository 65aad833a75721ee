"""What is over leaves a page that is open, or that nobody built anew."""

from datetime import timedelta

import pytest

from tests.moments import NOON
from tests.theme.pages import make_announcement, make_urgent, render, render_item
from theme.environment import CLOCK

BEFORE, AFTER = NOON + timedelta(hours=7), NOON + timedelta(hours=9)


def test_the_script_of_a_page_stays_tiny():
    assert len(CLOCK.encode()) <= 500


@pytest.mark.browser
@pytest.mark.parametrize(("hour", "shown"), [(BEFORE, 1), (AFTER, 0)])
def test_an_urgent_announcement_leaves_when_it_ends(erzurum, browser_page, hour, shown):
    browser_page.clock.set_fixed_time(hour)

    browser_page.set_content(render(erzurum, "errors/404.html", alerts=(make_urgent(),)))

    assert browser_page.locator(".alerts").count() == shown


@pytest.mark.browser
def test_an_announcement_says_that_it_is_over_while_its_page_is_open(erzurum, browser_page):
    browser_page.clock.install(time=BEFORE)
    browser_page.set_content(render_item(erzurum, make_announcement()))
    during = browser_page.locator("main .badge").first.inner_text()

    browser_page.clock.run_for(timedelta(hours=2).total_seconds() * 1000)

    assert during == "Sürüyor"
    assert browser_page.locator("main .badge").first.inner_text() == "Bitti"
