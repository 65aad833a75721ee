"""Empties the folder of an earlier build, and never anything else."""

import shutil
from pathlib import Path

from publishing.errors import FolderNotOurs
from publishing.tree import MANIFEST


def empty(folder: Path) -> None:
    """Remove what is in the folder. Raises FolderNotOurs where no build has written."""
    if not folder.exists():
        return
    if any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise FolderNotOurs(folder)
    shutil.rmtree(folder)
