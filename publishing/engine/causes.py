"""What a file of the site is made of, as one short digest: equal digests, equal bytes."""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import markdown

from municipality import Municipality
from publishing.item_page import ItemPage
from publishing.settings import ROOT, Settings

# What the site is made with: code, templates, styles, translations, settings.
_MEANS = ["municipality", "networks", "publishing", "search", "text", "theme", "pelicanconf.py"]
# A page shows its neighbours and what these are about; a template that looks further must raise
# this. The test of random edits (tests/publishing/test_memory.py) finds it.
_STEPS = 2
_PLAIN = frozenset({str, bytes, int, float, bool, type(None)})


class Causes:
    """Digests for one build; everything in it may be asked for again and again."""

    def __init__(self, settings: Settings) -> None:
        self._world = _digest(
            (
                settings.site_url,
                settings.hub,
                repr(settings.municipality),
                sys.version,
                _packages(),
                [list(_stamps(ROOT / means)) for means in _MEANS],
                list(_stamps(settings.municipality.folder)),
            )
        )
        self._pages: dict[tuple[ItemPage, int], str] = {}
        self._dataclasses: dict[tuple[int, int], tuple[object, str]] = {}

    def of(self, *values: object) -> str:
        """Of these and of all that is the same for the whole site.

        Values are what templates take: plain ones, pages of items, dataclasses and collections.
        """
        return _digest((self._world, self._plain(values, _STEPS)))

    def _plain(self, value: object, steps: int) -> object:
        """The value as something whose repr() tells all of it, and the same in every process."""
        if type(value) in _PLAIN:
            return value
        match value:
            case ItemPage():
                return self._of_page(value, steps)
            case Municipality():
                return ""  # it belongs to the world
            case Mapping():
                return [
                    (self._plain(key, steps), self._plain(each, steps))
                    for key, each in value.items()
                ]
            case Set():
                return sorted(repr(self._plain(each, steps)) for each in value)
            case list() | tuple():
                return [self._plain(each, steps) for each in value]
            case _ if is_dataclass(value):
                return self._of_dataclass(value, steps)
        return repr(value)

    def _of_dataclass(self, value: object, steps: int) -> str:
        # Districts and categories stand in many values. Who keeps the value keeps its id its own.
        key = id(value), steps
        if key not in self._dataclasses:
            parts = [type(value).__name__, *self._parts(value, steps)]
            self._dataclasses[key] = value, _digest(parts)
        return self._dataclasses[key][1]

    def _of_page(self, page: ItemPage, steps: int) -> str:
        """Its own facts, and those of the pages around it that lie within so many steps."""
        if steps < 0:
            return page.url
        if (page, steps) not in self._pages:
            around = [self._of_page(each, steps - 1) for each in page.neighbours]
            own = self._parts(page, -1) if steps == 0 else self._of_page(page, 0)
            self._pages[page, steps] = _digest((own, around))
        return self._pages[page, steps]

    def _parts(self, value: object, steps: int) -> list[object]:
        return [self._plain(getattr(value, each.name), steps) for each in fields(value)]  # type: ignore[arg-type]


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


@cache
def _packages() -> list[str]:
    """The names of installed packages with their versions; they stay as they are while we run."""
    installed = Path(markdown.__file__).parents[1]
    return sorted(each.name for each in installed.glob("*.dist-info"))


def _stamps(place: Path) -> Iterator[tuple[str, int, int]]:
    """Name, moment of change and size of the file, or of each file in the folder and below."""
    files = [place] if place.is_file() else []
    for path, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        files += [Path(path, name) for name in sorted(names)]
    for file in files:
        # An editor's temporary file may be gone again.
        with suppress(OSError):
            facts = file.stat()
            yield str(file), facts.st_mtime_ns, facts.st_size
