"""Builds the site from the content files, with Pelican in this process."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pelican.log import console
from pelican.settings import read_settings

from networks.posts import OfficialPost
from publishing.content import Content
from publishing.engine.request import BuildRequest
from publishing.engine.site import Site
from publishing.findings import Finding
from publishing.item_page import PostLink
from publishing.settings import ROOT, Settings
from publishing.tree import Entry

__all__ = ["BuildReport", "BuildRequest", "PostLink", "Site", "build"]

PELICAN_SETTINGS = ROOT / "pelicanconf.py"


@dataclass(frozen=True)
class BuildReport:
    items: int  # on the site now
    files: int  # of the whole site
    made: int  # pages, feeds and calendars: the others are made of what they were made of before
    written: int  # because their bytes are new
    removed: int
    problems: tuple[Finding, ...]  # what could not be shown, such as a broken picture
    seconds: Mapping[str, float]  # by step


def build(
    settings: Settings,
    *,
    output: Path,
    at: datetime,
    content: Content | None = None,
    redirects: Sequence[tuple[str, str]] = (),
    gone: Sequence[tuple[str, str]] = (),
    post_links: Mapping[str, Sequence[PostLink]] | None = None,
    posts: Sequence[OfficialPost] = (),
    keep: Collection[str] = (),
    clean: bool = False,
    drafts: bool = False,
    once_items_stand: Callable[[Sequence[Entry]], None] = lambda _: None,
) -> BuildReport:
    """Make `output` the site as it stands at `at`, writing only the files whose bytes changed.

    What is made of the same causes as in the last build of this folder is not made again, unless
    `clean`: the bytes are the same either way.

    `content` is read when None. `redirects` are (old, new) and `gone` (address, reason) beside
    what the items say; `post_links` go by uid; `posts` are the newest, for the page that tells ours
    from others'; the last pages at the addresses of `keep` stay although no item is built there.
    `once_items_stand` is called when the items stand in `output` with all that they show, before
    the lists and feeds that lead to them are made. Raises FolderMissing.
    """
    request = BuildRequest(
        settings=settings,
        at=at,
        content=content,
        redirects=redirects,
        gone=gone,
        post_links=post_links or {},
        posts=posts,
        keep=keep,
        clean=clean,
        drafts=drafts,
        once_items_stand=once_items_stand,
    )
    output.mkdir(parents=True, exist_ok=True)
    site = Site(read_settings(str(PELICAN_SETTINGS), override=_override(request, output)))
    with _quiet_pelican():
        site.run()
    return BuildReport(
        items=request.log.items,
        files=len(site.tree),
        made=site.tree.made,
        written=site.tree.written,
        removed=site.tree.removed,
        problems=tuple(request.log.problems),
        seconds=request.log.seconds,
    )


def _override(request: BuildRequest, output: Path) -> dict[str, object]:
    """What of pelicanconf.py depends on where and for whom the site is built."""
    settings = request.settings
    return {
        "PATH": str(settings.content),
        "OUTPUT_PATH": str(output),
        "SITEURL": settings.site_url,
        "SITENAME": settings.municipality.name[settings.municipality.language],
        "DEFAULT_LANG": settings.municipality.language,
        "TIMEZONE": settings.municipality.time_zone,
        "MEYDAN": request,
    }


@contextmanager
def _quiet_pelican() -> Iterator[None]:
    """Pelican greets on the terminal, and warns of an item whose file is gone but whose page stays.

    Our commands say themselves what they did and found.
    """
    logger = logging.getLogger("pelican")
    before, console.quiet = (console.quiet, logger.level), True
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        console.quiet = before[0]
        logger.setLevel(before[1])
