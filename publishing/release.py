"""Publishes: checks, builds, deploys, shares. A mistake in one item holds back that item alone."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from publishing.addresses import read_register, record, redirects
from publishing.checks import find_findings
from publishing.content import Content, read_content
from publishing.deploy import DeployReport, deploy, deploy_ahead
from publishing.engine import BuildReport, build
from publishing.findings import Finding, in_order
from publishing.items import Item
from publishing.last_good import keep_look, keep_texts, restore, restore_look
from publishing.settings import Settings
from publishing.sharer import Outcome, Sharer, Tell
from publishing.tree import Entry
from text.language import gettext


@dataclass(frozen=True)
class Selection:
    """What is published of a content folder in which something may be faulty."""

    content: Content  # its items are the good ones and the restored ones
    good: tuple[Item, ...]
    restored: tuple[Item, ...]  # as they were when they were last faultless
    findings: tuple[Finding, ...]
    left_out: frozenset[Path]  # faulty files that were never published, as they are shown

    @property
    def faulty(self) -> frozenset[Path]:
        """Files with an error, as they are shown."""
        return frozenset(finding.path for finding in self.findings if finding.is_error)


@dataclass(frozen=True)
class Release:
    selection: Selection
    findings: tuple[Finding, ...]  # those of the build included
    build: BuildReport
    deployment: DeployReport
    sharing: Outcome

    @property
    def has_errors(self) -> bool:
        faulty = any(finding.is_error for finding in self.findings)
        return faulty or self.sharing.has_failed


def select(settings: Settings, *, at: datetime) -> Selection:
    """Read and check everything as of `at`; each faulty item is replaced by its last good text."""
    content = read_content(settings)
    findings = find_findings(content, settings, at=at)
    faulty = {finding.path for finding in findings if finding.is_error}
    good = tuple(item for item in content.items if settings.shown(item.path) not in faulty)
    restored = tuple(restore(settings, good))
    files = {settings.shown(path) for path in _files(content)}
    standing = {settings.shown(item.path) for item in restored}
    return Selection(
        content=replace(content, items=(*good, *restored)),
        good=good,
        restored=restored,
        findings=tuple(findings),
        left_out=frozenset(files & faulty - standing),
    )


def release(
    settings: Settings,
    *,
    at: datetime,
    tell: Tell,
    turn: AbstractContextManager[None],
    sharer: Sharer,
) -> Release:
    """Bring the site to the state of the content at `at`, while holding the turn.

    Raises PublishError where nothing at all can be published.
    """
    with turn:
        tell(gettext("Checking the content …"))
        selection = select(settings, at=at)
        items = selection.content.items
        beginning = sharer.begin(items)
        record(settings, items, at=at)
        # Without a last good text the page of a published item stays as the output has it.
        keep = _addresses_without_item(settings, items)
        ahead: tuple[str, ...] = ()

        def bring_items(entries: Sequence[Entry]) -> None:
            """Whoever waits for water need not wait for lists and the search, nor the networks."""
            nonlocal ahead
            ahead = deploy_ahead(settings.output, settings.deploy_url, entries)
            sharer.items_are_public()

        tell(gettext("Rendering the site …"))
        built = build(
            restore_look(settings, selection.faulty),
            output=settings.output,
            at=at,
            content=selection.content,
            redirects=redirects(settings, items),
            post_links=beginning.post_links,
            posts=beginning.posts,
            keep=keep,
            once_items_stand=bring_items,
        )
        tell(gettext("Putting the site in place …"))
        rest = deploy(settings.output, settings.deploy_url, keep=keep)
        deployment = replace(rest, written=(*ahead, *rest.written))
        keep_texts(settings, selection.content.sources, items)
        keep_look(settings, selection.faulty)
        tell(gettext("Sharing …"))
        sharing = sharer.finish(deployment.written, tell=tell)
    findings = tuple(in_order([*selection.findings, *built.problems]))
    return Release(selection, findings, built, deployment, sharing)


def _files(content: Content) -> set[Path]:
    return {*(source.path for source in content.sources), *content.faulty}


def _addresses_without_item(settings: Settings, items: tuple[Item, ...]) -> list[str]:
    uids = {item.uid for item in items}
    present = read_register(settings).present
    return sorted(line.address for uid, line in present.items() if uid not in uids)
