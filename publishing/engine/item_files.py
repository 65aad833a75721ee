"""The files of an item: pictures that are redrawn for it, documents that go with it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publishing.items import Item, Project
from publishing.pictures import PictureNotReadable, Pictures, Redrawn
from publishing.targets import DOCUMENT_TYPES, find_file
from text.slugs import slugify

_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)")


@dataclass
class Rendered:
    """An item's text as HTML, and the files that it needs on the site (address -> file)."""

    html: str = ""
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class ItemFiles:
    """`addresses` gives the public address of each live item by its file."""

    def __init__(self, content: Path, addresses: Mapping[Path, str], pictures: Pictures) -> None:
        self._content = content
        self._addresses = addresses
        self._pictures = pictures

    def find_file(self, item: Item, source: str) -> Path | None:
        return find_file(source, beside=item.path, content=self._content)

    def redraw(self, file: Path, rendered: Rendered) -> Redrawn | None:
        """The picture for the site, noted among the files; None, and a problem, if unreadable."""
        try:
            redrawn = self._pictures.redraw(file)
        except PictureNotReadable as error:
            rendered.problems.append(str(error))
            return None
        rendered.files |= redrawn.files
        return redrawn

    def publish_document(self, item: Item, file: Path, rendered: Rendered) -> str | None:
        """The address of the item's document, noted among the files; None for other types.

        It stands below the item's own address, and goes with it.
        """
        name, ending = slugify(file.stem) or "belge", file.suffix.lower()
        if ending not in DOCUMENT_TYPES:
            return None
        address = f"{item.address}{name}{ending}"
        if rendered.files.get(address, file) != file:
            # Two folders of the item each have a `plan.pdf`.
            digest = hashlib.sha256(str(file.relative_to(self._content)).encode()).hexdigest()
            address = f"{item.address}{name}-{digest[:8]}{ending}"
        rendered.files[address] = file
        return address

    def redraw_all(self, items: Iterable[Item]) -> None:
        """Redraw what the items show on all cores at once; rendering goes one by one."""
        self._pictures.redraw_all(file for item in items for file in self._pictures_of(item))

    def _pictures_of(self, item: Item) -> Iterator[Path]:
        """Those that a quick look finds; any other is redrawn when it is met."""
        facts = item.facts
        shown = [facts.before, facts.after] if isinstance(facts, Project) else []
        yield from (each.file for each in shown if each)
        if item.image:
            yield item.image
        for source in _PICTURE.findall(item.body):
            file = self.find_file(item, source)
            if file:
                yield file

    def find_address(self, path: Path) -> str | None:
        return self._addresses.get(path)
