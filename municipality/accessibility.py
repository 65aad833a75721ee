"""Reads what the accessibility statement says: known defects, and the last run of the tests."""

from municipality.model import Accessibility, Defect, TestRun
from municipality.source import Source
from municipality.table import Table


def read_accessibility(
    source: Source | None, tests: Source | None, languages: tuple[str, ...]
) -> Accessibility:
    """Both files may be missing: then the statement says that nothing was tested yet."""
    run = _run(Table(tests)) if tests and tests.is_readable else None
    if source is None or not source.is_readable:
        return Accessibility(run=run)
    table = Table(source)
    answer_days = table.number("answer_days")
    defects = tuple(
        _defect(table.table(name), languages) for name in table.names() if name != "answer_days"
    )
    return Accessibility(answer_days, defects, run)


def _defect(table: Table, languages: tuple[str, ...]) -> Defect:
    defect = Defect(table.words("what", languages), table.words("instead", languages))
    table.close()
    return defect


def _run(table: Table) -> TestRun:
    tools = table.table("tools")
    run = TestRun(
        tested_on=table.day("tested_on"),
        pages=table.number("pages"),
        examinations=table.number("examinations"),
        widths=table.text("widths"),
        violations=table.number("violations", least=0),
        passed=table.number("passed", least=0),
        failed=table.number("failed", least=0),
        tools=tuple((name, tools.text(name)) for name in tools.names()),
    )
    table.close()
    return run
