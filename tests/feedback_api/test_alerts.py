"""Urgent announcements stand on the pages of the service, for as long as they are in force."""

import json
import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from feedback_api.alerts import FILE, list_alerts
from tests.moments import NOON


def make_file(folder, *, ends=NOON + timedelta(hours=1), title="Don uyarısı"):
    alert = {"title": title, "url": "/duyurular/don/", "sample": True, "ends": ends.isoformat()}
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"tr": [alert], "en": []}), encoding="utf-8")
    return path


def list_titles(folder, language="tr"):
    return [alert.title for alert in list_alerts(folder, language=language, at=NOON)]


def test_an_alert_is_shown_in_its_language(tmp_path):
    make_file(tmp_path)

    assert (list_titles(tmp_path), list_titles(tmp_path, "en")) == (["Don uyarısı"], [])


def test_an_alert_that_has_ended_is_not_shown(tmp_path):
    make_file(tmp_path, ends=NOON)

    assert list_titles(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"tr": [{}]}', b"\xff\xfe", b'{"tr": 7}'])
def test_a_broken_file_shows_none_and_is_logged(tmp_path, caplog, content):
    make_file(tmp_path).write_bytes(content)

    assert list_titles(tmp_path) == []
    assert "cannot be read" in caplog.text


def test_a_site_that_was_never_built_has_none(tmp_path):
    assert list_titles(tmp_path) == []


def test_the_form_shows_the_alert(app):
    make_file(app.extensions["meydan"].settings.site_folder, ends=NOON + timedelta(days=9000))

    page = app.test_client().get("/basvuru/").text

    assert "Don uyarısı" in page


def test_the_page_allows_its_one_script_to_run(app):
    make_file(app.extensions["meydan"].settings.site_folder, ends=NOON + timedelta(days=9000))

    answer = app.test_client().get("/basvuru/")

    scripts = re.findall("<script>(.*?)</script>", answer.text, re.DOTALL)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(hashes) == 1
    assert f"'sha256-{hashes[0]}'" in answer.headers["Content-Security-Policy"]
