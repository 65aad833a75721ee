"""The files that git keeps: the rules are about them, not about what else lies here."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {".md", ".py", ".toml", ".yml", ".html", ".txt", ".css", ".svg", ".sh", ".po", ".lock", ""}


def list_tracked(*patterns):
    """Paths relative to the root, those in the tree only."""
    if not (ROOT / ".git").exists():
        pytest.skip("this tree is not a git repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    paths = [Path(name) for name in listed.stdout.split("\0") if name]
    return [path for path in paths if (ROOT / path).is_file()]


def read_tracked_texts(*patterns):
    """(path, text) of every tracked file that people write."""
    for path in list_tracked(*patterns):
        if path.suffix in TEXTS:
            yield path, (ROOT / path).read_text(encoding="utf-8")
