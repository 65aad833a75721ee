"""The last faultless text of every item, so that a mistake never takes a page off the site.

The same for the municipality's look, which is on every page.

`var/last-good/` mirrors the content folder. It is written after each publication; without it (a
fresh clone) a faulty item keeps the page that already stands in the output.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
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


def keep_look(settings: Settings, faulty: Collection[Path]) -> None:
    """Remember the theme and the wordmark, unless they are faulty."""
    for file in _look(settings):
        text = None if settings.shown(file) in faulty else _read(file)
        if text is not None and _read(_folder(settings) / file.name) != text:
            write_durably(_folder(settings) / file.name, text)


def restore_look(settings: Settings, faulty: Collection[Path]) -> Settings:
    """Settings whose theme and wordmark are the remembered ones where they are faulty now.

    Of several wordmarks only the main one is remembered; it then stands in every language.
    """
    town = settings.municipality
    theme = _remembered(settings, town.theme, faulty, (town.theme,))
    wordmark = _remembered(settings, town.wordmark, faulty, town.wordmarks)
    municipality = replace(town, theme=theme, wordmark=wordmark)
    return replace(settings, municipality=municipality)


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


def _remembered(
    settings: Settings, file: Path, faulty: Collection[Path], together: Iterable[Path]
) -> Path:
    """The remembered copy of the file, if any of those `together` with it is faulty."""
    copy = _folder(settings) / file.name
    is_faulty = any(settings.shown(one) in faulty for one in together)
    return copy if is_faulty and copy.is_file() else file


def _look(settings: Settings) -> tuple[Path, Path]:
    return settings.municipality.theme, settings.municipality.wordmark


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
