"""The preview, as an editor uses it: drafts shown, every save seen."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

import pytest

from publishing.settings import ROOT
from tests.publishing.content_files import write


@pytest.fixture
def preview(settings):
    """A running preview on a free port, ready to be looked at."""
    write(settings, Yayın="taslak", Başlık="Yarım kalan haber")
    port = find_free_port()
    environ = {
        **os.environ,
        "CONTENT_FOLDER": str(settings.content),
        "VAR_FOLDER": str(settings.var),
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "",
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "publish.py"), "önizle", "--port", str(port)],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    process.port = port
    read_until(process, f"http://127.0.0.1:{port}/ adresine bakın")
    yield process
    if process.poll() is None:
        process.kill()
    process.stdout.close()
    process.wait()


def find_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_until(process, words):
    """The lines up to one that has the words; the test's own time limit ends a vain wait."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def get(preview, address):
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=10)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_drafts_are_shown_and_every_save_is_seen(preview, settings):
    status, body = get(preview, "/haberler/2026/11/haber/")
    write(settings, Başlık="Biten haber", Özet="")
    told = read_until(preview, "1 içerik gösteriliyor")

    assert (status, "Yarım kalan haber" in body) == (200, True)
    assert "D082" in told
    assert "Biten haber" in get(preview, "/haberler/2026/11/haber/")[1]


def test_what_is_not_public_is_not_served(preview):
    assert get(preview, "/.meydan/manifest.tsv")[0] == 404


def test_ctrl_c_ends_it_quietly(preview):
    preview.send_signal(signal.SIGINT)

    assert preview.wait(20) == 0


def test_a_taken_port_is_one_sentence(preview, settings):
    environ = {**os.environ, "CONTENT_FOLDER": str(settings.content), "LANG": "tr_TR.UTF-8"}

    second = subprocess.run(
        [sys.executable, str(ROOT / "publish.py"), "önizle", "--port", str(preview.port)],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert f"--port {preview.port + 1}" in second.stderr
    assert "Traceback" not in second.stderr
