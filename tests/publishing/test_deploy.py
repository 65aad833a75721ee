"""The built site on its way to its readers."""

import os
import re
from contextlib import contextmanager
from pathlib import Path

import pytest

from publishing.deploy import NothingBuilt, TargetUnknown, TreeChanged, deploy, put_files
from publishing.tree import MANIFEST
from tests.publishing.built import build_site, read_tree, write_picture
from tests.publishing.content_files import write

HOUSE = "haberler/2026/11/ev/metin.md"


def write_house(settings, **lines):
    picture = {"Görsel": "ev.png", "Görsel_açıklaması": "Bir ev"}
    write(settings, HOUSE, **(picture | lines))
    write_picture(settings.content / "haberler/2026/11/ev/ev.png")


def deploy_site(settings, **changes):
    return deploy(settings.output, settings.deploy_url, **changes)


def site_of(settings):
    return Path(settings.deploy_url.removeprefix("file:"))


@contextmanager
def blocked(file):
    """A folder in the file's place, so that a deployment stops there; later all is as it was."""
    old = file.read_bytes() if file.exists() else None
    file.unlink(missing_ok=True)
    file.mkdir(parents=True)
    yield
    file.rmdir()
    if old is not None:
        file.write_bytes(old)


def broken_links(folder):
    """Addresses of our own pages and pictures that a page shows and the folder lacks."""
    found = set()
    for page in (path for path in folder.rglob("*.html") if path.is_file()):
        html = page.read_text(encoding="utf-8")
        main = html.partition("<main")[2].partition("</main>")[0]
        for address in re.findall(r'(?:href|src)="/((?:haberler|gorseller)/[^"#?]*)"', main):
            file = folder / address / "index.html" if address.endswith("/") else folder / address
            if not file.is_file():
                found.add(f"{page.relative_to(folder)}: {address}")
    return found


def test_the_target_becomes_what_was_built(settings):
    write_house(settings)
    build_site(settings)

    deploy_site(settings)

    assert read_tree(site_of(settings)) == read_tree(settings.output)


def test_a_second_deployment_touches_nothing(settings):
    write_house(settings)
    build_site(settings)
    deploy_site(settings)
    before = {p: p.stat().st_mtime_ns for p in site_of(settings).rglob("*.html")}

    report = deploy_site(settings)

    assert (report.written, report.removed) == ((), ())
    assert {p: p.stat().st_mtime_ns for p in site_of(settings).rglob("*.html")} == before


def test_what_somebody_changed_at_the_target_is_put_right(settings):
    build_site(settings)
    deploy_site(settings)
    (site_of(settings) / "index.html").write_text("başkası", encoding="utf-8")
    (site_of(settings) / "haberler/index.html").unlink()

    report = deploy_site(settings)

    assert report.written == ("haberler/index.html", "index.html")
    assert read_tree(site_of(settings)) == read_tree(settings.output)


def test_a_file_that_is_younger_at_one_place_only_is_compared_and_left(settings):
    build_site(settings)
    deploy_site(settings)
    page = site_of(settings) / "index.html"
    os.utime(page)

    report = deploy_site(settings)

    assert report.written == ()
    assert page.stat().st_mtime_ns == (settings.output / "index.html").stat().st_mtime_ns


def test_pictures_go_first_then_items_then_lists_then_feeds(settings):
    write_house(settings)
    write(settings, "haberler/2026/10/eski.md", Tarih="05.10.2026")
    build_site(settings)

    written = deploy_site(settings).written

    order = [
        next(path for path in written if path.startswith("gorseller/ev-")),
        "haberler/2026/10/eski/index.html",
        "haberler/2026/11/ev/index.html",
        "haberler/index.html",
        "rss/haberler.rss",
        ".meydan/redirects.tsv",
    ]
    assert [path for path in written if path in order] == order


def test_what_is_no_longer_built_is_removed_and_nothing_else(settings):
    write_house(settings)
    write(settings, "haberler/2026/11/haber.md")
    build_site(settings)
    deploy_site(settings)
    (site_of(settings) / "google1234.html").write_text("doğrulama", encoding="utf-8")
    (settings.content / "haberler/2026/11/haber.md").unlink()
    build_site(settings)

    report = deploy_site(settings)

    card, page = report.removed
    assert card.startswith("gorseller/kart-")
    assert page == "haberler/2026/11/haber/index.html"
    assert not (site_of(settings) / "haberler/2026/11/haber").exists()
    assert (site_of(settings) / "google1234.html").exists()


def test_a_kept_page_stays_with_its_pictures_until_it_is_kept_no_more(settings):
    write_house(settings)
    build_site(settings)
    deploy_site(settings)
    (settings.content / HOUSE).unlink()
    build_site(settings)

    deploy_site(settings, keep=["/haberler/2026/11/ev/"])
    kept = read_tree(site_of(settings))
    deploy_site(settings)

    page = kept["haberler/2026/11/ev/index.html"].decode()
    card = page.partition('og:image" content="https://www.example.bel.tr/')[2].partition('"')[0]
    assert card in kept
    # Three widths in three formats.
    assert len([path for path in kept if path.startswith("gorseller/ev-")]) == 9
    assert [path for path in read_tree(site_of(settings)) if "ev/" in path] == []


def test_a_deployment_that_stops_anywhere_leaves_a_readable_site(settings, tmp_path):
    write_house(settings)
    build_site(settings)
    deploy_site(settings)
    before = read_tree(site_of(settings))
    write_house(settings, Başlık="Yeni başlık")
    write(settings, "haberler/2026/11/yeni/metin.md", Görsel="y.png", Görsel_açıklaması="Yeni")
    write_picture(settings.content / "haberler/2026/11/yeni/y.png", colour=(200, 0, 0))
    build_site(settings)
    expected = read_tree(settings.output)
    order = deploy(settings.output, f"file:{tmp_path}/elsewhere").written
    changed = [path for path in order if expected[path] != before.get(path)]

    broken = []
    for path in changed:
        with blocked(site_of(settings) / path), pytest.raises(OSError, match=re.escape(path)):
            deploy_site(settings)
        broken += broken_links(site_of(settings))
    deploy_site(settings)

    assert len(changed) > 10
    assert broken == []
    assert read_tree(site_of(settings)) == expected


def test_what_an_interrupted_deployment_brought_is_removed_later(settings):
    build_site(settings)
    deploy_site(settings)
    write(settings, "haberler/2026/11/haber.md")
    build_site(settings)
    with blocked(site_of(settings) / "haberler/index.html"), pytest.raises(OSError, match="index"):
        deploy_site(settings)
    (settings.content / "haberler/2026/11/haber.md").unlink()
    build_site(settings)

    deploy_site(settings)

    assert read_tree(site_of(settings)) == read_tree(settings.output)


def test_single_files_are_put_beside_the_site_and_stay(settings):
    build_site(settings)
    deploy_site(settings)

    put_files(settings.deploy_url, {"rss/paylasim/x.rss": b"<rss/>"})
    deploy_site(settings)

    assert (site_of(settings) / "rss/paylasim/x.rss").read_bytes() == b"<rss/>"


def test_an_unknown_place_is_refused_with_those_that_we_know(settings):
    build_site(settings)

    with pytest.raises(TargetUnknown, match="file:"):
        deploy(settings.output, "gopher://example.org/")


def test_nothing_built_is_said_before_anything_is_removed(settings):
    site_of(settings).mkdir()
    (site_of(settings) / "index.html").write_text("eski", encoding="utf-8")

    with pytest.raises(NothingBuilt):
        deploy_site(settings)

    assert (site_of(settings) / "index.html").read_text(encoding="utf-8") == "eski"


def test_a_tree_that_changed_under_the_deployment_is_not_put_out(settings):
    build_site(settings)
    (settings.output / "index.html").write_text("yarım", encoding="utf-8")

    with pytest.raises(TreeChanged):
        deploy_site(settings)

    assert not (site_of(settings) / "index.html").exists()


def test_a_tree_that_lost_a_file_is_not_put_out_either(settings):
    build_site(settings)
    (settings.output / "index.html").unlink()

    with pytest.raises(TreeChanged):
        deploy_site(settings)


def test_a_file_that_the_disk_spoilt_is_made_again_by_the_next_build(settings):
    write(settings)
    build_site(settings)
    page = settings.output / "index.html"
    whole, facts = page.read_bytes(), page.stat()
    page.write_bytes(b"\0" * len(whole))
    os.utime(page, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    with pytest.raises(TreeChanged):
        deploy_site(settings)
    build_site(settings)
    deploy_site(settings)

    assert (site_of(settings) / "index.html").read_bytes() == whole


def test_the_manifest_names_every_file_but_itself(settings):
    write_house(settings)

    build_site(settings)

    manifest = (settings.output / MANIFEST).read_text(encoding="utf-8")
    named = [line.split("\t")[0] for line in manifest.splitlines()]
    assert named == sorted(read_tree(settings.output).keys() - {MANIFEST})
