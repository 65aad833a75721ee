"""Files of the site that are no pages: styles, wordmark, robots.txt, sitemap, redirects."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

import rcssmin

from municipality import Municipality
from publishing.engine.head import list_alternates, twins_of_item, twins_of_sheet
from publishing.engine.request import BuildRequest
from publishing.engine.sheets import Sheet
from publishing.engine.world import World
from publishing.items import Announcement, Item
from publishing.kinds import PAGE
from publishing.vocabulary import Publication
from theme.environment import STATIC, static_bytes

# More would not be read: https://www.sitemaps.org/protocol.html
_SITEMAP_SIZE = 50_000
AT_THE_ROOT = "favicon.ico"


def theme_files(municipality: Municipality) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of what lies at `/tema/`; their addresses carry a hash, so they may change.

    Only the icon lies at the root: browsers look for it there without being told.
    """
    own = ["tema.css", "wordmark.svg"]
    names = [f.relative_to(STATIC).as_posix() for f in STATIC.rglob("*") if f.is_file()]
    for name in sorted({*names, *own}):
        data = static_bytes(name, municipality)
        if name.endswith(".css"):
            data = rcssmin.cssmin(data.decode()).encode()
        yield name if name == AT_THE_ROOT else f"tema/{name}", data


def alerts(world: World) -> bytes:
    """The urgent announcements in force, by language: the service's pages show them as well."""
    listed = {
        language: [
            {
                "title": page.title,
                "url": page.url,
                "language": page.language,
                "sample": page.sample,
                "ends": page.facts.ends.isoformat(),
            }
            for page in world.alerts(language)
            if isinstance(page.facts, Announcement)
        ]
        for language in world.municipality.languages
    }
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def robots(municipality: Municipality, site_url: str) -> bytes:
    """Everything may be read, except the desk and the searches, which answer to any words.

    What is somebody's own is not named here: it says `noindex`, and that must be read to be obeyed.
    """
    searches = [
        municipality.path(address, language)
        for address in ("/ara/", "/dogrula/ara/")
        for language in municipality.languages
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/personel/", *searches)), ""]
    return "\n".join([*lines, f"Sitemap: {site_url}/sitemap.xml", ""]).encode()


def sitemaps(world: World, sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes]]:
    """`sitemap.xml`; an index and numbered parts where one file cannot hold all addresses."""
    site_url = world.request.settings.site_url
    urls = list(_sitemap_urls(world, sheets, site_url))
    parts = [urls[start : start + _SITEMAP_SIZE] for start in range(0, len(urls), _SITEMAP_SIZE)]
    if len(parts) == 1:
        yield "sitemap.xml", _xml("urlset", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _xml("urlset", part)
    entries = [f"<sitemap><loc>{site_url}/{name}</loc></sitemap>\n" for name in names]
    yield "sitemap.xml", _xml("sitemapindex", entries)


def _sitemap_urls(world: World, sheets: Iterable[Sheet], site_url: str) -> Iterator[str]:
    municipality = world.municipality

    def url(addresses: Sequence[tuple[str, str]], changed: str = "") -> str:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(twin)}"/>'
            for language, twin in list_alternates(addresses, municipality, site_url)
        )
        return f"<url><loc>{escape(site_url + addresses[0][1])}</loc>{changed}{links}</url>\n"

    for sheet in sheets:
        if sheet.is_listed:
            yield url([(sheet.language, sheet.address), *twins_of_sheet(sheet, municipality)])
    # The service's one page to begin at.
    form = [
        (language, municipality.path("/basvuru/", language)) for language in municipality.languages
    ]
    for number in range(len(form)):
        yield url([form[number], *form[:number], *form[number + 1 :]])
    for page in world.pages:
        changed = f"<lastmod>{page.updated_at.isoformat(timespec='seconds')}</lastmod>"
        yield url([(page.item.language, page.url), *twins_of_item(page)], changed)


def _xml(root: str, entries: Iterable[str]) -> bytes:
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}\n<{root} {names}>\n{''.join(entries)}</{root}>\n".encode()


def redirects(world: World) -> bytes:
    """`old<TAB>new` per line; pages that one language lacks lead to the page that there is."""
    rows = dict(world.request.redirects)
    main, *others = world.municipality.languages
    built = {page.url for page in world.pages}
    for page in world.pages:
        if page.item.kind == PAGE and page.item.language == main:
            for language in others:
                address = world.municipality.path(page.url, language)
                if not page.translation and address not in built:
                    rows.setdefault(address, page.url)
    # A chain would cost the reader a round trip for each rename, a loop never ends.
    return _tsv((old, _last(rows, old)) for old in rows if old not in built)


def gone(request: BuildRequest, items: Iterable[Item]) -> bytes:
    """`address<TAB>reason` per line, for what was taken down on purpose."""
    withdrawn = {
        item.address: item.reason or ""
        for item in items
        if item.publication is Publication.WITHDRAWN and item.date <= request.at
    }
    return _tsv((dict(request.gone) | withdrawn).items())


def copied_files(world_files: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the pictures and documents that items need."""
    for address, file in sorted(world_files.items()):
        yield address.lstrip("/"), file.read_bytes()


def _last(rows: dict[str, str], address: str) -> str:
    seen = set()
    while address in rows and address not in seen:
        seen.add(address)
        address = rows[address]
    return address


def _tsv(rows: Iterable[tuple[str, str]]) -> bytes:
    # A reason of several lines would be read as several rows.
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in sorted(rows))
    return "".join(f"{line}\n" for line in lines).encode()
