"""What a text asks about other files while it is rendered, so that it need not be asked twice."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from publishing.engine.item_files import ItemFiles, Rendered
from publishing.items import Item
from publishing.pictures import Redrawn

Asked = list[tuple[str, str, object]]  # (question, what about, answer)


class Trail:
    """Answers for one item's text as ItemFiles does, and writes down what it answered."""

    def __init__(self, files: ItemFiles, item: Item) -> None:
        self._files = files
        self._item = item
        self.rendered = Rendered()
        self.asked: Asked = []

    def find_file(self, source: str) -> Path | None:
        found = self._files.find_file(self._item, source)
        self._note("file", source, found)
        return found

    def find_address(self, path: Path) -> str | None:
        address = self._files.find_address(path)
        self._note("address", path, address)
        return address

    def redraw(self, file: Path) -> Redrawn | None:
        redrawn = self._files.redraw(file, self.rendered)
        self._note("picture", file, redrawn)
        return redrawn

    def publish_document(self, file: Path) -> str | None:
        address = self._files.publish_document(self._item, file, self.rendered)
        self._note("document", file, address)
        return address

    def _note(self, question: str, about: str | Path, answer: object) -> None:
        self.asked.append((question, str(about), _shown(answer)))

    def write(self) -> str:
        """The text and what it asked, for `follow`."""
        return json.dumps([self.rendered.html, self.asked], ensure_ascii=False)


def follow(written: str, files: ItemFiles, item: Item) -> Rendered | None:
    """The text again, with its files and problems; None if one answer is another one today."""
    html, asked = json.loads(written)
    trail = Trail(files, item)
    questions: Mapping[str, Callable[[str], object]] = {
        "file": trail.find_file,
        "address": lambda path: trail.find_address(Path(path)),
        "picture": lambda path: trail.redraw(Path(path)),
        "document": lambda path: trail.publish_document(Path(path)),
    }
    for question, about, answer in asked:
        if _shown(questions[question](about)) != answer:
            return None
    trail.rendered.html = html
    return trail.rendered


def _shown(answer: object) -> object:
    match answer:
        case Redrawn():
            # A new picture has new addresses.
            return list(answer.files)
        case Path():
            return str(answer)
    return answer
