"""Where the bars of a chart stand."""

import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest

from tests.theme.pages import environment_of
from theme.charts import TONES, Chart, Row, Value

LONG = "Mahalle içi yolların asfaltlanması ve kaldırımların yenilenmesi çalışmaları, ikinci kısım"


def make_chart(*rows, series=("Yol",)):
    made = [
        Row(label, tuple(Value(number, f"{number} km") for number in numbers))
        for label, *numbers in rows
    ]
    return Chart(series, tuple(made))


def test_bars_are_as_long_as_their_numbers_and_leave_room_for_the_words():
    chart = make_chart(("Oltu", 21), ("Yakutiye", 42), ("Tekman", 0))

    widths = [bar.width for bar in chart.bars]

    assert widths[0] == pytest.approx(widths[1] / 2, abs=0.01)
    assert widths[2] == 0
    # 288 pixels are left of the narrowest screen, and a letter takes at most 8 of them.
    assert widths[1] / 100 * 288 + len("42 km") * 8 <= 288


def test_nothing_of_a_chart_lies_over_anything_else():
    chart = make_chart((LONG, 1, 2), ("Oltu", 3, 4), series=("2025", "2026"))

    tops = sorted([line.y - 1 for line in chart.labels] + [bar.y for bar in chart.bars])

    assert all(after - before >= 1 for before, after in pairwise(tops))
    assert chart.height >= chart.bars[-1].y + chart.bars[-1].height


def test_several_series_are_told_apart_by_words():
    chart = make_chart(("Oltu", 3, 4), series=("2025", "2026"))

    assert [bar.words.words for bar in chart.bars] == ["2025: 3 km", "2026: 4 km"]
    assert len({bar.tone for bar in chart.bars}) == 2


def test_a_long_name_takes_two_lines_and_a_number_that_is_not_known_no_bar():
    chart = Chart(("Yol",), (Row(LONG, (Value(None, "–"),)), Row("Oltu", (Value(5, "5"),))))

    assert [line.words.endswith("…") for line in chart.labels] == [False, True, False]
    assert chart.bars[0].width == 0


def test_only_zeros_make_a_chart_too():
    assert [bar.width for bar in make_chart(("Oltu", 0), ("Olur", 0)).bars] == [0, 0]


def test_the_drawing_is_well_formed_and_carries_its_title(erzurum):
    module = environment_of(erzurum).get_template("components/chart.html").module
    chart = make_chart(("Su & <yol>", *range(1, 5)), series=tuple("abcd"))

    svg = ElementTree.fromstring(str(module.bars(chart, "b-grafik-1")).strip())  # noqa: S314 (our own)

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "b-grafik-1"
    assert len(svg.findall("rect")) == len(TONES)
    assert svg.find("text").text == "Su & <yol>"
    assert "style" not in ElementTree.tostring(svg, encoding="unicode")
