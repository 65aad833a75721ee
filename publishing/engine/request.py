"""What a build is asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

from networks.posts import OfficialPost
from publishing.content import Content
from publishing.findings import Finding
from publishing.item_page import PostLink
from publishing.settings import Settings
from publishing.tree import Entry


@dataclass
class BuildLog:
    """What a build has to tell, gathered while it runs."""

    items: int = 0
    problems: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        started = perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + perf_counter() - started


@dataclass(frozen=True)
class BuildRequest:
    """Travels through Pelican's settings, under the name MEYDAN, to our generator and reader."""

    settings: Settings
    at: datetime
    content: Content | None = None  # read when None
    redirects: Sequence[tuple[str, str]] = ()  # (old address, new address)
    gone: Sequence[tuple[str, str]] = ()  # (address, reason) beside what the items say
    post_links: Mapping[str, Sequence[PostLink]] = field(default_factory=dict)  # by uid
    posts: Sequence[OfficialPost] = ()  # the newest in our name, newest first
    keep: Collection[str] = ()  # addresses whose last page stays although nothing is built there
    clean: bool = False  # whatever earlier builds made is made anew
    drafts: bool = False  # what is not live yet too: for the preview only
    # Called when the items stand with all that they show, before any list or feed is made.
    once_items_stand: Callable[[Sequence[Entry]], None] = lambda _: None
    log: BuildLog = field(default_factory=BuildLog)

    @property
    def memory(self) -> Path:
        return self.settings.var / "build.db"

    @property
    def pictures_cache(self) -> Path:
        return self.settings.var / "pictures"

    @property
    def cards_cache(self) -> Path:
        return self.settings.var / "cards"

    @property
    def templates_cache(self) -> Path:
        return self.settings.var / "templates"
