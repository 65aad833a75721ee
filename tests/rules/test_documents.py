"""What the documents point at exists, and the twins of two languages have the same parts."""

import re

import pytest

from tests.rules.tracked import ROOT, list_tracked, read_tracked_texts

TARGET = re.compile(r"\]\((?P<link>[^)\s]+)\)|\b(?:src|href)=\"(?P<html>[^\"]+)\"")
CODE = re.compile(r"^```.*?^```|^ {4}.*?$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
MAKE = re.compile(r"(?:`|^ {4}|run: )make ([a-z][a-z-]*)", re.MULTILINE)
MAKE_IN_A_SCRIPT = re.compile(r"^\s*make ([a-z][a-z-]*)", re.MULTILINE)
TWINS = [
    ("README.tr.md", "README.md"),
    ("docs/editor.md", "docs/en/editor.md"),
    ("docs/masa.md", "docs/en/desk.md"),
    ("docs/kurulum.md", "docs/en/installation.md"),
]


def read_documents():
    """(path, text) of what is about the software; items have their own checks."""
    for path, text in read_tracked_texts("*.md"):
        if not {"content", "faulty"} & set(path.parts):
            yield path, text


def list_targets():
    """The targets that `make` lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))


def test_every_relative_link_leads_to_a_tracked_file():
    tracked = {(ROOT / path).resolve() for path in list_tracked()}
    folders = {folder for path in tracked for folder in path.parents}

    broken = [
        f"{path}: {target}"
        for path, text in read_documents()
        for found in TARGET.finditer(CODE.sub("", text))
        for target in [found["link"] or found["html"]]
        if not re.match(r"[a-z]+:|#", target)
        and (ROOT / path.parent / target.partition("#")[0]).resolve() not in tracked | folders
    ]

    assert broken == []


def test_every_make_target_that_is_named_exists():
    named = {
        target: path.as_posix()
        for path, text in read_tracked_texts()
        for target in (MAKE_IN_A_SCRIPT if path.parts[0] == ".ci" else MAKE).findall(text)
    }

    assert {target: path for target, path in named.items() if target not in list_targets()} == {}


@pytest.mark.parametrize("readme", ["README.md", "README.tr.md"])
def test_the_readme_names_every_make_target(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")

    assert [name for name in list_targets() - {"help"} if f"`{name}`" not in text] == []


@pytest.mark.parametrize(("turkish", "english"), TWINS, ids=[turkish for turkish, _ in TWINS])
def test_twins_have_the_same_headings_and_tables(turkish, english):
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in (turkish, english)]

    headings, rows = zip(
        *((HEADING.findall(CODE.sub("", text)), text.count("\n| ")) for text in texts), strict=True
    )

    assert headings[0] == headings[1]
    assert rows[0] == rows[1]
