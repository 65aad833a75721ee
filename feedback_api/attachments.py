"""Keeps the pictures of requests: on the disk before anybody is told that they were received."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from feedback_api.config import ROOT
from feedback_api.errors import SettingsNotReady
from text.language import gettext

_KEY_LETTERS = frozenset("0123456789abcdef")


class Attachments:
    """A folder of files with random names of 128 bits, so that none can be guessed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, content: bytes) -> str:
        """The key of the new file, which survives a power cut once this has returned."""
        key = secrets.token_hex(16)
        self._write(self.path(key), content)
        return key

    def save_thumbnail(self, key: str, content: bytes) -> None:
        self._write(self.thumbnail_path(key), content)

    def path(self, key: str) -> Path:
        """Raises FileNotFoundError for what cannot be one of our keys."""
        if len(key) != 32 or not _KEY_LETTERS.issuperset(key):
            raise FileNotFoundError(key)
        return self.folder / key[:2] / f"{key}.jpg"

    def thumbnail_path(self, key: str) -> Path:
        return self.path(key).with_suffix(".small.jpg")

    def delete(self, key: str) -> None:
        for path in (self.path(key), self.thumbnail_path(key)):
            path.unlink(missing_ok=True)

    def keys(self, *, older_than: datetime | None = None) -> Iterator[str]:
        """Of every picture in the folder, whether a request knows it or not."""
        for path in self.folder.glob("??/*.jpg"):
            is_young = older_than and path.stat().st_mtime > older_than.timestamp()
            if not path.name.endswith(".small.jpg") and not is_young:
                yield path.stem

    def is_ready(self) -> bool:
        """True if files can be written now."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return os.access(self.folder, os.W_OK)

    def _write(self, path: Path, content: bytes) -> None:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _flush_folder(self.folder)
        unfinished = path.with_suffix(".new")
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        _flush_folder(path.parent)


def open_attachments(url: str) -> Attachments:
    """The place that ATTACHMENTS_URL names; a relative path begins at the repository's root."""
    parts = urlsplit(url)
    if parts.scheme != "file" or not parts.path:
        raise SettingsNotReady(
            [gettext("ATTACHMENTS_URL must name a folder, such as file:var/attachments.")]
        )
    return Attachments(ROOT / parts.path)


def _flush_folder(folder: Path) -> None:
    """Without this a power cut could forget the name of a file whose content is safe."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
