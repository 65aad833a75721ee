"""Tags help only as long as they are few."""

from collections.abc import Iterator

from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.items import MOST_TAGS
from publishing.reading.source import Source
from text.language import gettext


def too_many_tags(source: Source, site: Site) -> Iterator[Finding]:
    item, entry = site.by_path.get(source.path), source.entry("tags")
    if item is None or entry is None or len(item.tags) <= MOST_TAGS:
        return
    sentence = gettext(
        "There are %(number)s tags; the page shows the first %(limit)s. Keep those that people "
        "would look for.",
        number=len(item.tags),
        limit=MOST_TAGS,
    )
    yield source.finding_at(entry, "D083", sentence, level=Level.WARNING)
