"""Title and summary must fit into lists, feeds and posts."""

from collections.abc import Iterator

from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.reading.source import Source
from text.cleaning import clean_line
from text.counting import graphemes
from text.language import gettext

_READABLE_TITLE = 110
_LONGEST_TITLE = 300
_SHORTEST_SHOUT = 10


def unwieldy_titles(source: Source, site: Site) -> Iterator[Finding]:
    entry = source.entry("title")
    if entry is None:
        return
    length = len(graphemes(entry.value))
    if length <= _READABLE_TITLE:
        return
    sentence = gettext(
        "The title has %(length)s characters; keep it under %(limit)s and move the rest to the "
        "summary.",
        length=length,
        limit=_READABLE_TITLE,
    )
    level = Level.ERROR if length > _LONGEST_TITLE else Level.WARNING
    yield source.finding_at(entry, "D080", sentence, level=level)


def shouted_titles(source: Source, site: Site) -> Iterator[Finding]:
    entry = source.entry("title")
    letters = [letter for letter in entry.value if letter.isalpha()] if entry else []
    if entry and len(letters) >= _SHORTEST_SHOUT and all(map(str.isupper, letters)):
        sentence = gettext("The title is all in capitals; write it in ordinary letters.")
        yield source.finding_at(entry, "D081", sentence, level=Level.WARNING)


def missing_summaries(source: Source, site: Site) -> Iterator[Finding]:
    if source.header.is_missing:
        return
    entry = source.entry("summary")
    if entry is None or not clean_line(entry.value):
        sentence = gettext(
            "There is no summary; one or two sentences would stand in lists, search and posts."
        )
        line = entry.line if entry else 1
        yield Finding(source.shown, line, 1, "D082", sentence, Level.WARNING)
