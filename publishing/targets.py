"""The file that an address written by an editor means."""

import re
from pathlib import Path
from urllib.parse import unquote

from publishing.kinds import PICTURES_FOLDER

_PELICAN = re.compile(r"[{|](?:static|filename|attach)[}|]")


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
    return next((file for file in candidates if _is_ours(file, content)), None)


def _is_ours(file: Path, content: Path) -> bool:
    try:
        inside = file.resolve().is_relative_to(content.resolve())
        return inside and file.is_file() and not file.is_symlink()
    except (OSError, ValueError, RuntimeError):
        # A name that the disk cannot hold, or links that lead in a circle.
        return False
