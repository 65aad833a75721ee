"""Every item has its own uid and address, and a published address never dies."""

from collections.abc import Iterator
from pathlib import Path

from publishing.addresses import Published, is_own_address
from publishing.checks.site import Site
from publishing.findings import Finding
from publishing.items import Item
from publishing.kinds import PAGE
from publishing.vocabulary import Publication
from text.language import gettext

# Pages of the software that an editor's text may stand in for.
_MAY_BE_WRITTEN = {"hizmetler", "kvkk", "erisilebilirlik", "acik-veri", "seffaflik"}


def same_uids(site: Site) -> Iterator[Finding]:
    first: dict[str, Item] = {}
    for item in site.items:
        other = first.setdefault(item.uid, item)
        if other is not item:
            sentence = gettext(
                "%(other)s has the same uid. Delete this line and type `publish.py check --fix`.",
                other=site.settings.shown(other.path),
            )
            yield _at(site, item, "uid", "D041", sentence)


def same_addresses(site: Site) -> Iterator[Finding]:
    first: dict[str, Item] = {}
    for item in site.items:
        other = first.setdefault(item.address, item)
        # A copy of a file has both in common; the uid is what must be mended first.
        if other is not item and other.uid != item.uid:
            sentence = gettext(
                "%(other)s has the same address, %(address)s. Rename one of the files, or give it "
                "another “Slug”.",
                other=site.settings.shown(other.path),
                address=item.address,
            )
            yield _at(site, item, "slug", "D040", sentence)


def taken_addresses(site: Site) -> Iterator[Finding]:
    """Only a page stands at the root, where it could hide a part of the software."""
    for item in site.items:
        languages = site.settings.municipality.languages
        if item.kind is PAGE and is_own_address(item.address, languages):
            if item.address.strip("/").rpartition("/")[2] in _MAY_BE_WRITTEN:
                continue
            sentence = gettext(
                "The address %(address)s belongs to the software; rename the file.",
                address=item.address,
            )
            yield _at(site, item, "slug", "D045", sentence)


def vanished_items(site: Site) -> Iterator[Finding]:
    """Published items whose file is gone, or that were made drafts or scheduled again."""
    by_uid = {item.uid: item for item in site.items}
    hidden = [_text_of(path) for path in site.faulty] if site.register.lines else []
    for published in site.register.present.values():
        item = by_uid.get(published.uid)
        if item is None:
            # A faulty file has findings of its own.
            if not any(published.uid in text for text in hidden):
                yield _gone(published, site)
        elif item.publication is Publication.DRAFT:
            sentence = gettext(
                "The item is already public and cannot become a draft. To withdraw it write "
                "“Publication: withdrawn” and “Reason: …”."
            )
            yield _at(site, item, "publication", "D047", sentence)
        elif item.publication is Publication.PUBLISHED and item.date > site.at:
            sentence = gettext(
                "The item is already public and cannot wait for a later date; put the date back. "
                "To withdraw it write “Publication: withdrawn” and “Reason: …”."
            )
            yield _at(site, item, "date", "D048", sentence)


def damaged_register(site: Site) -> Iterator[Finding]:
    for line in site.register.unreadable:
        sentence = gettext(
            "This line is not “uid, tab, address”. If a merge left it, keep both sides' lines."
        )
        yield Finding(site.settings.shown(site.register.path), line, 1, "D046", sentence)


def _text_of(path: Path) -> str:
    """What can be made out of a faulty file, in small letters."""
    try:
        if path.is_symlink():
            return ""
        return path.read_bytes().decode("ascii", errors="replace").lower()
    except OSError:
        return ""


def _gone(published: Published, site: Site) -> Finding:
    item = site.by_address.get(published.address)
    if item:
        sentence = gettext(
            "This item was published with another uid; put it back: “uid: %(uid)s”.",
            uid=published.uid,
        )
        return _at(site, item, "uid", "D043", sentence)
    sentence = gettext(
        "%(address)s is public, but its file is gone. Put the file back; to withdraw it write "
        "“Publication: withdrawn” and “Reason: …” in it.",
        address=published.address,
    )
    return Finding(site.settings.shown(site.register.path), published.line, 1, "D044", sentence)


def _at(site: Site, item: Item, key: str, code: str, sentence: str) -> Finding:
    source = site.sources[item.path]
    entry = source.entry(key)
    if entry:
        return source.finding_at(entry, code, sentence)
    return Finding(source.shown, 1, 1, code, sentence)
