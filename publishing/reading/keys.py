"""The keys that an item's header may have, in every language that editors write them in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from municipality.model import Words
from publishing.kinds import ANNOUNCEMENT, ANSWER, EVENT, NEWS, PRESS, PROJECT, UPDATE, Kind
from text.turkish import fold

_ARGUMENT = re.compile(r"(?P<name>.*?)\s*\((?P<argument>[^()]*)\)$")


@dataclass(frozen=True)
class Key:
    code: str
    words: Words
    kinds: tuple[Kind, ...] = ()  # empty: every kind
    required: tuple[Kind, ...] = ()
    always_required: bool = False
    repeats: bool = False
    per_network: bool = False  # may name one: `Paylaşım metni (x)`

    def __str__(self) -> str:
        return str(self.words)

    def fits(self, kind: Kind) -> bool:
        return not self.kinds or kind in self.kinds

    def is_required(self, kind: Kind) -> bool:
        return self.always_required or kind in self.required


def _key(
    code: str,
    tr: str,
    en: str,
    *kinds: Kind,
    required: tuple[Kind, ...] = (),
    always_required: bool = False,
    repeats: bool = False,
    per_network: bool = False,
) -> Key:
    words = Words(tr=tr, en=en)
    return Key(code, words, kinds, required, always_required, repeats, per_network)


KEYS = (
    _key("title", "Başlık", "Title", always_required=True),
    _key("summary", "Özet", "Summary"),
    _key("date", "Tarih", "Date", always_required=True),
    _key("uid", "uid", "uid", always_required=True),
    _key("slug", "Kısa ad", "Slug"),
    _key("publication", "Yayın", "Publication"),
    _key("reason", "Gerekçe", "Reason"),
    _key("tags", "Etiketler", "Tags"),
    _key("districts", "İlçeler", "Districts"),
    _key("unit", "Birim", "Unit"),
    _key("location", "Konum", "Location"),
    _key("image", "Görsel", "Image"),
    _key("image_alt", "Görsel açıklaması", "Alt"),
    _key("caption", "Görsel alt yazısı", "Caption"),
    _key("correction", "Düzeltme", "Correction", repeats=True),
    _key("revision", "Sürüm", "Revision"),
    _key("share", "Paylaş", "Share"),
    _key("share_text", "Paylaşım metni", "Share text", per_network=True),
    _key("share_at", "Paylaşım zamanı", "Share at"),
    _key("sample", "Örnek", "Sample"),
    _key("type", "Duyuru türü", "Announcement type", ANNOUNCEMENT),
    _key("severity", "Önem", "Severity", ANNOUNCEMENT),
    _key("neighbourhoods", "Mahalleler", "Neighbourhoods", ANNOUNCEMENT),
    _key("documents", "Belgeler", "Documents", ANNOUNCEMENT, PROJECT),
    _key("how_to_object", "İtiraz", "How to object", ANNOUNCEMENT),
    _key("starts", "Başlangıç", "Starts", ANNOUNCEMENT, PROJECT, EVENT, required=(EVENT,)),
    _key("ends", "Bitiş", "Ends", ANNOUNCEMENT, PROJECT, EVENT, required=(ANNOUNCEMENT,)),
    _key("cancelled", "İptal", "Cancelled", ANNOUNCEMENT, EVENT),
    _key("stage", "Aşama", "Stage", PROJECT, required=(PROJECT,)),
    _key("stopped_at", "Durduğu aşama", "Stopped at", PROJECT),
    _key("percent", "Yüzde", "Percent", PROJECT, UPDATE),
    _key("measured_on", "Ölçüm tarihi", "Measured on", PROJECT),
    _key("budget", "Bütçe", "Budget", PROJECT),
    _key("contract_price", "Sözleşme bedeli", "Contract price", PROJECT),
    _key("spent", "Harcanan", "Spent", PROJECT),
    _key("funding", "Finansman", "Funding", PROJECT),
    _key("due", "Planlanan bitiş", "Due", PROJECT),
    _key("contractor", "Yüklenici", "Contractor", PROJECT),
    _key("tender_number", "İhale kayıt numarası", "Tender number", PROJECT),
    _key("before", "Öncesi", "Before", PROJECT),
    _key("before_alt", "Öncesi açıklaması", "Before alt", PROJECT),
    _key("after", "Sonrası", "After", PROJECT),
    _key("after_alt", "Sonrası açıklaması", "After alt", PROJECT),
    _key("project", "Proje", "Project", ANNOUNCEMENT, NEWS, EVENT),
    _key("place", "Yer", "Place", PROJECT, EVENT, required=(EVENT,)),
    _key("fee", "Ücret", "Fee", EVENT),
    _key("source", "Kaynak", "Source", PRESS, required=(PRESS,)),
    _key("link", "Bağlantı", "Link", PRESS, required=(PRESS,)),
    _key("source_language", "Kaynağın dili", "Source language", PRESS),
    _key("asked_on", "Soru tarihi", "Asked on", ANSWER),
    _key("category", "Konu", "Topic", ANSWER),
)

BY_CODE = {key.code: key for key in KEYS}
_BY_NAME = {fold(word): key for key in KEYS for word in key.words.values()}

# Keys of Pelican and of other tools that editors may know, and the key that says it here.
FOREIGN = {
    "status": "publication",
    "durum": "publication",
    "expires": "ends",
    "keywords": "tags",
    "etiket": "tags",
    "description": "summary",
    "aciklama": "summary",
    "modified": "correction",
    "adres": "slug",
    "author": "unit",
    "yazar": "unit",
}
# Kind and language: the folder and the file's name say them.
SAID_BY_THE_PATH = {"category", "kategori", "tur", "kind", "type", "lang", "dil", "language"}


def split_argument(name: str) -> tuple[str, str | None]:
    """`Paylaşım metni (x)` is the key `Paylaşım metni` for `x`."""
    match = _ARGUMENT.match(name)
    return (match["name"], match["argument"].strip()) if match else (name, None)


@lru_cache(maxsize=1024)
def find_key(name: str) -> Key | None:
    """The key by its name in any language, whatever its case, diacritics and spaces."""
    plain, argument = split_argument(name)
    key = _BY_NAME.get(fold(" ".join(plain.replace("_", " ").split())))
    if key and argument is not None and not key.per_network:
        return None
    return key


def is_key(name: str) -> bool:
    return find_key(name) is not None


def key_names() -> list[str]:
    return [word for key in KEYS for word in key.words.values()]
