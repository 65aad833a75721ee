"""A municipality that a test may spoil."""

import shutil
from pathlib import Path

import pytest

RIVERBEND = Path(__file__).parent / "riverbend"


@pytest.fixture
def riverbend_folder(tmp_path):
    """A copy of Riverbend's files."""
    return shutil.copytree(RIVERBEND, tmp_path / "riverbend")
