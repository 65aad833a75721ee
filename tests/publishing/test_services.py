"""The pages of services, of whose job what is, of answers and of errors, as a build writes them."""

import re
from datetime import timedelta

import pytest

from search.query import search
from tests.moments import NOON
from tests.publishing.built import build_site, read_page
from tests.publishing.content_files import codes_of, findings_of, make_settings, write

ANSWER = "sorular/2026/11/otobus.md"
ANSWER_ADDRESS = "/sorular/2026/11/otobus/"


@pytest.fixture(scope="module")
def site(tmp_path_factory, erzurum):
    """A site whose only item is an answer about buses."""
    settings = make_settings(tmp_path_factory.mktemp("services"), erzurum)
    write(settings, ANSWER, Başlık="Son otobüs neden erken?", Konu="Otobüs seferleri")
    build_site(settings)
    return settings


def test_every_service_has_a_page_in_every_language(site, erzurum):
    for service in erzurum.services:
        address = f"/hizmetler/{service.code}/"
        assert f"<h1>{service.name}</h1>" in read_page(site, address)
        assert 'hreflang="tr" lang="tr">Türkçe</a>' in read_page(site, f"/en{address}")


def test_a_service_shows_what_was_answered_about_it(site):
    assert f'href="{ANSWER_ADDRESS}"' in read_page(site, "/hizmetler/otobus-seferi/")
    assert ANSWER_ADDRESS not in read_page(site, "/hizmetler/durak/")
    assert 'href="/hizmetler/otobus-seferi/"' in read_page(site, ANSWER_ADDRESS)


def test_an_answer_about_a_topic_that_is_none_is_told_the_nearest(settings):
    write(settings, ANSWER, Konu="Otobüs sefer")

    (finding,) = findings_of(settings)

    assert finding.code == "D029"
    assert "“Otobüs seferleri”" in finding.sentence


def test_news_has_no_topic(settings):
    write(settings, Konu="Otobüs seferleri")

    assert codes_of(settings) == ["D014"]


def test_the_pages_that_a_web_server_shows_by_itself_need_no_service(site):
    for name in ("404", "410", "500", "maintenance"):
        for folder, language in ((site.output, "tr"), (site.output / "en", "en")):
            html = (folder / f"{name}.html").read_text(encoding="utf-8")
            assert f'<html lang="{language}"' in html
            assert '<meta name="robots" content="noindex">' in html
            other = "/en/" if language == "tr" else "/"
            assert f'href="{other}{name}.html" hreflang' in html
            assert "geri-bildirim" not in html


def test_every_page_asks_whether_it_helped_and_names_itself(site):
    question = '<input type="hidden" name="sayfa" value="{}">'

    for address in ("/", "/en/", "/hizmetler/", ANSWER_ADDRESS, "/en/kimin-gorevi/"):
        assert question.format(address) in read_page(site, address)


def test_a_draft_asks_nobody(settings):
    write(settings)

    build_site(settings, drafts=True)

    assert "geri-bildirim" not in read_page(settings, "/haberler/2026/11/haber/")


def test_the_icon_lies_where_browsers_look_for_it(site):
    assert (site.output / "favicon.ico").read_bytes().startswith(b"\0\0\1\0")


@pytest.mark.parametrize(("days", "codes"), [(170, []), (200, ["D084", "D084"])])
def test_facts_that_nobody_looked_at_for_long_are_found(settings, days, codes):
    found = findings_of(settings, at=NOON + timedelta(days=days))

    assert [finding.code for finding in found] == codes
    assert not any(finding.is_error for finding in found)


def test_what_is_old_is_named_once_for_each_file_with_its_line(settings):
    institutions, jobs = findings_of(settings, at=NOON + timedelta(days=200))

    lines = (settings.root / jobs.path).read_text(encoding="utf-8").splitlines()
    assert str(institutions.path) == "municipality/institutions.toml"
    assert str(jobs.path) == "municipality/jobs.toml"
    assert re.match(r"\d+ kaydın son denetiminden bu yana 180 günden çok", jobs.sentence)
    assert "su-idaresi, " in institutions.sentence
    assert lines[jobs.line - 1] == "[kar-ve-yol.jobs.ana-yol-kar]"


def test_the_search_finds_whose_job_a_dark_lamp_is(site):
    index = site.output / ".meydan" / "search.db"

    lamp = search(index, "sokak lambası", language="tr", at=NOON)
    english = search(index, "street lamp", language="en", at=NOON)
    snow = search(index, "kar küreme", language="tr", at=NOON)

    assert lamp.hits[0].url == "/kimin-gorevi/#sokak-lambasi"
    assert lamp.hits[0].summary == "Elektrik dağıtım şirketi"
    assert english.hits[0].url == "/en/kimin-gorevi/#sokak-lambasi"
    assert snow.hits[0].url == "/hizmetler/kar-kureme/"
