"""Settings and files for the tests of publishing: a content folder in a temporary place."""

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from publishing.checks import find_findings
from publishing.content import read_content
from publishing.settings import ROOT, Settings
from tests.moments import NOON

NEWS = "haberler/2026/11/haber.md"


def make_settings(folder, municipality, **changes):
    content = folder / "content"
    content.mkdir(exist_ok=True)
    values = {
        "root": ROOT,
        "content": content,
        "output": folder / "output",
        "var": folder / "var",
        "site_url": "https://www.example.bel.tr",
        "database_url": f"sqlite:///{folder}/meydan.db",
        "deploy_url": f"file:{folder}/site",
        "municipality": municipality,
        "environ": {},
    }
    return Settings(**(values | changes))


def make_text(name=NEWS, body="Çalışma pazartesi başlıyor.", leave_out=(), **lines):
    """A faultless file of its kind; `lines` adds or replaces, key for key with `_` for spaces."""
    header = {
        "Başlık": f"Deneme {Path(name).stem}",
        "Özet": "Kısa bir özet.",
        "Tarih": "23.11.2026 09.00",
        "uid": str(uuid5(NAMESPACE_URL, name)),
        **_KINDS.get(_kind_folder(name), {}),
        **{key.replace("_", " "): value for key, value in lines.items()},
    }
    rows = [f"{key}: {value}" for key, value in header.items() if key not in leave_out]
    return "\n".join(rows) + f"\n\n{body}\n"


def _kind_folder(name):
    return "guncellemeler" if "/guncellemeler/" in name else name.partition("/")[0]


_KINDS = {
    "duyurular": {
        "Duyuru türü": "su",
        "Önem": "bilgi",
        "Başlangıç": "24.11.2026 09.00",
        "Bitiş": "24.11.2026 18.00",
    },
    "projeler": {"Aşama": "yapım sürüyor", "Yüzde": "40"},
    "etkinlikler": {"Başlangıç": "28.11.2026 14.00", "Yer": "Kent parkı"},
    "basinda": {"Kaynak": "Örnek Gazete", "Bağlantı": "https://example.com/haber"},
}


def write(settings, name=NEWS, text=None, **changes):
    """Write a file of the content folder; without a text a faultless one with `changes`."""
    path = settings.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = make_text(name, **changes) if text is None else text
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def findings_of(settings, at=NOON):
    return find_findings(read_content(settings), settings, at=at)


def codes_of(settings):
    return [finding.code for finding in findings_of(settings)]
