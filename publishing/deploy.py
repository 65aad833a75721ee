"""Puts a built site where its readers are."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from publishing.errors import PublishError
from publishing.settings import ROOT
from publishing.tree import (
    MANIFEST,
    Entry,
    Stage,
    manifest,
    needed_by,
    read_manifest,
    remove_file,
    replace_file_if_changed,
)
from text.language import gettext

# A page goes out after what it shows and before the lists that lead to it, so that a deployment
# that stops half-way leaves no broken page and no link to nowhere.
_ORDER = {stage: number for number, stage in enumerate(Stage)}


class TargetUnknown(PublishError):
    def __init__(self, url: str) -> None:
        super().__init__(
            gettext(
                "“%(url)s” is no place we can deploy to. Set DEPLOY_URL to one of: %(schemes)s.",
                url=url,
                schemes=", ".join(f"{scheme}:" for scheme in TARGETS),
            )
        )


class NothingBuilt(PublishError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            gettext(
                "There is no built site in “%(folder)s”. Type `publish.py build` first.",
                folder=folder,
            )
        )


@dataclass(frozen=True)
class DeployReport:
    written: tuple[str, ...] = ()  # paths whose bytes are new at the target, in their order
    removed: tuple[str, ...] = ()


def deploy(output: Path, url: str, *, keep: Collection[str] = ()) -> DeployReport:
    """Bring the target to the state of the built tree, touching only what differs.

    The pages below the addresses of `keep` stay even where the tree no longer has them. Raises
    TargetUnknown and NothingBuilt; whatever else goes wrong, doing it again completes it.
    """
    entries = read_manifest(output / MANIFEST)
    if not entries:
        raise NothingBuilt(output)
    return _target(url).deploy(output, _in_order(entries), tuple(keep))


def deploy_ahead(output: Path, url: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Bring what stands in a tree that is still being built; gives the paths that are new.

    Nothing is removed: the deployment that follows does that. Raises TargetUnknown.
    """
    return _target(url).bring(output, _in_order(entries))


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (_ORDER[entry.stage], entry.path))


def put_files(url: str, files: Mapping[str, bytes]) -> None:
    """Put single files (path below the site's root -> bytes), such as a sharing feed.

    They are no part of the built tree, so no deployment removes them.
    """
    target = _target(url)
    for path, data in files.items():
        target.put(path, data)


class FolderTarget:
    """A folder that a web server serves, on this machine or mounted."""

    def __init__(self, url: str) -> None:
        self._root = ROOT / urlsplit(url).path

    def deploy(self, output: Path, entries: list[Entry], keep: tuple[str, ...]) -> DeployReport:
        before = self._read_manifest()
        written = self.bring(output, entries)
        after = {entry.path: entry for entry in entries}
        orphans = before.keys() - after.keys()
        kept = needed_by(keep, orphans, self._root)
        removed = sorted(orphans - kept)
        for path in removed:
            remove_file(self._root, path)
        self.put(MANIFEST, manifest((after | {path: before[path] for path in kept}).values()))
        return DeployReport(written, tuple(removed))

    def bring(self, output: Path, entries: list[Entry]) -> tuple[str, ...]:
        # Until the end the manifest names the old files and the new ones: what a deployment that
        # stops half-way has brought is known to the next.
        known = self._read_manifest() | {entry.path: entry for entry in entries}
        self.put(MANIFEST, manifest(known.values()))
        return tuple(entry.path for entry in entries if self._bring(output, entry))

    def put(self, path: str, data: bytes) -> bool:
        return replace_file_if_changed(self._root / path, data)

    def _read_manifest(self) -> dict[str, Entry]:
        return {entry.path: entry for entry in read_manifest(self._root / MANIFEST)}

    def _bring(self, output: Path, entry: Entry) -> bool:
        file, there = output / entry.path, self._root / entry.path
        stamp = _stamp(file)
        if stamp is None:
            raise TreeChanged(file)
        # As rsync tells it: reading the whole site and its copy took a tenth of a second each time.
        if stamp == _stamp(there):
            return False
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != entry.digest:
            # A disk's mistake leaves the file's stamp as it was: the next build must not trust it.
            file.touch()
            raise TreeChanged(file)
        is_new = self.put(entry.path, data)
        # Some shares forbid it; such a file is compared byte by byte each time.
        with suppress(PermissionError):
            os.utime(there, ns=(stamp.moment, stamp.moment))
        return is_new


class _Stamp(NamedTuple):
    moment: int  # nanoseconds
    size: int


def _stamp(file: Path) -> _Stamp | None:
    """None where there is no such file."""
    try:
        facts = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _Stamp(facts.st_mtime_ns, facts.st_size)


class TreeChanged(PublishError):
    def __init__(self, file: Path) -> None:
        super().__init__(
            gettext(
                "“%(file)s” changed after it was built. Is another build running? Publish again.",
                file=file,
            )
        )


TARGETS: Mapping[str, Callable[[str], FolderTarget]] = {"file": FolderTarget}


def _target(url: str) -> FolderTarget:
    make = TARGETS.get(urlsplit(url).scheme)
    if make is None:
        raise TargetUnknown(url)
    return make(url)
