"""The folder that a build writes: changed files only, each whole or not at all."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from publishing.files import replace_file
from publishing.memory import Memory

MANIFEST = ".meydan/manifest.tsv"

# In src and href, in a srcset, and with the site's name in what networks read.
_SHOWN = re.compile(r'(?:["\s]|https?://[^/"\s]+)/([^"?#\s]+)')


class Stage(StrEnum):
    """The order in which files go on the site: what a page needs, items, lists, feeds, the rest."""

    FILE = "file"
    ITEM = "item"
    LIST = "list"
    FEED = "feed"
    PRIVATE = "private"


@dataclass(frozen=True)
class Entry:
    path: str  # from the tree's root, without a slash at its beginning
    digest: str  # SHA-256
    stage: Stage


class Tree:
    """Collects the files of one build; `finish` removes what earlier builds left behind."""

    def __init__(self, root: Path, memory: Memory) -> None:
        self.root = root
        self._memory = memory
        self.made = 0  # also where the bytes are the same as before
        self.written = 0
        self.removed = 0
        self._entries: dict[str, Entry] = {}
        self._folders: set[Path] = set()
        self._before = {entry.path: entry for entry in read_manifest(root / MANIFEST)}

    def write(self, path: str, data: bytes, stage: Stage) -> None:
        """Put the file there; nothing is touched where the same bytes already are."""
        file = self.root / path
        self._entries[path] = Entry(path, hashlib.sha256(data).hexdigest(), stage)
        if _read(file) == data:
            return
        self._make_folder(file.parent)
        replace_file(file, data)
        self.written += 1

    def make(self, path: str, causes: str, stage: Stage, make: Callable[[], bytes]) -> None:
        """As `write`, but what still stands there as it was made of `causes` is not made again."""
        file = self.root / path
        known = self._memory.recall(path, causes)
        stamp, _, digest = known.partition(" ") if known else ("", "", "")
        if known and stamp == _stamp(file):
            self._entries[path] = Entry(path, digest, stage)
            return
        self.write(path, make(), stage)
        self.made += 1
        self._memory.keep(path, causes, f"{_stamp(file)} {self._entries[path].digest}")

    @property
    def entries(self) -> Sequence[Entry]:
        """What has been written so far."""
        return list(self._entries.values())

    def finish(self, keep: Iterable[str] = ()) -> None:
        """Remove what is no longer built, except the pages below the addresses of `keep`."""
        orphans = self._before.keys() - self._entries.keys()
        for path in needed_by(keep, orphans, self.root):
            self._entries[path] = self._before[path]
        for path in sorted(orphans - self._entries.keys()):
            remove_file(self.root, path)
            self.removed += 1
        replace_file_if_changed(self.root / MANIFEST, manifest(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


def read_manifest(file: Path) -> list[Entry]:
    """The files of a tree as its last build left them; empty where nothing was built."""
    data = _read(file)
    if data is None:
        return []
    rows = [line.split("\t") for line in data.decode().splitlines()]
    return [Entry(path, digest, Stage(stage)) for path, digest, stage in rows]


def manifest(entries: Iterable[Entry]) -> bytes:
    rows = sorted(entries, key=lambda entry: entry.path)
    return "".join(f"{row.path}\t{row.digest}\t{row.stage}\n" for row in rows).encode()


def needed_by(keep: Iterable[str], orphans: Set[str], root: Path) -> set[str]:
    """Of the orphans, the pages at the addresses of `keep`, and the pictures that they show."""
    addresses = tuple(address.strip("/") + "/" for address in keep)
    pages = {path for path in orphans if path.startswith(addresses)}
    shown = {
        unquote(name)
        for page in pages
        if page.endswith(".html") and (html := _read(root / page))
        for name in _SHOWN.findall(html.decode())
    }
    return {path for path in pages | (shown & orphans) if (root / path).exists()}


def replace_file_if_changed(file: Path, data: bytes) -> bool:
    if _read(file) == data:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, data)
    return True


def remove_file(root: Path, path: str) -> None:
    """Remove the file and the folders that it leaves empty."""
    (root / path).unlink(missing_ok=True)
    folder = (root / path).parent
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _stamp(file: Path) -> str:
    """New whenever the file is written; empty where there is none."""
    try:
        facts = file.stat()
    except OSError:
        return ""
    return f"{facts.st_mtime_ns}-{facts.st_size}-{facts.st_ino}"


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
