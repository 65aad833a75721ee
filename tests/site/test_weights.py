"""What a page may weigh, over every page of the built site."""

import pytest

from tests.site.reading import KB, weigh

pytestmark = pytest.mark.xdist_group("site")


def too_heavy(pages, weight_of, most):
    """(path, weight) of each page that is heavier than it may be."""
    weights = [(page.path, weight_of(page)) for page in pages]
    return [(path, weight) for path, weight in weights if weight > most]


def test_the_styles_of_every_page_stay_below_four_kilobytes(site):
    assert too_heavy(site.pages, site.weigh_styles, 4 * KB) == []


def test_the_styles_of_a_form_stay_below_four_kilobytes(site):
    styles = [f"/tema/{name}.css" for name in ("site", "form", "tema")]

    assert sum(weigh(site.read(name)) for name in styles) <= 4 * KB
