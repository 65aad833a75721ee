"""A build that makes only what changed ends with the same bytes as one that makes everything."""

import os
import random
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from uuid import uuid4

import pytest
from pelican.settings import read_settings

from publishing.engine import PELICAN_SETTINGS, BuildRequest, Site
from publishing.item_page import PostLink
from publishing.settings import ROOT
from tests.moments import NOON
from tests.publishing.built import build_site, read_tree, write_picture
from tests.publishing.content_files import NEWS, make_settings, write

PROJECT = "projeler/2026/09/meydan"
# Of every kind, twins and neighbours among them. The links and pictures are what edits break.
NAMES = (
    NEWS,
    "haberler/2026/11/haber.en.md",
    "haberler/2026/11/resimli/metin.md",
    "haberler/2026/10/eski.md",
    "duyurular/2026/11/su.md",
    "duyurular/2026/11/ihale.md",
    f"{PROJECT}/metin.md",
    f"{PROJECT}/metin.en.md",
    f"{PROJECT}/guncellemeler/temel.md",
    f"{PROJECT}/guncellemeler/kaba.md",
    "etkinlikler/2026/11/konser.md",
    "basinda/2026/11/gazete.md",
    "sorular/2026/11/soru.md",
    "sayfalar/hakkinda.md",
)
BODIES = (
    "Çalışma pazartesi başlıyor.",
    "Ayrıntılar [haberde](/haberler/2026/11/haber.md) ve [eskisinde](../10/eski.md).",
    "![Yol](/gorseller/yol.png)\n\nSonra.",
    '!!! grafik "Sayılar"\n\n    | Yıl | Sayı |\n    |---|---|\n    | 2025 | 3 |\n    | 2026 | 5 |',
)
LINES = {
    "Başlık": ("Bir başlık", "Başka bir başlık", "<b>Kalın</b> & ince", "Son başlık"),
    "Özet": ("Kısa bir özet.", "Başka bir özet."),
    "Tarih": ("20.11.2026 09.00", "23.11.2026 09.00", "01.10.2026", "25.11.2026 08.00"),
    "Etiketler": ("kış, yol", "yol", ""),
    "Yayın": ("yayında", "yayında", "taslak"),
    "Düzeltme": ("22.11.2026 Saat 20.00'de biter.", ""),
    "Kısa ad": ("kisa", "baska", ""),
    "Görsel": ("yol.png", ""),
}
OF_ANNOUNCEMENTS = {"Önem": ("acil", "önemli", "bilgi"), "İptal": ("Ertelendi.", "")}
OF_PROJECTS = {"Aşama": ("yapım sürüyor", "tamamlandı"), "Yüzde": ("20", "85")}
WHAT = ("line",) * 6 + ("body",) * 3 + ("file", "picture", "clock", "post")


class Editor:
    """Changes a content folder at random; equal seeds make equal changes."""

    def __init__(self, settings, seed):
        self._settings = settings
        self._random = random.Random(seed)  # noqa: S311 (no secret)
        self._items = {}
        self.at = NOON
        self.post_links = {}

    def begin(self):
        self._draw()
        for name in NAMES:
            # What shares a tag tells of the others.
            self._items[name] = {"body": BODIES[0], "Etiketler": "yol"}
            self._write(name)

    def change(self):
        """One thing that editors, the clock or the networks do; says what."""
        name = self._random.choice(NAMES)
        what = self._random.choice(WHAT)
        match what:
            case "line" if name in self._items:
                key, values = self._random.choice([*self._lines(name).items()])
                self._items[name][key] = self._random.choice(values)
                self._write(name)
            case "body" if name in self._items:
                self._items[name]["body"] = self._random.choice(BODIES)
                self._write(name)
            case "file" if name in self._items:
                del self._items[name]
                (self._settings.content / name).unlink()
            case "picture":
                self._draw()
            case "clock":
                self.at += timedelta(hours=self._random.randrange(-48, 48))
            case "post":
                url = f"https://example.org/{self._random.randrange(9)}"
                uid = str(uuid4())
                self.post_links = {uid: [PostLink("Mastodon", url)]}
                self._items.setdefault(name, {"body": BODIES[0]})["uid"] = uid
                self._write(name)
            case _:
                self._items[name] = {"body": BODIES[0]}
                self._write(name)
        return f"{what} of {name}"

    def _lines(self, name):
        own = {"duyurular": OF_ANNOUNCEMENTS, "projeler": OF_PROJECTS}
        is_update = "guncellemeler" in name
        return LINES | ({} if is_update else own.get(name.partition("/")[0], {}))

    def _write(self, name):
        lines = {key.replace(" ", "_"): value for key, value in self._items[name].items()}
        if name.endswith("ihale.md"):
            lines["Duyuru_türü"] = "ihale"
        if lines.get("Görsel"):
            lines |= {"Görsel": "/gorseller/yol.png", "Görsel_açıklaması": "Bir yol"}
        empty = [key for key, value in lines.items() if value == ""]
        write(self._settings, name, **{key: lines[key] for key in lines if key not in empty})

    def _draw(self):
        colour = tuple(self._random.randrange(256) for _ in range(3))
        write_picture(self._settings.content / "gorseller/yol.png", size=(90, 60), colour=colour)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.faults) for seed in range(2, 50))]
)
def test_after_any_edits_the_site_is_the_one_that_a_clean_build_makes(tmp_path, riverbend, seed):
    settings = make_settings(tmp_path, riverbend)
    anew = replace(settings, output=tmp_path / "anew")
    editor = Editor(settings, seed)
    editor.begin()
    made = []
    for _ in range(8):
        done = [editor.change() for _ in range(2)]

        built = build_site(settings, editor.at, post_links=editor.post_links)
        clean = build_site(anew, editor.at, post_links=editor.post_links, clean=True)

        assert read_tree(settings.output) == read_tree(anew.output), done
        made.append(built.made / clean.made)
    # After the first it would be no saving to make everything.
    assert sum(made[1:]) / len(made[1:]) < 0.6


def test_what_nothing_changed_is_not_made_again(settings):
    write(settings)
    write(settings, "duyurular/2026/11/su.md")
    everything = build_site(settings).made

    assert everything > 150
    assert build_site(settings).made == 0
    # An hour in which nothing begins and nothing ends.
    assert build_site(settings, NOON + timedelta(hours=1)).made == 0


def test_a_new_item_is_drawn_with_the_lists_and_feeds_that_name_it_and_nothing_else(settings):
    write(settings, "haberler/2026/10/eski.md", Tarih="05.10.2026")
    write(settings, "duyurular/2026/11/su.md")
    build_site(settings)
    write(settings)

    # Its page, home, the news, its month; the feeds of everything (with copies) and of the news.
    assert build_site(settings).made < 20


def test_the_address_of_a_post_draws_the_page_of_its_item_and_nothing_else(settings):
    path = write(settings, "duyurular/2026/11/su.md")
    uid = path.read_text(encoding="utf-8").partition("uid: ")[2].split()[0]
    build_site(settings)

    built = build_site(settings, post_links={uid: [PostLink("Mastodon", "https://example.org/1")]})

    assert (built.made, built.written) == (1, 1)


def test_a_file_that_somebody_changed_or_lost_is_made_again(settings):
    write(settings)
    build_site(settings)
    whole = read_tree(settings.output)
    (settings.output / "index.html").write_text("Kimin bu?", encoding="utf-8")
    (settings.output / "haberler/index.html").unlink()

    build_site(settings)

    assert read_tree(settings.output) == whole


@pytest.mark.parametrize("spoil", ["delete", "overwrite", "folder"])
def test_without_its_memory_the_build_makes_everything(settings, spoil):
    write(settings)
    everything = build_site(settings).made
    whole = read_tree(settings.output)
    memory = settings.var / "build.db"
    memory.unlink()
    if spoil == "overwrite":
        memory.write_bytes(b"Not a database. " * 1000)
    elif spoil == "folder":
        memory.mkdir()

    assert build_site(settings).made == everything
    assert read_tree(settings.output) == whole
    assert build_site(settings).made == (everything if spoil == "folder" else 0)


def test_a_memory_that_another_build_holds_costs_time_and_nothing_else(settings):
    write(settings)
    build_site(settings)
    write(settings, body="Yeni metin.")
    holder = sqlite3.connect(settings.var / "build.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    build_site(settings)
    holder.close()

    assert "Yeni metin." in (settings.output / "haberler/2026/11/haber/index.html").read_text()


def test_each_folder_has_its_own_memory_until_it_is_gone(settings, tmp_path):
    write(settings)
    other = replace(settings, output=tmp_path / "other")
    build_site(settings)
    everything = build_site(other).made
    (tmp_path / "other").rename(tmp_path / "moved")

    assert build_site(settings).made == 0
    assert build_site(other).made == everything


def test_another_process_finds_the_same_causes(settings):
    write(settings)
    write(settings, "duyurular/2026/11/su.md", Önem="acil", İlçeler="Yakutiye, Palandöken")
    environ = {
        "CONTENT_FOLDER": str(settings.content),
        "OUTPUT_FOLDER": str(settings.output),
        "VAR_FOLDER": str(settings.var),
    }
    causes = []

    # Sets have another order in each.
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, ROOT / "publish.py", "build", "--at", "24.11.2026 12.00"],
            check=True,
            cwd=ROOT,
            capture_output=True,
            env=os.environ | environ | {"PYTHONHASHSEED": seed},
        )
        with sqlite3.connect(settings.var / "build.db") as connection:
            causes.append(dict(connection.execute("SELECT name, causes FROM made")))

    assert len(causes[0]) > 200
    assert causes[0] == causes[1]


def test_beside_a_plugin_of_pelican_everything_is_made(settings):
    write(settings)
    everything = build_site(settings).made
    plugin = ModuleType("a_plugin")
    plugin.register = lambda: None
    override = {
        "PATH": str(settings.content),
        "OUTPUT_PATH": str(settings.output),
        "MEYDAN": BuildRequest(settings, at=NOON),
    }
    made = []

    for plugins in ([], [plugin]):
        site = Site(read_settings(str(PELICAN_SETTINGS), override=override | {"PLUGINS": plugins}))
        site.run()
        made.append(site.tree.made)

    assert made == [0, everything]


def test_a_clean_build_makes_everything(settings):
    write(settings)
    everything = build_site(settings).made

    assert build_site(settings, clean=True).made == everything
    assert build_site(settings).made == 0
