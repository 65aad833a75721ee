"""Publishing as a whole: what one mistake holds back, and what never happens to an address."""

import json
import subprocess
import sys
import threading
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from shutil import copytree
from types import SimpleNamespace

import pytest

from publishing.addresses import FILE_NAME, read_register
from publishing.release import release
from publishing.settings import ROOT
from publishing.sharer.here import SharerHere
from publishing.turns import turn
from tests.moments import NOON
from tests.publishing.built import write_picture
from tests.publishing.content_files import NEWS, codes_of, make_settings, write

OTHER = "haberler/2026/11/baska.md"


@pytest.fixture
def settings(tmp_path, town):
    """A municipality that shares nowhere; nobody answers at its site's address yet."""
    alone = replace(town, accounts=())
    return make_settings(tmp_path, alone, site_url="http://127.0.0.1:9")


def publish(settings, at=NOON, sharer=None):
    sharer = sharer or SharerHere(settings, at=at)
    return release(settings, at=at, tell=lambda _: None, turn=nullcontext(), sharer=sharer)


def page(settings, address):
    file = settings.output.parent / "site" / address.strip("/") / "index.html"
    return file.read_text(encoding="utf-8") if file.exists() else None


def private_lines(settings, name):
    file = settings.output.parent / "site" / ".meydan" / name
    return file.read_text(encoding="utf-8").splitlines()


def test_a_faultless_item_is_public(settings):
    write(settings, Başlık="Kar ekipleri")

    report = publish(settings)

    assert "Kar ekipleri" in page(settings, "/haberler/2026/11/haber/")
    assert (report.has_errors, report.build.items) == (False, 1)


def test_items_are_public_before_the_lists_that_lead_to_them(settings):
    write(settings, Başlık="Eski haber")
    publish(settings)
    write(settings, OTHER, Başlık="Yeni haber")
    seen = []

    class Watcher(SharerHere):
        def items_are_public(self):
            seen.extend([page(settings, "/haberler/2026/11/baska/"), page(settings, "/haberler/")])

    report = publish(settings, sharer=Watcher(settings, at=NOON))

    assert "Yeni haber" in seen[0]
    assert "Yeni haber" not in seen[1]
    assert "Yeni haber" in page(settings, "/haberler/")
    assert {"haberler/2026/11/baska/index.html", "haberler/index.html"} <= set(
        report.deployment.written
    )


def test_a_faulty_item_keeps_its_last_good_page_and_the_others_go_on(settings):
    write(settings, Başlık="Doğru başlık")
    publish(settings)

    write(settings, Başlık="Yanlış sayfa", Tarih="dün")
    write(settings, OTHER, Başlık="Yeni haber")
    report = publish(settings)

    assert "Doğru başlık" in page(settings, "/haberler/2026/11/haber/")
    assert "Yeni haber" in page(settings, "/haberler/2026/11/baska/")
    assert "Doğru başlık" in page(settings, "/haberler/")
    assert report.has_errors
    assert len(report.selection.restored) == 1


def test_a_mended_item_is_public_again(settings):
    write(settings)
    publish(settings)
    write(settings, Tarih="dün")
    publish(settings)

    write(settings, Başlık="Düzeltilmiş")
    report = publish(settings)

    assert "Düzeltilmiş" in page(settings, "/haberler/2026/11/haber/")
    assert not report.has_errors


def test_a_faulty_item_that_was_never_public_is_left_out(settings):
    write(settings)
    write(settings, OTHER, body="<script>alert(1)</script>")

    report = publish(settings)

    assert page(settings, "/haberler/2026/11/baska/") is None
    assert len(report.selection.left_out) == 1


def test_a_page_stays_although_its_picture_went_missing(settings):
    write_picture(settings.content / "gorseller/kar.png")
    write(settings, body="Uzun bir metin.\n\n![Karlı yol](/gorseller/kar.png)")
    publish(settings)

    (settings.content / "gorseller/kar.png").unlink()
    report = publish(settings)

    assert report.has_errors
    assert "Uzun bir metin." in page(settings, "/haberler/2026/11/haber/")


def test_without_the_remembered_text_the_page_stays_as_it_was_built(settings):
    write(settings, Başlık="Doğru başlık")
    publish(settings)
    (settings.var / "last-good" / NEWS).unlink()

    write(settings, Tarih="dün")
    publish(settings)

    assert "Doğru başlık" in page(settings, "/haberler/2026/11/haber/")


def test_published_addresses_are_written_down_sorted_by_uid(settings):
    write(settings)
    write(settings, OTHER)
    write(settings, "haberler/yarin.md", Tarih="1.1.2027")

    publish(settings)

    lines = (settings.content / FILE_NAME).read_text().splitlines()
    assert lines == sorted(lines)
    assert {line.partition("\t")[2] for line in lines} == {
        "/haberler/2026/11/baska/",
        "/haberler/2026/11/haber/",
    }


def test_a_renamed_file_leaves_a_redirect(settings):
    path = write(settings)
    publish(settings)

    path.rename(path.with_name("kar-nobeti.md"))
    report = publish(settings)

    assert not report.has_errors
    assert page(settings, "/haberler/2026/11/haber/") is None
    assert page(settings, "/haberler/2026/11/kar-nobeti/")
    assert "/haberler/2026/11/haber/\t/haberler/2026/11/kar-nobeti/" in private_lines(
        settings, "redirects.tsv"
    )


def test_a_name_that_was_given_back_is_no_redirect_to_itself(settings):
    path = write(settings)
    publish(settings)
    path.rename(path.with_name("kar.md"))
    publish(settings)

    path.with_name("kar.md").rename(path)
    publish(settings)

    moved = [line for line in private_lines(settings, "redirects.tsv") if "/2026/" in line]
    assert moved == ["/haberler/2026/11/kar/\t/haberler/2026/11/haber/"]


def test_deleting_a_public_file_is_an_error_and_its_page_stays(settings):
    path = write(settings, Başlık="Silinen")
    write(settings, OTHER)
    publish(settings)

    path.unlink()
    report = publish(settings)

    assert [finding.code for finding in report.findings] == ["D044"]
    assert "yayında ama dosyası yok" in report.findings[0].sentence
    assert "Silinen" in page(settings, "/haberler/2026/11/haber/")


def test_a_public_item_cannot_become_a_draft_again(settings):
    write(settings)
    publish(settings)

    write(settings, Yayın="taslak")
    report = publish(settings)

    assert [finding.code for finding in report.findings] == ["D047"]
    assert page(settings, "/haberler/2026/11/haber/")


def test_a_public_item_cannot_be_put_off(settings):
    write(settings)
    publish(settings)

    write(settings, Tarih="25.11.2026 12.00")
    report = publish(settings)

    assert [(finding.code, finding.line) for finding in report.findings] == [("D048", 3)]
    assert page(settings, "/haberler/2026/11/haber/")


def test_a_withdrawn_item_is_gone_with_its_reason(settings):
    write(settings)
    publish(settings)

    write(settings, Yayın="kaldırıldı", Gerekçe="Yanlış bilgi")
    report = publish(settings)

    assert not report.has_errors
    assert page(settings, "/haberler/2026/11/haber/") is None
    assert private_lines(settings, "gone.tsv") == ["/haberler/2026/11/haber/\tYanlış bilgi"]


def test_a_changed_uid_is_told_at_its_line(settings):
    write(settings)
    publish(settings)

    write(settings, uid="0b8f8c1e-64d4-4a50-9d0b-b1a4b6f0a111")

    assert codes_of(settings) == ["D043"]


def test_marks_of_a_merge_in_the_register_are_told(settings):
    write(settings)
    publish(settings)
    file = settings.content / FILE_NAME
    file.write_text("<<<<<<< HEAD\n" + file.read_text() + ">>>>>>> dal\n")

    assert codes_of(settings) == ["D046", "D046"]
    assert len(read_register(settings).lines) == 1


def test_a_file_that_turned_unreadable_is_one_finding_not_two(settings):
    path = write(settings)
    publish(settings)

    path.write_bytes(
        path.read_text().replace("Çalışma", "\udcc7alışma").encode("utf-8", "surrogateescape")
    )

    assert codes_of(settings) == ["D002"]


def test_scheduled_items_are_public_only_from_their_moment_on(settings):
    write(settings, Tarih="25.11.2026 12.00")

    publish(settings)
    before = page(settings, "/haberler/2026/11/haber/")
    publish(settings, at=NOON + timedelta(days=1))

    assert before is None
    assert page(settings, "/haberler/2026/11/haber/")


def test_a_scheduled_item_whose_file_was_deleted_is_never_published(settings):
    path = write(settings, Tarih="25.11.2026 12.00")
    publish(settings)

    path.unlink()
    report = publish(settings, at=NOON + timedelta(days=2))

    assert report.build.items == 0
    assert page(settings, "/haberler/2026/11/haber/") is None


def test_a_faulty_scheduled_item_waits_until_it_is_mended(settings):
    write(settings, Tarih="25.11.2026 12.00")
    publish(settings)

    write(settings, Tarih="25.11.2027 12.00", İlçeler="Yok")
    report = publish(settings, at=NOON + timedelta(days=2))

    assert page(settings, "/haberler/2026/11/haber/") is None
    assert len(report.selection.left_out) == 1


def test_publishing_again_writes_nothing(settings):
    write(settings)
    publish(settings)

    report = publish(settings)

    assert (report.build.written, report.deployment.written) == (0, ())


def test_a_second_publication_waits_for_the_first(settings):
    told = threading.Event()
    order = []

    def second():
        with turn(settings.var, waiting=told.set):
            order.append("second")

    with turn(settings.var, waiting=told.set):
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(5)
        order.append("first")
    thread.join(5)

    assert order == ["first", "second"]


@pytest.fixture
def run(settings, monkeypatch, tmp_path):
    folder = tmp_path / "town"
    _copy_municipality_without_accounts(folder)
    for name, value in {
        "MUNICIPALITY_FOLDER": folder,
        "CONTENT_FOLDER": settings.content,
        "OUTPUT_FOLDER": settings.output,
        "VAR_FOLDER": settings.var,
        "DEPLOY_URL": settings.deploy_url,
        "DATABASE_URL": settings.database_url,
        "SITE_URL": settings.site_url,
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "",
    }.items():
        monkeypatch.setenv(name, str(value))
    return _run_command


def _run_command(*words):
    """In a process of its own: `publish` forks, which must not be done where threads run."""
    done = subprocess.run(
        [sys.executable, ROOT / "publish.py", *words], capture_output=True, text=True
    )
    return SimpleNamespace(
        exit_code=done.returncode, stdout=done.stdout, output=done.stderr + done.stdout
    )


def _copy_municipality_without_accounts(folder):
    copytree(ROOT / "municipality", folder)
    (folder / "accounts.toml").write_text("")


def test_publish_ends_with_what_is_public_and_what_stayed(settings, run):
    write(settings)
    first = run("publish", "--at", "24.11.2026 12.00")
    write(settings, Tarih="dün", Özet="")
    write(settings, OTHER, Özet="")
    write(settings, "haberler/yeni.md", Tarih="dün")

    second = run("yayımla", "--at", "2026-11-24T12:00:00+03:00")

    assert first.exit_code == 0, first.output
    assert first.output.splitlines()[-1] == "hata yok, uyarı yok: 1 içerik yayında"
    assert second.exit_code == 1
    assert second.output.splitlines()[-1] == (
        "2 hata, 2 uyarı: 2 içerik yayında, 1 içerik eski hâliyle kaldı, 1 içerik yayımlanmadı"
    )


def test_a_program_reads_what_was_published_as_json(settings, run):
    write(settings)

    result = run("publish", "--format", "json", "--at", "24.11.2026 12.00")

    answer = json.loads(result.stdout)
    assert (answer["live"], answer["stayed"], answer["left_out"]) == (1, 0, 0)
    assert answer["findings"] == []


def test_publish_may_aim_at_another_target(settings, run, monkeypatch, tmp_path):
    write(settings)
    monkeypatch.setenv("DEPLOY_URL_DENEME", f"file:{tmp_path}/deneme")

    assert run("publish", "--target", "deneme", "--at", "24.11.2026 12.00").exit_code == 0
    assert (tmp_path / "deneme" / "index.html").exists()
    assert "DEPLOY_URL_YOK ayarını yazın" in run("publish", "--target", "yok").output


@pytest.mark.parametrize(
    "url", ["sqlite:////proc/meydan.db", "meydan.db", "sqlite:///{damaged}", "postgresql://x:y/z"]
)
def test_the_site_is_published_while_the_ledger_cannot_be_used(
    settings, run, monkeypatch, tmp_path, url
):
    write(settings)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all " * 100)
    monkeypatch.setenv("DATABASE_URL", url.format(damaged=damaged))

    result = run("publish", "--at", "24.11.2026 12.00")

    assert result.exit_code == 1
    assert page(settings, "/haberler/2026/11/haber/")
    assert result.output.splitlines()[-1] == "hata yok, uyarı yok: 1 içerik yayında"
    assert "DATABASE_URL ayarını" in result.output


def test_a_place_that_may_not_be_written_is_one_sentence(settings, run, monkeypatch):
    write(settings)
    # Nobody, root included, makes folders there.
    monkeypatch.setenv("DEPLOY_URL", "file:/sys/meydan")

    result = run("publish", "--at", "24.11.2026 12.00")

    assert result.exit_code == 1
    assert "Hata: “/sys/meydan” yazılamıyor." in result.output


def test_build_leaves_faulty_items_out_and_never_empties_a_strange_folder(settings, run, tmp_path):
    write(settings)
    write(settings, OTHER, Tarih="dün")
    strange = tmp_path / "belgeler"
    strange.mkdir()
    (strange / "tez.txt").write_text("x")

    built = run("build", "--clean", "--at", "24.11.2026 12.00", "--timings")
    refused = run("build", "--clean", "--output", str(strange))

    assert built.exit_code == 1
    assert "1 hata, 0 uyarı: 1 içerik;" in built.output
    assert refused.exit_code == 1
    assert (strange / "tez.txt").exists()


def test_a_faulty_theme_keeps_the_last_good_one_and_the_items_go_on(settings, tmp_path):
    theme = tmp_path / "tema.css"
    theme.write_text("/* good */")
    settings = replace(settings, municipality=replace(settings.municipality, theme=theme))
    site = settings.output.parent / "site"
    write(settings)
    publish(settings)
    before = (site / "tema" / "tema.css").read_bytes()

    theme.write_text(":root { --link: #fff; }")
    write(settings, OTHER, Başlık="Yeni haber")
    report = publish(settings)

    assert report.has_errors
    assert (site / "tema" / "tema.css").read_bytes() == before
    assert "Yeni haber" in page(settings, "/haberler/2026/11/baska/")
