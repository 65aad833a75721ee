"""Looks for everything that an editor should mend, in the text and between the items."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from publishing.checks.announcements import long_announcements, missing_documents
from publishing.checks.charts import undrawable_charts
from publishing.checks.identity import (
    damaged_register,
    same_addresses,
    same_uids,
    taken_addresses,
    vanished_items,
)
from publishing.checks.leftovers import leftover_text
from publishing.checks.links import broken_links, vague_links
from publishing.checks.look import faulty_theme
from publishing.checks.municipality import old_facts
from publishing.checks.personal_data import personal_data
from publishing.checks.picture_files import unfit_pictures
from publishing.checks.pictures import missing_descriptions, missing_pictures
from publishing.checks.projects import lost_updates, unknown_projects
from publishing.checks.raw_html import dangerous_html
from publishing.checks.site import Site
from publishing.checks.tags import too_many_tags
from publishing.checks.titles import missing_summaries, shouted_titles, unwieldy_titles
from publishing.checks.wordmark import faulty_wordmark
from publishing.content import Content
from publishing.findings import Finding, in_order
from publishing.reading.source import Source
from publishing.settings import Settings

Check = Callable[[Source, Site], Iterable[Finding]]

# Each looks at one file …
CHECKS: tuple[Check, ...] = (
    unwieldy_titles,
    shouted_titles,
    missing_summaries,
    too_many_tags,
    leftover_text,
    missing_descriptions,
    missing_pictures,
    unfit_pictures,
    undrawable_charts,
    broken_links,
    vague_links,
    dangerous_html,
    personal_data,
    long_announcements,
    missing_documents,
)
# … and each of these at all of them together, or at what is on every page.
CHECKS_OF_ALL: tuple[Callable[[Site], Iterable[Finding]], ...] = (
    same_uids,
    same_addresses,
    taken_addresses,
    vanished_items,
    damaged_register,
    faulty_theme,
    faulty_wordmark,
    lost_updates,
    unknown_projects,
    old_facts,
)


def find_findings(content: Content, settings: Settings, *, at: datetime) -> list[Finding]:
    """All findings as of `at`, those of reading included, errors first."""
    return in_order([*content.findings, *_look(Site.of(content, settings, at=at))])


def _look(site: Site) -> Iterator[Finding]:
    for source in site.sources.values():
        for check in CHECKS:
            yield from check(source, site)
    for check_all in CHECKS_OF_ALL:
        yield from check_all(site)
