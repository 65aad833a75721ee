"""The commands, run as people run them."""

import json
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from publishing.cli import cli
from publishing.cli.spoken import SpokenGroup
from publishing.kinds import KINDS
from publishing.settings import ROOT
from tests.publishing.content_files import findings_of, make_text, write
from text.language import speaking


@pytest.fixture
def run(settings, monkeypatch):
    """Run a command on the test's own content folder, in Turkish."""
    for name, value in {
        "CONTENT_FOLDER": settings.content,
        "OUTPUT_FOLDER": settings.output,
        "VAR_FOLDER": settings.var,
        "DEPLOY_URL": settings.deploy_url,
        "DATABASE_URL": settings.database_url,
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "",
    }.items():
        monkeypatch.setenv(name, str(value))
    return lambda *words: CliRunner().invoke(cli, words)


def test_a_faultless_content_folder_is_nothing_to_mend(settings, run):
    write(settings)

    result = run("check")

    assert (result.exit_code, result.output) == (0, "hata yok, uyarı yok\n")


def test_errors_stand_with_their_place_and_end_in_a_count(settings, run):
    path = write(settings, Tarih="dün", Özet="")

    result = run("check")

    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith(f"{settings.shown(path)}:3:8: D021 “dün” takvimde olan bir tarih")
    assert lines[-1] == "1 hata, 1 uyarı"


def test_warnings_alone_do_not_fail(settings, run):
    write(settings, Özet="")

    assert run("check").exit_code == 0


def test_check_itself_failing_is_exit_code_2_and_one_sentence(run, settings):
    settings.content.rmdir()

    result = run("check")

    assert result.exit_code == 2
    assert result.output.startswith("Hata: ")
    assert "klasörü yok" in result.output


def test_a_program_reads_the_findings_as_json(settings, run):
    write(settings, Tarih="dün")

    answer = json.loads(run("check", "--format", "json").output)

    assert (answer["errors"], answer["warnings"]) == (1, 0)
    assert answer["findings"][0]["line"] == 3


def test_a_forge_gets_notes_beside_the_lines(settings, run):
    write(settings, Tarih="%dün")

    first = run("check", "--format", "github").output.splitlines()[0]

    assert first.startswith(
        "::error file=content/haberler/2026/11/haber.md,line=3,col=8,title=D021::"
    )
    assert "“%25dün”" in first


def test_only_the_named_files_are_told_about(settings, run):
    write(settings, Tarih="dün")
    other = write(settings, "haberler/2026/11/baska.md")

    assert run("check", str(other)).exit_code == 0
    assert run("check", str(other.parent)).exit_code == 1


def test_a_path_outside_the_content_folder_is_refused(run):
    result = run("check", str(ROOT / "README.md"))

    assert result.exit_code == 2
    assert "içerik klasöründe" in result.output


def test_fix_adds_a_uid_and_nothing_else(settings, run):
    text = make_text(leave_out=["uid"]).replace("\n", "\r\n")
    path = write(settings, text="\ufeff" + text)

    result = run("check", "--fix")

    lines = path.read_bytes().decode().split("\r\n")
    assert result.exit_code == 0
    assert lines[1].startswith("uid: ")
    assert "\r\n".join([lines[0], *lines[2:]]) == "\ufeff" + text


def test_fix_fills_an_empty_uid_line(settings, run):
    path = write(settings, uid="")

    assert run("check", "--fix").exit_code == 0
    assert path.read_text().count("uid:") == 1


@pytest.mark.parametrize("name", ["kontrol", "KONTROL", "check"])
def test_commands_have_turkish_names(settings, run, name):
    write(settings)

    assert run(name).exit_code == 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("yayımla", "yayımla"),
        ("yayimla", "yayimla"),
        ("yayınla", "yayınla"),
        ("önizle", "önizle"),
        ("onizle", "onizle"),
        ("oluştur", "oluştur"),
        ("olustur", "olustur"),
        ("paylas", "paylas"),
        ("durum", "durum"),
    ],
)
def test_every_twin_answers_with_its_help(run, typed, name):
    result = run(typed, "--help")

    assert result.exit_code == 0
    assert f"Kullanım: publish.py {name} " in result.output


def test_a_mistyped_command_is_offered_the_right_one(run):
    result = run("kontol")

    assert result.exit_code == 2
    assert "“kontol” diye bir komut yok. Şunu mu yazmak istediniz: “kontrol”?" in result.output


def test_the_terminals_language_is_overridden_by_the_option(run):
    assert "Usage: publish.py check" in run("check", "--help", "--lang", "en").output
    assert "Usage: publish.py check" in run("--lang=en", "check", "--help").output
    assert "Kullanım: publish.py check" in run("check", "--help").output


def test_without_a_language_the_municipalitys_first_one_is_spoken(run, monkeypatch):
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "Kullanım" in run("--help").output

    folder = ROOT / "tests" / "municipality" / "riverbend"
    monkeypatch.setenv("MUNICIPALITY_FOLDER", str(folder))
    assert "Usage" in run("--help").output


def test_mistakes_of_typing_are_told_in_turkish(run):
    assert "Hata: Eksik değer: 'TÜR'." in run("yeni").output
    assert "şunlardan biri olmalı" in run("kontrol", "--format", "xml").output
    assert "--yok diye bir seçenek yok." in run("kontrol", "--yok").output
    assert "takvimde olan bir tarih değil" in run("durum", "--at", "dün").output


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_new_item_lacks_only_what_its_template_asks_for(settings, run, kind, language):
    write(settings, "projeler/2026/11/meydan/metin.md")

    with speaking(language):
        result = run("new", kind.name[language], "Yeni İş: 1. gün", "--project", "meydan")

    assert result.exit_code == 0, result.output
    codes = {finding.code for finding in findings_of(settings)}
    assert codes == {"D063"}


@pytest.mark.parametrize("name", ["Kültür Merkezi", "kultur-merkezi", "2026/11/Kültür Merkezi/"])
def test_a_project_is_found_however_its_folder_is_written(settings, run, name):
    write(settings, "projeler/2026/11/Kültür Merkezi/metin.md")

    result = run("yeni", "güncelleme", "Ocak", "--project", name)

    assert "Kültür Merkezi/guncellemeler/ocak.md" in result.output


def test_a_new_item_is_faultless_once_its_placeholders_are_replaced(settings, run):
    path = settings.content.parent / run("yeni", "haber", "Kar").output.splitlines()[0]

    text = path.read_text().replace("[", "Yeni ").replace("]", ".")
    path.write_text(text)

    assert run("check").exit_code == 0


def test_new_prints_the_file_and_never_overwrites_one(settings, run):
    first = run("yeni", "sayfa", "İletişim")
    second = run("yeni", "sayfa", "İletişim")

    assert first.output.splitlines()[0] == "content/sayfalar/iletisim.md"
    assert (second.exit_code, "zaten var" in second.output) == (1, True)


def test_an_unknown_kind_is_offered_the_nearest(run):
    result = run("yeni", "habr", "Kar")

    assert result.exit_code == 1
    assert result.output == ("Hata: “habr” diye bir tür yok. Şunu mu yazmak istediniz: “haber”?\n")


def test_an_update_needs_its_project(settings, run):
    write(settings, "projeler/2026/11/meydan/metin.md")

    assert "`--project AD`. Projeler: meydan." in run("yeni", "güncelleme", "Yarı").output
    assert "“yok” diye bir proje yok" in run("yeni", "güncelleme", "Y", "--project", "yok").output


@pytest.mark.parametrize("title", ["", "!!!", "\u200b"])
def test_a_title_without_letters_makes_no_file(run, title):
    assert run("yeni", "haber", title).exit_code == 1


def test_status_says_what_is_public_waits_and_ends(settings, run):
    write(settings)
    write(settings, "haberler/2026/11/yarin.md", Tarih="25.11.2026")
    write(settings, "haberler/2026/11/taslak.md", Yayın="taslak")
    write(settings, "haberler/2026/11/hatali.md", Tarih="dün")
    write(settings, "duyurular/su.md", Başlık="Su kesintisi")

    output = run("durum", "--at", "24.11.2026 10.00").output

    assert "2 içerik yayında" in output
    assert "Zamanlanmış: 1\n  25 Kasım 2026 00.00  Deneme yarin" in output
    assert "7 gün içinde bitecek: 1\n  24 Kasım 2026 18.00  Su kesintisi" in output
    assert "Taslaklar: 1" in output
    assert "content/haberler/2026/11/hatali.md: 1 hata" in output


def test_the_door_works_from_any_folder_and_finds_its_environment():
    environ = {**os.environ, "LANG": "en_US.UTF-8"}

    result = subprocess.run(
        [sys.executable, str(ROOT / "publish.py"), "check", "--help"],
        cwd=ROOT / "docs",
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0
    assert result.stdout.startswith("Usage: publish.py check")


def test_without_its_parts_the_door_says_one_sentence(tmp_path):
    door = tmp_path / "publish.py"
    door.write_text((ROOT / "publish.py").read_text())

    result = subprocess.run(
        [sys.executable, "-I", "-S", str(door), "check"],
        env={"LANG": "tr_TR.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "make setup" in result.stderr


class FaultyCommands(SpokenGroup):
    """Commands of which every one has a bug."""

    def get_command(self, ctx, cmd_name):
        return click.Command(cmd_name, callback=lambda: 1 / 0)


def test_a_bug_is_no_sentence():
    result = CliRunner().invoke(FaultyCommands(), ["check"])

    assert isinstance(result.exception, ZeroDivisionError)


def test_sharing_is_stopped_with_a_reason_and_says_so_until_it_goes_on(run, monkeypatch):
    # Nobody listens there: the guard for a second clone hears at once that no site answers.
    monkeypatch.setenv("SITE_URL", "http://127.0.0.1:9")

    stopped = run("share", "--stop", "Hesap ele geçirildi.", "--at", "2026-11-24 12:00")
    meanwhile = run("share", "--at", "2026-11-24 12:01")
    resumed = run("share", "--resume", "--at", "2026-11-24 12:02")

    assert stopped.exit_code == 0
    assert "Hesap ele geçirildi." in meanwhile.output
    assert meanwhile.exit_code == 1
    assert (resumed.exit_code, resumed.output) == (0, "Paylaşılacak bir şey yok.\n")


def test_a_rehearsal_lets_nothing_go_on(run):
    result = run("share", "--dry-run", "--resume")

    assert result.exit_code == 2
    assert "--dry-run hiçbir şeyi değiştirmez" in result.output
