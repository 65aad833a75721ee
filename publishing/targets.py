"""The file that an address written by an editor means."""

import os.path
import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from publishing.kinds import PICTURES_FOLDER

# What an editor may offer for reading; anything else stays in the repository.
DOCUMENT_TYPES = {
    *(".pdf", ".csv", ".json", ".geojson", ".txt", ".zip"),
    *(".xlsx", ".ods", ".docx", ".odt", ".pptx", ".odp"),
}
PICTURE_TYPES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}

_PELICAN = re.compile(r"^[{|](?:static|filename|attach)[}|]")


def split_target(target: str) -> SplitResult | None:
    """The parts of an address, Pelican's mark left out; None for what is none: `http://[kar`."""
    try:
        return urlsplit(_PELICAN.sub("", target, count=1))
    except ValueError:
        return None


def names_a_file(target: str) -> bool:
    """True for Pelican's way of naming a file: `{static}kar.jpg`, `{filename}../haber.md`."""
    return bool(_PELICAN.match(target))


def find_file(target: str, *, beside: Path, content: Path) -> Path | None:
    """The existing file that `target` names: beside the item, or below the content folder.

    `beside` is the item's own path. Never a file outside the content folder, nor a symbolic link.
    """
    name = unquote(re.split(r"[?#]", _PELICAN.sub("", target.strip(), count=1))[0])
    if not name or "\x00" in name:
        return None
    if name.startswith("/"):
        candidates = [content / name.lstrip("/")]
    else:
        shared = [content / name, content / PICTURES_FOLDER / name]
        candidates = [beside.parent / name, *shared]
    found = next((file for file in candidates if _is_ours(file, content)), None)
    return Path(os.path.normpath(found)) if found else None


def _is_ours(file: Path, content: Path) -> bool:
    try:
        inside = file.resolve().is_relative_to(content.resolve())
        return inside and file.is_file() and not file.is_symlink()
    except (OSError, ValueError, RuntimeError):
        # A name that the disk cannot hold, or links that lead in a circle.
        return False
