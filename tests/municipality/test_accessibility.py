from datetime import date

import pytest

from municipality import MunicipalityError, load
from text.language import speaking

KNOWN = """\
answer_days = 10

[videos]
what = { en = "Films have no subtitles", tr = "Filmlerde altyazı yok" }
instead = { en = "We send the text", tr = "Metnini gönderiyoruz" }
"""
RUN = """\
tested_on = 2026-11-24
widths = "320, 1280"
pages = 40
examinations = 160
violations = 0
passed = 12
failed = 0

[tools]
axe-core = "4.12"
"""


def test_the_defects_and_the_last_run_are_read(riverbend_folder):
    (riverbend_folder / "accessibility.toml").write_text(KNOWN, encoding="utf-8")
    (riverbend_folder / "accessibility-tests.toml").write_text(RUN, encoding="utf-8")

    read = load(riverbend_folder).accessibility

    assert read.answer_days == 10
    assert [str(defect.what) for defect in read.defects] == ["Filmlerde altyazı yok"]
    assert (read.run.tested_on, read.run.violations) == (date(2026, 11, 24), 0)
    assert read.run.tools == (("axe-core", "4.12"),)


def test_a_municipality_may_have_neither(riverbend_folder):
    read = load(riverbend_folder).accessibility

    assert (read.answer_days, read.defects, read.run) == (None, (), None)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("violations = 0", "violations = -1", "“violations” must be 0 or more."),
        ("pages = 40", "", "“pages” is missing"),
        ("failed = 0", "failed = 0\nfeeling = 1", "“feeling” is not known here."),
    ],
)
def test_a_mistake_in_the_results_is_told(riverbend_folder, old, new, sentence):
    file = riverbend_folder / "accessibility-tests.toml"
    file.write_text(RUN.replace(old, new), encoding="utf-8")

    with speaking("en"), pytest.raises(MunicipalityError) as caught:
        load(riverbend_folder)

    assert [finding.path for finding in caught.value.findings] == [file]
    assert sentence in str(caught.value)
