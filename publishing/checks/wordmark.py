"""The wordmark is drawn into every page: it must be light, have a name and call nobody."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from publishing.checks.site import Site
from publishing.findings import Finding
from text.language import gettext

_LARGEST = 4096  # bytes
_ACTIVE = {"script", "foreignobject", "iframe", "animate", "set", "animatetransform"}
_ADDRESS = re.compile(r"url\(\s*[\"']?(?P<address>[^)\"']*)")


def faulty_wordmark(site: Site) -> Iterator[Finding]:
    """Of every wordmark: a language may have its own."""
    for file in site.settings.municipality.wordmarks:
        yield from _look(file, site)


def _look(file: Path, site: Site) -> Iterator[Finding]:
    shown = site.settings.shown(file)
    data = file.read_bytes()
    if len(data) > _LARGEST:
        sentence = gettext(
            "The wordmark has %(size)s bytes and stands in every page. Draw it more simply, with "
            "at most %(most)s.",
            size=len(data),
            most=_LARGEST,
        )
        yield Finding(shown, 1, 1, "D110", sentence)
    reader = _Reader(shown)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        sentence = gettext(
            "This is not a drawing that we can read (SVG). Save it anew as plain SVG."
        )
        yield Finding(shown, error.lineno, error.offset + 1, "D111", sentence)
        return
    yield from reader.findings
    if not reader.title.strip():
        sentence = gettext(
            "The wordmark has no name for those who cannot see it. Write <title>%(name)s</title> "
            "after the first line.",
            name=site.settings.municipality.name,
        )
        yield Finding(shown, 1, 1, "D112", sentence)


class _Reader:
    def __init__(self, shown: Path) -> None:
        self.findings: list[Finding] = []
        self.title = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self._shown = shown
        self._path: list[str] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(_local(name))
        if not name.startswith("http://www.w3.org/2000/svg ") or self._path[0] != "svg":
            self._note("D111", gettext("Only elements of SVG may stand in the wordmark."))
        if self._path[-1] in _ACTIVE:
            self._refuse_program()
        for key, value in attributes.items():
            if _local(key).startswith("on"):
                self._refuse_program()
            self._look_for_addresses(_local(key), value)

    def _end(self, _name: str) -> None:
        self._path.pop()

    def _text(self, text: str) -> None:
        if self._path[1:] == ["title"]:
            self.title += text
        elif self._path[-1:] == ["style"]:
            self._look_for_addresses("style", text)

    def _entity(self, *_what: object) -> None:
        self._note(
            "D111", gettext("Entities cannot be used in the wordmark; write the text itself.")
        )

    def _look_for_addresses(self, name: str, value: str) -> None:
        addresses = [found["address"] for found in _ADDRESS.finditer(value)]
        if name in {"href", "src"}:
            addresses.append(value)
        elif "@import" in value:
            addresses.append("@import")
        for address in addresses:
            if not address.strip().startswith(("#", "data:image/")):
                sentence = gettext(
                    "“%(address)s” would be loaded from elsewhere. Draw it in the wordmark itself.",
                    address=address,
                )
                self._note("D113", sentence)

    def _refuse_program(self) -> None:
        sentence = gettext("The wordmark may not contain programs or motion; draw it without them.")
        self._note("D114", sentence)

    def _note(self, code: str, sentence: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.findings.append(Finding(self._shown, line, column, code, sentence))


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()
