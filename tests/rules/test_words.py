"""What stands in the repository is true on every machine, not only on the one it was written on."""

import re

import pytest

from tests.rules.tracked import ROOT, read_tracked_texts

HERE = "tests/rules/test_words.py"
ONLY_ON_ONE_MACHINE = {
    "a path of a developer's machine": r"(?<![\w.*:/~-])/(home|Users|root|work|workspace)/\w",
    "a path of a developer's Windows": r"\b[A-Z]:\\Users\\",
    "the host of a registry of packages": r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|/simple/",
}
PINNED = re.compile(
    r"[\w.-]+(\[[\w,-]+\])?==[^\s;]+"
    r"( ; [^#]+?)?"
    r"( --hash=sha256:[0-9a-f]{64})+"
)


@pytest.mark.parametrize("pattern", ONLY_ON_ONE_MACHINE.values(), ids=ONLY_ON_ONE_MACHINE)
def test_no_file_names(pattern):
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in read_tracked_texts()
        if path.as_posix() != HERE
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]

    assert found == []


def test_the_lock_pins_every_package_by_version_and_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    joined = re.sub(r"\s*\\\n\s*", " ", lock)
    rows = [row for row in joined.splitlines() if row and not row.lstrip().startswith("#")]

    loose = [row for row in rows if not PINNED.fullmatch(row)]

    assert rows
    assert loose == []


def test_the_lock_names_no_address_to_download_from():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert re.findall(r"\S*://\S*|\S*index-url.*|--find-links.*", lock) == []
