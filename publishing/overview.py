"""What stands where: live, waiting, unfinished, about to end, faulty."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from publishing.content import Content
from publishing.findings import Finding
from publishing.items import Announcement, Item
from publishing.kinds import KINDS, Kind
from publishing.settings import Settings
from publishing.vocabulary import Publication

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Overview:
    live: Mapping[Kind, int]
    scheduled: tuple[Item, ...]  # the next first
    drafts: tuple[Item, ...]
    ending: tuple[Item, ...]  # announcements in force that end soon, the first to end first
    faulty: Mapping[Path, int]  # errors by file


def look_over(
    content: Content, findings: Iterable[Finding], settings: Settings, *, at: datetime
) -> Overview:
    faulty = Counter(finding.path for finding in findings if finding.is_error)
    items = [item for item in content.items if settings.shown(item.path) not in faulty]
    public = [item for item in items if item.publication is Publication.PUBLISHED]
    live = [item for item in public if item.is_live(at)]
    counts = Counter(item.kind for item in live)
    return Overview(
        live={kind: counts[kind] for kind in KINDS if counts[kind]},
        scheduled=tuple(sorted((i for i in public if i.date > at), key=lambda i: i.date)),
        drafts=tuple(item for item in items if item.publication is Publication.DRAFT),
        ending=tuple(_ending(live, at)),
        faulty=faulty,
    )


def _ending(items: Iterable[Item], at: datetime) -> list[Item]:
    ends = {
        item: item.facts.ends
        for item in items
        if isinstance(item.facts, Announcement) and not item.facts.cancelled
    }
    return sorted(
        (item for item, end in ends.items() if at < end <= at + SOON), key=lambda i: ends[i]
    )
