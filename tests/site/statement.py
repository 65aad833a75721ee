"""`make statement`: a plugin of pytest that writes down what a run of the tests examined.

The site's accessibility statement shows it, so it holds nothing that this run did not do.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.site.examining import EXAMINED, TOOLS, WIDTHS, examine_all_looks

FILE = Path(__file__).parents[2] / "municipality" / "accessibility-tests.toml"
_count = {"passed": 0, "failed": 0}


def pytest_configure():
    examine_all_looks()


def pytest_runtest_logreport(report):
    if report.when == "call" or report.failed:
        _count["failed" if report.failed else "passed"] += not report.skipped


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    if not EXAMINED:
        terminalreporter.write_line("No page was examined: the statement stays as it is.")
        return
    FILE.write_text(compose(EXAMINED, TOOLS, _count, on=date.today()), encoding="utf-8")  # noqa: DTZ011
    terminalreporter.write_line(f"Written: {FILE.name}")


def compose(examined, tools, count, *, on):
    """The file's text: `examined` holds what was found, by page, width and colour scheme."""
    facts = {
        "pages": len({page for page, _, _ in examined}),
        "examinations": len(examined),
        "violations": sum(len(problems) for problems in examined.values()),
        "passed": count["passed"],
        "failed": count["failed"],
    }
    lines = [
        "# Erişilebilirlik sınamalarının son sonuçları: `make statement` yazar, elle değiştirmeyin."
    ]
    lines += [f"tested_on = {on.isoformat()}", f'widths = "{", ".join(map(str, WIDTHS))}"']
    lines += [f"{name} = {number}" for name, number in facts.items()]
    lines += [
        "",
        "[tools]",
        *(f"{json.dumps(name)} = {json.dumps(v)}" for name, v in tools.items()),
    ]
    return "\n".join(lines) + "\n"
