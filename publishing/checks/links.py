"""Links must lead somewhere, and say where."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publishing.addresses import is_own_address
from publishing.checks.markdown_links import Link, find_links
from publishing.checks.site import Site
from publishing.findings import Finding, Level
from publishing.kinds import KINDS, NOTICE_SECTIONS
from publishing.reading.source import Source
from publishing.targets import (
    DOCUMENT_TYPES,
    PICTURE_TYPES,
    find_file,
    names_a_file,
    split_target,
)
from text.language import gettext
from text.turkish import fold

_VAGUE = {
    "tiklayin",
    "tiklayiniz",
    "buraya",
    "buraya tiklayin",
    "buraya tiklayiniz",
    "burada",
    "buradan",
    "link",
    "baglanti",
    "devami",
    "detay",
    "detaylar",
    "here",
    "click here",
    "click",
    "more",
    "read more",
}
_RUNS_CODE = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB_NAME = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|bel)\b)", re.IGNORECASE
)
_SECTIONS = {
    section
    for sections in (*(kind.sections for kind in KINDS), NOTICE_SECTIONS)
    for section in sections.values()
}
_MONTH = re.compile(r"/(?P<section>.+)/\d{4}/\d{2}/$")


def broken_links(source: Source, site: Site) -> Iterator[Finding]:
    for link in find_links(source.prose):
        if link.is_picture:
            continue
        if _RUNS_CODE.match(link.target):
            sentence = gettext("This link would run a program in the reader's browser; delete it.")
            yield source.finding("D064", sentence, offset=link.target_offset)
            continue
        wrong = _what_is_wrong(link, source, site)
        if wrong:
            yield source.finding("D060", wrong, offset=link.target_offset)


def vague_links(source: Source, site: Site) -> Iterator[Finding]:
    for link in find_links(source.prose):
        if not link.is_picture and fold(link.words.strip(" .…>»*_")) in _VAGUE:
            sentence = gettext(
                "“%(words)s” does not say where the link leads; write its target's name.",
                words=link.words.strip(),
            )
            yield source.finding("D061", sentence, offset=link.offset, level=Level.WARNING)


def _what_is_wrong(link: Link, source: Source, site: Site) -> str | None:
    target = _without_our_name(link.target, site.settings.site_url)
    if not target:
        return gettext("The link has no address; write it between the round brackets.")
    parts = split_target(target)
    if parts is None or (parts.scheme in {"http", "https"} and not parts.hostname):
        return gettext("“%(target)s” is not an address.", target=target[:100])
    if target.startswith("#") or _leads_away(target):
        return None
    if file := find_file(target, beside=source.path, content=site.settings.content):
        return _why_not_public(file)
    if target.startswith("/"):
        return _unknown_address(target, site)
    if not names_a_file(target) and _WEB_NAME.match(target):
        return gettext(
            "Write “https://%(target)s”: without https:// the link leads nowhere.",
            target=target[:100],
        )
    return gettext("There is no file “%(target)s”.", target=target[:100])


def _leads_away(target: str) -> bool:
    return target.startswith("//") or (
        _SCHEME.match(target) is not None and not names_a_file(target)
    )


def _without_our_name(target: str, site_url: str) -> str:
    if target == site_url or target.startswith(f"{site_url}/"):
        return target[len(site_url) :] or "/"
    return target


def _why_not_public(file: Path) -> str | None:
    if file.suffix.lower() in {".md", *DOCUMENT_TYPES, *PICTURE_TYPES}:
        return None
    return say_type_unfit(file.name)


def say_type_unfit(name: str) -> str:
    return gettext(
        "Files like “%(name)s” are not put on the site. Save it as PDF and link that.", name=name
    )


def _unknown_address(target: str, site: Site) -> str | None:
    path = unquote(urlsplit(target).path)
    if _exists(path, site):
        return None
    slug = path.rstrip("/").rpartition("/")[2]
    twins = sorted(address for address in site.by_address if address.endswith(f"/{slug}/"))
    if slug and twins:
        return gettext(
            "There is no page “%(target)s”; did you mean “%(nearest)s”?",
            target=target[:100],
            nearest=twins[0],
        )
    return gettext("There is no page “%(target)s”.", target=target[:100])


def _exists(path: str, site: Site) -> bool:
    languages = site.settings.municipality.languages
    address = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
    if address in site.by_address or address in site.register.addresses:
        return True
    if is_own_address(address, languages) or _is_month(address, languages):
        return True
    # A faulty item has findings of its own; that links to it are broken too would be noise.
    return address.rstrip("/").rpartition("/")[2] in site.faulty_slugs


def _is_month(address: str, languages: tuple[str, ...]) -> bool:
    match = _MONTH.match(address)
    if not match:
        return False
    first, _, rest = match["section"].partition("/")
    return match["section"] in _SECTIONS or (first in languages and rest in _SECTIONS)
