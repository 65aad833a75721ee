"""The last faultless text of every item, so that a mistake never takes a page off the site.

`var/last-good/` mirrors the content folder. It is written after each publication; without it (a
fresh clone) a faulty item keeps the page that already stands in the output.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from publishing.addresses import read_register
from publishing.content import read_as_it_was
from publishing.files import write_durably
from publishing.items import Item
from publishing.reading.source import Source
from publishing.settings import Settings


def keep_texts(settings: Settings, sources: Iterable[Source], items: Iterable[Item]) -> None:
    """Remember these faultless items; copies of a file that was renamed are forgotten."""
    folder = _folder(settings)
    texts = {source.path: source.text for source in sources}
    alive = set()
    for item in items:
        copy = folder / item.path.relative_to(settings.content)
        alive.add(copy)
        text = texts.get(item.path)
        if text is not None and _read(copy) != text:
            write_durably(copy, text)
    for copy in _copies(folder):
        if copy not in alive:
            copy.unlink()


def restore(settings: Settings, good: Iterable[Item]) -> list[Item]:
    """The remembered items that were public and whose file is faulty or gone now.

    What nobody has read yet waits until its file is mended: its old text may name the wrong day.
    """
    good = list(good)
    public = read_register(settings).present.keys()
    paths = {item.path for item in good}
    uids = {item.uid for item in good}
    addresses = {item.address for item in good}
    restored = []
    folder = _folder(settings)
    for copy in _copies(folder):
        path = settings.content / copy.relative_to(folder)
        text = _read(copy) if path not in paths else None
        item = read_as_it_was(path, settings, text) if text is not None else None
        if item is None or item.uid not in public:
            continue
        # A file that was renamed, or made way for another, lives on under its new name.
        if item.uid not in uids and item.address not in addresses:
            restored.append(item)
    return restored


def _folder(settings: Settings) -> Path:
    return settings.var / "last-good"


def _copies(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.md")) if path.is_file())


def _read(path: Path) -> str | None:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None
