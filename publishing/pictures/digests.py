"""What each file's bytes hash to, remembered so that a build need not read every photograph."""

import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from publishing.files import replace_file

# A file that changes twice within the clock's tick would look unchanged.
_SETTLED = 2_000_000_000  # nanoseconds


class _Known(NamedTuple):
    mark: str
    digest: str
    changed_at: int  # nanoseconds since 1970


class Digests:
    """Read from `file` and saved there; where it is missing or broken, everything is read anew."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _load(file)
        self._is_new = False

    def of(self, path: Path) -> str:
        """The SHA-256 of the file's bytes. Raises OSError."""
        status = path.stat()
        known = self._known.get(str(path))
        if known and known.mark == _mark(status):
            return known.digest
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self._known[str(path)] = _Known(_mark(status), digest, status.st_ctime_ns)
        self._is_new = True
        return digest

    def save(self, *, now: int) -> None:
        """Keep what was there for a while at `now`, in nanoseconds since 1970."""
        if not self._is_new:
            return
        kept = {
            name: known
            for name, known in self._known.items()
            if now - known.changed_at > _SETTLED and Path(name).exists()
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._file, json.dumps(kept).encode())
        self._is_new = False


def _mark(status: os.stat_result) -> str:
    """Changes with every change of the file; unlike its date, ctime cannot be set back."""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"


def _load(file: Path) -> dict[str, _Known]:
    try:
        entries = json.loads(file.read_bytes()).items()
        return {name: _Known(*known) for name, known in entries}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
