"""Says at the end of a run how many tests met a real PostgreSQL and a real browser."""

import pytest

KINDS = {"postgresql": "on PostgreSQL", "browser": "in the browser"}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    passed, skipped = (_reports(terminalreporter, state) for state in ("passed", "skipped"))
    lines = [f"{len(passed)} tests passed, of these:"]
    for marker, words in KINDS.items():
        ran = sum(marker in report.keywords for report in passed)
        left_out = sum(marker in report.keywords for report in skipped)
        lines.append(f"  {ran} {words}" + (f" ({left_out} skipped)" if left_out else ""))
    terminalreporter.write_sep("-", "what ran")
    for line in lines:
        terminalreporter.write_line(line)


def _reports(reporter: pytest.TerminalReporter, state: str) -> list[pytest.TestReport]:
    """One report a test: its call, or its set-up where that skipped it."""
    return [
        report
        for report in reporter.stats.get(state, [])
        if isinstance(report, pytest.TestReport) and (state == "skipped" or report.when == "call")
    ]
