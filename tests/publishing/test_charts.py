"""Charts that editors write as a table."""

import re

import pytest

from tests.publishing.content_files import findings_of, write
from tests.publishing.test_rendering import render

HEAD = "| İlçe | Yol (km) |\n|---|--:|\n"


def make_block(table, title=' "Yenilenen yol"', name="grafik"):
    rows = "\n".join(f"    {row}" for row in table.split("\n"))
    return f"Metin.\n\n!!! {name}{title}\n{rows}\n\nSonra."


def make_wide(columns):
    numbers = range(1, columns + 1)
    head = "| İlçe | " + " | ".join(f"S{number}" for number in numbers) + " |"
    rule = "|---" * (columns + 1) + "|"
    return f"{head}\n{rule}\n| Oltu | " + " | ".join(map(str, numbers)) + " |"


@pytest.mark.parametrize("name", ["grafik", "Grafik", "chart"])
def test_a_table_becomes_bars_and_stays_below_them(settings, name):
    html = render(settings, make_block(HEAD + "| Oltu | 21 |\n| **Toplam** | **21** |", name=name))

    figure = re.search(r"<figure>.*</figure>", html, re.DOTALL)[0]
    assert '<figcaption id="b-grafik-1"><strong>Yenilenen yol</strong></figcaption>' in figure
    assert 'aria-labelledby="b-grafik-1"' in figure
    assert figure.index("</svg>") < figure.index("<table>")
    # The sum stands in the table only.
    assert figure.count("<rect ") == 1
    assert "<strong>Toplam</strong>" in figure
    assert "<p>Sonra.</p>" in html


def test_two_charts_of_a_page_have_each_its_title(settings):
    block = make_block(HEAD + "| Oltu | 21 |")

    html = render(settings, f"{block}\n\n{block}")

    ids = re.findall(r'id="(b-grafik-\d)"', html)
    assert ids == re.findall(r'aria-labelledby="([^"]*)"', html) == ["b-grafik-1", "b-grafik-2"]


def test_what_follows_the_table_in_the_block_stays(settings):
    html = render(settings, make_block(HEAD + "| Oltu | 21 |\n\nKaynak: Fen İşleri."))

    assert "<p>Kaynak: Fen İşleri.</p>" in html


def test_editors_cannot_write_the_tags_of_a_chart_themselves(settings):
    html = render(settings, '<svg onload="alert(1)"><rect/></svg><picture><img src="x"></picture>')

    assert not re.search(r"<(svg|rect|picture)", html)


FAULTS = {
    "a word": (HEAD + "| Oltu | çok |", "“çok” sayı olarak çizilemiyor", (11, 14)),
    "two numbers": (HEAD + "| Oltu | 12–14 |", "“12–14” sayı olarak", (11, 14)),
    "below zero": (HEAD + "| Oltu | -3 |", "“-3” sıfırdan küçük", (11, 14)),
    "40 columns": (make_wide(40), "en çok 4 sayı sütunu", (8, 1)),
    "41 rows": (HEAD + "\n".join(f"| Yol {n} | 1 |" for n in range(41)), "en çok 40 satır", (8, 1)),
    "no rows": (HEAD.rstrip(), "bir tablo gerekir", (8, 1)),
    "no table": ("Yalnız yazı.", "bir tablo gerekir", (8, 1)),
    "nothing but names": ("| İlçe |\n|---|\n| Oltu |", "bir tablo gerekir", (8, 1)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_drawn_is_a_finding_and_the_table_stands_alone(settings, name):
    table, sentence, place = FAULTS[name]

    html = render(settings, make_block(table))

    (finding,) = findings_of(settings)
    assert sentence in finding.sentence
    assert (finding.code, finding.is_error) == ("D090", False)
    assert (finding.line, finding.column) == place
    assert "<svg" not in html
    assert ("<table>" in html) == ("|---" in table)


@pytest.mark.parametrize(
    "rows",
    [
        "| Oltu | 21 |\n| Olur | – |\n| Narman | 1.250,5 |",
        "| Oltu | 21\n| Olur |\n| **Toplam** | yok |",
        "| [Oltu](/projeler/) | `21` |",
    ],
)
def test_what_can_be_drawn_is_no_finding(settings, rows):
    html = render(settings, make_block(HEAD + rows))

    assert findings_of(settings) == []
    assert "<svg" in html


@pytest.mark.parametrize("title", ["", ' ""'])
def test_a_chart_without_a_title_is_a_finding(settings, title):
    write(settings, body=make_block(HEAD + "| Oltu | 21 |", title=title))

    assert "başlık" in findings_of(settings)[0].sentence
    render(settings, make_block(HEAD + "| Oltu | 21 |", title=title))


def test_a_chart_that_is_only_shown_as_an_example_is_let_be(settings):
    write(settings, body="```\n!!! grafik\n    yok\n```")

    assert findings_of(settings) == []
