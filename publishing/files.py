"""Writes files so that nobody ever reads half of one."""

import os
from pathlib import Path
from tempfile import mkstemp


def write_durably(file: Path, text: str) -> None:
    """Replace the file, its folder made where it is missing; a power cut does not undo it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, text.encode(), durably=True)


def replace_file(file: Path, data: bytes, *, durably: bool = False) -> None:
    """Readers see the old file or the new one, never half of one."""
    handle, temporary = mkstemp(prefix=".", suffix=".new", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            if durably:
                opened.flush()
                os.fsync(handle)
        # mkstemp makes files that only their owner can read; a web server is someone else.
        Path(temporary).chmod(_mode(file))
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(file: Path) -> int:
    try:
        return file.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644
