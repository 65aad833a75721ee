"""The accessibility statement says what the tests found, and nothing else."""

import tomllib
from datetime import date

import pytest

from municipality import load
from tests.site import statement
from tests.theme.pages import render

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize(
    ("path", "day"), [("erisilebilirlik/index.html", "tr"), ("en/erisilebilirlik/index.html", "en")]
)
def test_the_statement_has_the_figures_of_the_last_run(site, path, day):
    run = tomllib.loads(statement.FILE.read_text(encoding="utf-8"))
    page = next(page for page in site.pages if page.path == path)

    said = [text for _, text in page.texts]

    shown = said[said.index({"tr": "Gün", "en": "Day"}[day]) :]
    assert str(run["tested_on"].year) in shown[1]
    assert shown[3] == ", ".join(f"{name} {version}" for name, version in run["tools"].items())
    figures = ("pages", "examinations", "widths", "violations", "passed", "failed")
    assert shown[5:17:2] == [str(run[name]) for name in figures]


def test_a_run_is_written_down_as_it_was(erzurum, tmp_path):
    examined = {
        ("/", 320, "light"): [],
        ("/", 360, "dark"): ["image-alt"],
        ("/ara/", 320, "dark"): [],
    }

    written = statement.compose(
        examined, {"axe-core": "4.1"}, {"passed": 3, "failed": 1}, on=date(2026, 11, 24)
    )

    assert tomllib.loads(written) == {
        "tested_on": date(2026, 11, 24),
        "widths": "320, 360, 1280",
        "pages": 2,
        "examinations": 3,
        "violations": 1,
        "passed": 3,
        "failed": 1,
        "tools": {"axe-core": "4.1"},
    }


def test_a_site_that_was_never_tested_says_so(riverbend):
    html = render(riverbend, "site/accessibility.html", known=riverbend.accessibility)

    assert "It has not been tested yet." in html
    assert load().accessibility.run is not None
