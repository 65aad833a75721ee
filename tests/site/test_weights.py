"""What pages may weigh and load, over every page of the built site."""

import pytest

from tests.feedback_api.browsing import STEPS, Citizen
from tests.site.reading import KB, Page, addresses_in_styles, weigh

pytestmark = pytest.mark.xdist_group("site")

FONTS = {".woff", ".woff2", ".ttf", ".otf", ".eot"}


@pytest.fixture
def forms(service):
    """The steps of the request form, the tracking page and the search, as a visitor gets them."""
    citizen = Citizen(service.test_client())
    answers = [citizen.go_to(step) for step in STEPS if step != "referral"]
    answers += [citizen.open(address) for address in ("/basvuru/takip/", "/ara/?q=kar")]
    return [Page(answer.request.path, answer.data) for answer in answers]


def too_heavy(pages, weight_of, most):
    """(path, weight) of each page that is heavier than it may be."""
    assert pages
    weights = [(page.path, weight_of(page)) for page in pages]
    return [(path, weight) for path, weight in weights if weight > most]


def test_an_article_is_at_most_eight_kilobytes(site):
    assert too_heavy(site.articles, lambda page: weigh(page.data), 8 * KB) == []


def test_an_article_with_all_that_a_telephone_loads_is_at_most_sixty_kilobytes(site):
    assert too_heavy(site.articles, site.weigh_all, 60 * KB) == []


def test_no_page_with_all_that_a_telephone_loads_is_above_a_hundred_and_twenty_kilobytes(site):
    assert too_heavy(site.pages, site.weigh_all, 120 * KB) == []


def test_the_styles_of_a_page_are_at_most_four_kilobytes(site):
    assert too_heavy(site.pages, site.weigh_styles, 4 * KB) == []


def test_a_form_has_at_most_four_kilobytes_of_styles_and_two_of_scripts(site, forms):
    assert too_heavy(forms, site.weigh_styles, 4 * KB) == []
    assert too_heavy(forms, lambda page: len("".join(page.scripts).encode()), 2 * KB) == []
    assert [page for page in forms if any(tag == "script" for tag, _ in page.loads)] == []


def test_the_scripts_of_a_page_are_at_most_half_a_kilobyte(site):
    assert too_heavy(site.pages, lambda page: len("".join(page.scripts).encode()), KB // 2) == []


def test_no_script_is_loaded(site):
    assert [
        (page.path, load) for page in site.pages for load in page.loads if load[0] == "script"
    ] == []


def test_nothing_is_loaded_from_elsewhere(site):
    loads = [(page.path, address) for page in site.pages for _, address in page.loads]
    for file in sorted(site.folder.rglob("*.css")):
        loads += [(file.name, address) for address in addresses_in_styles(file.read_text())]

    own = ("/", "data:", "#")
    assert [
        (path, address)
        for path, address in loads
        if not address.startswith(own) or address.startswith("//")
    ] == []


def test_there_are_no_fonts(site):
    styles = [file.read_text() for file in site.folder.rglob("*.css")]

    assert [file for file in site.folder.rglob("*") if file.suffix in FONTS] == []
    assert not any("@font-face" in style for style in styles)


def test_what_a_page_loads_is_there(site):
    missing = {
        (page.path, address)
        for page in site.pages
        for _, address in page.loads
        if address.startswith("/")
        and not (site.folder / address.lstrip("/").split("?")[0]).is_file()
    }

    assert missing == set()
