"""Every address that was ever public, kept in git, so that none of them dies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from publishing.files import write_durably
from publishing.items import Item
from publishing.kinds import ANNOUNCEMENT, NOTICE_SECTIONS
from publishing.settings import Settings
from publishing.vocabulary import AnnouncementType
from text.slugs import slugify

FILE_NAME = "adresler.tsv"
_LINE = re.compile(r"(?P<uid>[0-9a-f-]{36})\t(?P<address>/\S*)$")

# Pages that the software makes itself, in every language.
_OWN_PAGES = """
/ /haberler/ /duyurular/ /ilanlar/ /projeler/ /projeler/guncellemeler/ /etkinlikler/ /basinda/
/sorular/ /news/ /announcements/ /notices/ /projects/ /projects/updates/ /events/ /press/ /answers/
/hizmetler/ /hizmet-standartlari/ /kimin-gorevi/ /seffaflik/ /acik-veri/ /duzeltmeler/
/erisilebilirlik/ /kvkk/ /ara/ /favicon.ico /rss.xml /feed/ /atom.xml /masa/ /beyaz-masa/
/cozum-masasi/ /sitemap.xml /robots.txt /healthz /readyz
/projeler/projeler.csv /projeler/projeler.json /projects/projects.csv /projects/projects.json
"""


def type_path(kind: AnnouncementType, language: str) -> str:
    """The list of a type without the language's prefix: `/duyurular/su/`, `/ilanlar/ihale/`."""
    sections = NOTICE_SECTIONS if kind.is_notice else ANNOUNCEMENT.sections
    name = kind.words.get(language) or kind.words["en"]
    return f"/{sections.get(language, sections['en'])}/{slugify(name)}/"


_TYPE_PAGES = {type_path(kind, lang) for kind in AnnouncementType for lang in NOTICE_SECTIONS}
OWN_PAGES = frozenset(_OWN_PAGES.split()) | _TYPE_PAGES
# Whatever is below these belongs to the service or to the software.
OWN_PREFIXES = (
    "/basvuru/",
    "/geri-bildirim/",
    "/hizmetler/",
    "/api/",
    "/personel/",
    "/open311/",
    "/rss/",
    "/ilceler/",
    "/districts/",
    "/dogrula/",
    "/tema/",
    "/demo/",
    "/uploads/",
)


@dataclass(frozen=True)
class Published:
    uid: str
    address: str
    line: int


@dataclass(frozen=True)
class Register:
    """The lines of the file; the last address of a uid is its present one."""

    path: Path
    lines: tuple[Published, ...] = ()
    unreadable: tuple[int, ...] = ()  # numbers of lines, such as a merge conflict's marks

    @property
    def addresses(self) -> dict[str, str]:
        """The uid of each address."""
        return {line.address: line.uid for line in self.lines}

    @property
    def present(self) -> dict[str, Published]:
        return {line.uid: line for line in self.lines}


def read_register(settings: Settings) -> Register:
    path = settings.content / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return Register(path)
    lines, unreadable = [], []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        match = _LINE.match(line.strip())
        if match:
            lines.append(Published(match["uid"], match["address"], number))
        elif line.strip() and not line.startswith("#"):
            unreadable.append(number)
    return Register(path, tuple(lines), tuple(unreadable))


def record(settings: Settings, items: Iterable[Item], *, at: datetime) -> bool:
    """Note the addresses of the items that are live; True if the file changed.

    Lines are sorted by uid, so that two branches seldom change the same place.
    """
    register = read_register(settings)
    known: dict[str, list[str]] = {}
    for line in register.lines:
        known.setdefault(line.uid, []).append(line.address)
    for item in items:
        if item.is_live(at):
            addresses = known.setdefault(item.uid, [])
            addresses[:] = [*(each for each in addresses if each != item.address), item.address]
    text = "".join(f"{uid}\t{each}\n" for uid in sorted(known) for each in known[uid])
    old = "".join(f"{line.uid}\t{line.address}\n" for line in register.lines)
    if text != old:
        write_durably(register.path, text)
    return text != old


def redirects(settings: Settings, items: Iterable[Item]) -> list[tuple[str, str]]:
    """(old, new) for every earlier address of the items that no item has now."""
    items = list(items)
    by_uid = {item.uid: item for item in items}
    taken = {item.address for item in items}
    return sorted(
        (line.address, by_uid[line.uid].address)
        for line in read_register(settings).lines
        if line.uid in by_uid and line.address not in taken
    )


def is_own_address(address: str, languages: Iterable[str]) -> bool:
    """True for what the software or the service itself answers at."""
    for language in languages:
        if address == f"/{language}/" or address.startswith(f"/{language}/"):
            address = address[len(language) + 1 :]
            break
    return address in OWN_PAGES or address.startswith(OWN_PREFIXES)
