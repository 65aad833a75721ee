"""What `publish.py check` says about a municipality's colours and wordmark."""

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from publishing.cli import cli
from publishing.settings import ROOT
from tests.publishing.content_files import findings_of
from text.language import speaking

DARK = "@media (prefers-color-scheme: dark) { :root { %s } }"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n%s</svg>'
TITLE = "<title>Erzurum</title>\n"


@pytest.fixture
def look(settings, tmp_path):
    """Writes the theme or the wordmark, and says what is found in it."""

    def find(**files):
        changed = {}
        for name, text in files.items():
            changed[name] = tmp_path / {"theme": "tema.css", "wordmark": "wordmark.svg"}[name]
            changed[name].write_bytes(text if isinstance(text, bytes) else text.encode())
        municipality = replace(settings.municipality, **changed)
        return findings_of(replace(settings, municipality=municipality))

    return find


def codes(findings):
    return [finding.code for finding in findings]


def make_theme(light="", dark="--link: #8fd0e6;"):
    return f":root {{\n  {light}\n}}\n{DARK % dark}\n"


def test_the_theme_and_the_wordmark_of_the_municipality_are_faultless(settings):
    assert findings_of(settings) == []


def test_a_pale_link_is_refused_with_the_colours_the_ratio_and_a_better_one(look):
    [finding] = look(theme=make_theme("--link: #4f8fb0;"))

    assert finding.code == "D106"
    assert finding.is_error
    assert (finding.line, finding.column) == (2, 3)
    assert "--link (#4f8fb0)" in finding.sentence
    assert "--tint (#e2ecf0)" in finding.sentence
    assert "2,97" in finding.sentence
    assert "4,5" in finding.sentence
    assert "“--link: #3e7089;”" in finding.sentence


def mend(theme, finding):
    """The theme with what the finding says to write."""
    instead = re.findall("“([^”]*;)”", finding.sentence)[-1]
    if "prefers-color-scheme" in finding.sentence:
        return theme.replace(DARK.split("%s")[0], DARK.split("%s")[0] + instead)
    lines = theme.splitlines(keepends=True)
    line, start = lines[finding.line - 1], finding.column - 1
    lines[finding.line - 1] = line[:start] + re.sub("^[^;]*;", instead, line[start:])
    return "".join(lines)


@pytest.mark.parametrize(
    ("light", "dark"),
    [
        ("--link: #4f8fb0;", "--link: #8fd0e6;"),
        ("--link: #0a5a78;", "--link: #0a5a78;"),
        ("--brand: #777; --brand-ink: #fff;", "--link: #8fd0e6;"),
        ("--focus: #ffb057;", "--focus: #ffb057;"),
        ("--paper: #0b4458;", "--link: #8fd0e6;"),
        ("--ground: #333;", "--ground: #999;"),
    ],
)
def test_the_offered_colours_mend_what_was_refused(look, light, dark):
    text = make_theme(light, dark)
    refused = look(theme=text)
    assert "D106" in codes(refused)

    # As someone would who does what the first sentence says, again and again.
    for _ in range(20):
        if not (found := look(theme=text)):
            break
        text = mend(text, found[0])

    assert look(theme=text) == []


def test_a_colour_that_only_the_light_look_sets_is_judged_in_the_dark_one_too(look):
    found = look(theme=make_theme("--link: #0a5a78;", "--focus: #ffb057;"))

    assert {"D106"} == set(codes(found))
    assert "prefers-color-scheme: dark" in found[0].sentence


def test_a_colour_may_refer_to_another(look):
    assert (
        look(
            theme=make_theme(
                "--link: #0a5a78; --brand: var(--link);", "--link: #8fd0e6; --brand-ink: #000;"
            )
        )
        == []
    )


@pytest.mark.parametrize(
    "value", ["#12", "blu", "rgba(0, 0, 0, .5)", "var(--linnk)", "var(--link)", "currentColor", ""]
)
def test_what_is_no_colour_is_said(look, value):
    found = look(theme=make_theme(f"--link: {value};"))

    assert "D104" in codes(found)
    assert found[0].line == 2


@pytest.mark.parametrize(
    ("css", "code"),
    [
        (":root { --font: Arial; --brnd: #000; }", "D103"),
        (":root { --mine: #000; }", "D103"),
        (":root { color: red; }", "D101"),
        (".top { --brand: #000; }", "D101"),
        ("@import 'https://example.org/x.css';", "D101"),
        ("@font-face { font-family: X; }", "D101"),
        ("@media (min-width: 3em) { :root { --link: red; } }", "D101"),
        (":root { --brand #0b4458; }", "D101"),
        ("}}} ((", "D101"),
        (":root { --skyline: url(https://example.org/x.svg); }", "D102"),
        (":root { --skyline: url('//example.org/x.svg'); }", "D102"),
        (":root { --link: #0a5a78; }", "D105"),
        (f"/* {'x' * 1024} */", "D100"),
    ],
)
def test_what_has_no_place_in_a_theme_is_said(look, css, code):
    assert code in codes(look(theme=css))


@pytest.mark.parametrize("css", ["", ":root { --skyline: url(data:image/svg+xml,x); --r: 0; }"])
def test_a_theme_may_leave_the_colours_as_they_are(look, css):
    assert look(theme=css) == []


def test_a_theme_in_another_encoding_is_no_crash(look):
    assert "D101" in codes(look(theme=b"\xff\xfe:\x00r\x00"))


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("", "D112"),
        ("<title> </title>", "D112"),
        (f"{TITLE}<script>1</script>", "D114"),
        (f'{TITLE}<path onload="x()"/>', "D114"),
        (f'{TITLE}<image href="https://example.org/x.png"/>', "D113"),
        (f'{TITLE}<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//example.org/#a"/>', "D113"),
        (f"{TITLE}<style>@import 'x.css';</style>", "D113"),
        (f'{TITLE}<path fill="url(other.svg#a)"/>', "D113"),
        (f'{TITLE}<b xmlns="http://www.w3.org/1999/xhtml">x</b>', "D111"),
        (f"{TITLE}<path", "D111"),
        (f"{TITLE}<!-- {'x' * 4096} -->", "D110"),
    ],
)
def test_what_a_wordmark_must_not_have_is_said(look, inside, code):
    found = look(wordmark=SVG % inside)

    assert code in codes(found)
    assert all(finding.is_error for finding in found)


def test_a_plain_wordmark_is_fine(look):
    drawing = f'{TITLE}<g fill="url(#a)"><use href="#b"/></g>'

    assert look(wordmark=SVG % drawing) == []


def test_a_wordmark_with_entities_is_refused(look):
    bomb = '<!DOCTYPE svg [<!ENTITY a "x">]>\n' + SVG % f"{TITLE}&a;"

    assert "D111" in codes(look(wordmark=bomb))


def test_the_sentences_are_english_as_well(look):
    with speaking("en"):
        [finding, *_] = look(theme=make_theme("--link: #4f8fb0;"))

    assert finding.sentence.startswith("In the light look the contrast between --link (#4f8fb0)")
    assert "2.97" in finding.sentence


def test_the_look_can_be_checked_alone():
    result = CliRunner().invoke(cli, ["check", str(ROOT / "municipality" / "tema.css")])

    assert (result.exit_code, result.output) == (0, "hata yok, uyarı yok\n")
