"""What the name of an item's file says: `su-kesintisi.en.md` is `su-kesintisi` in English."""

import re
from pathlib import Path

_NAME = re.compile(r"(?P<stem>.+?)(?:\.(?P<language>[a-z]{2,3}))?\.md$", re.DOTALL)


def split_name(name: str) -> tuple[str, str | None]:
    """The name without its endings, and the language it names; without `.md` the name itself."""
    match = _NAME.match(name)
    return (match["stem"], match["language"]) if match else (name, None)


def pair_of(path: Path) -> Path:
    """The same path for an item and its translations."""
    return path.with_name(split_name(path.name)[0])
