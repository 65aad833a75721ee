"""The kinds of item: their folders, names and sections of addresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from municipality.model import Words
from text.turkish import fold


@dataclass(frozen=True)
class Kind:
    code: str
    folder: str  # below content/; an update's is below its project's folder
    name: Words  # as typed after `new`
    sections: Mapping[str, str]  # first part of the address, by language; "" for pages

    def section(self, language: str) -> str:
        """`haberler`; a language that we have no word for gets the English one."""
        return self.sections.get(language, self.sections["en"])

    def __str__(self) -> str:
        return self.code

    def __hash__(self) -> int:
        return hash(self.code)


def _kind(code: str, name: tuple[str, str], sections: tuple[str, str], folder: str = "") -> Kind:
    return Kind(
        code=code,
        folder=folder or sections[0],
        name=Words(tr=name[0], en=name[1]),
        sections={"tr": sections[0], "en": sections[1]},
    )


NEWS = _kind("news", ("haber", "news"), ("haberler", "news"))
ANNOUNCEMENT = _kind("announcement", ("duyuru", "announcement"), ("duyurular", "announcements"))
PROJECT = _kind("project", ("proje", "project"), ("projeler", "projects"))
UPDATE = _kind(
    "update",
    ("güncelleme", "update"),
    ("projeler/guncellemeler", "projects/updates"),
    folder="guncellemeler",
)
EVENT = _kind("event", ("etkinlik", "event"), ("etkinlikler", "events"))
PRESS = _kind("press", ("basın", "press"), ("basinda", "press"))
ANSWER = _kind("answer", ("soru", "answer"), ("sorular", "answers"))
PAGE = _kind("page", ("sayfa", "page"), ("", ""), folder="sayfalar")

KINDS = (NEWS, ANNOUNCEMENT, PROJECT, UPDATE, EVENT, PRESS, ANSWER, PAGE)

# Announcements that are legal notices are listed here and stay after their end.
NOTICE_SECTIONS: Mapping[str, str] = {"tr": "ilanlar", "en": "notices"}

# The pages of districts.
DISTRICT_SECTIONS: Mapping[str, str] = {"tr": "ilceler", "en": "districts"}

PICTURES_FOLDER = "gorseller"  # pictures that several items share
ITEM_FILE = "metin"  # the text of an item that has a folder of its own

_BY_FOLDER = {kind.folder: kind for kind in KINDS}
_BY_NAME = {fold(name): kind for kind in KINDS for name in (kind.code, *kind.name.values())}


def find_kind(name: str) -> Kind | None:
    """The kind by its name in any language, whatever its case and diacritics."""
    return _BY_NAME.get(fold(name.strip()))


def find_kind_of_folder(folder: str) -> Kind | None:
    return _BY_FOLDER.get(folder)
