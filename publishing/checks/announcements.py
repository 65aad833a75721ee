"""Announcements must end in time, and have the documents that they name."""

from collections.abc import Iterator
from datetime import timedelta

from publishing.checks.links import say_type_unfit
from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.items import Announcement
from publishing.reading.source import Source
from publishing.targets import DOCUMENT_TYPES, find_file
from text.language import gettext

_LONG = timedelta(days=90)


def long_announcements(source: Source, site: Site) -> Iterator[Finding]:
    item = site.by_path.get(source.path)
    if item is None or not isinstance(item.facts, Announcement) or item.facts.type.is_notice:
        return
    entry = source.entry("ends")
    if entry and item.facts.ends - item.facts.starts > _LONG:
        sentence = gettext(
            "The announcement stays in force for more than 90 days. Is the end right?"
        )
        yield source.finding_at(entry, "D023", sentence, level=Level.WARNING)


def missing_documents(source: Source, site: Site) -> Iterator[Finding]:
    entry = source.entry("documents")
    if entry is None:
        return
    for name in (part.strip() for part in entry.value.split(",")):
        if not name or name.startswith(("https://", "http://")):
            continue
        file = find_file(name, beside=source.path, content=site.settings.content)
        if file is None or file.suffix.lower() not in DOCUMENT_TYPES:
            sentence = _say_missing(name) if file is None else say_type_unfit(file.name)
            offset = entry.value.find(name)
            yield source.finding_at(entry, "D060", sentence, offset=max(offset, 0))


def _say_missing(name: str) -> str:
    return gettext("There is no file “%(target)s”.", target=name[:100])
