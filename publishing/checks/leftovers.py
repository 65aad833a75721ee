"""Text of the template must not reach the public."""

from collections.abc import Iterator

from publishing.checks.site import Site
from publishing.findings import Finding
from publishing.leftovers import find_leftover
from publishing.reading.source import Source
from text.language import gettext


def leftover_text(source: Source, site: Site) -> Iterator[Finding]:
    match = find_leftover(source.prose)
    while match:
        sentence = gettext(
            "“%(text)s” is left from the template; write your own, or delete it.",
            text=match[0][:100],
        )
        yield source.finding("D063", sentence, offset=match.start())
        match = find_leftover(source.prose, match.end())
