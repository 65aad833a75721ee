"""What the checks of one item need to know of all the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from publishing.addresses import Register, read_register
from publishing.content import Content
from publishing.items import Item
from publishing.kinds import ITEM_FILE
from publishing.names import pair_of
from publishing.reading.source import Source
from publishing.settings import Settings
from text.slugs import slugify


@dataclass(frozen=True)
class Site:
    settings: Settings
    at: datetime
    items: tuple[Item, ...]  # the readable ones, main language first
    sources: Mapping[Path, Source]
    faulty: tuple[Path, ...]  # files that no item could be made of
    by_path: Mapping[Path, Item]
    by_address: Mapping[str, Item]
    register: Register

    @cached_property
    def faulty_slugs(self) -> frozenset[str]:
        """The ends of the addresses that the faulty files would most likely have."""
        pairs = [pair_of(path) for path in self.faulty]
        return frozenset(
            slugify(pair.parent.name if pair.name == ITEM_FILE else pair.name) for pair in pairs
        )

    @classmethod
    def of(cls, content: Content, settings: Settings, *, at: datetime) -> "Site":
        main = settings.municipality.language
        items = sorted(content.items, key=lambda i: (i.pair, i.language != main, i.path))
        return cls(
            settings=settings,
            at=at,
            items=tuple(items),
            sources={source.path: source for source in content.sources},
            faulty=content.faulty,
            by_path={item.path: item for item in items},
            by_address={item.address: item for item in reversed(items)},
            register=read_register(settings),
        )
