"""When an account posts and when people answer: read from the files, and said in words."""

import shutil
from datetime import time
from pathlib import Path

import pytest

from municipality import MunicipalityError, load
from municipality.hours import say_live_hours, say_posting_hours
from municipality.model import PostingHours
from text.language import speaking

RIVERBEND = Path(__file__).parent / "riverbend"


def find_problems(tmp_path, line):
    """What the loader says of an account that has this line."""
    folder = shutil.copytree(RIVERBEND, tmp_path / "riverbend")
    path = folder / "accounts.toml"
    path.write_text(path.read_text().replace("[bridge]\n", f"[bridge]\n{line}\n"))
    with pytest.raises(MunicipalityError) as caught:
        load(folder)
    return [finding.sentence for finding in caught.value.findings]


def test_windows_are_read_by_day_and_in_order(riverbend):
    hours = riverbend.accounts[1].hours

    assert hours.windows[0] == (time(12, 30), time(18))
    assert hours.windows[5] == (time(13),)
    assert 6 not in hours.windows
    assert hours.quiet == (time(22), time(8))
    assert hours.digest.by_clerk


def test_posting_hours_are_said_as_people_say_them(riverbend):
    assert say_posting_hours(riverbend.accounts[1].hours) == (
        "hafta içi saat 12.30 ve 18.00; cumartesi saat 13.00, günde en çok 3 paylaşım, "
        "saatte en çok 2 paylaşım, 22.00–08.00 arasında paylaşım yok, günün özeti 18.30"
    )
    assert say_posting_hours(PostingHours()) == "her saatte, saatte en çok 10 paylaşım"


def test_the_hours_of_answering_are_said_in_each_language(riverbend):
    turkish = say_live_hours(riverbend.contact.live_hours)
    with speaking("en"):
        english = say_live_hours(riverbend.contact.live_hours)

    assert turkish == "hafta içi 08.30–17.30, cumartesi 10.00–14.00"
    assert english == "on weekdays 08:30–17:30, Saturday 10:00–14:00"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('windows.weekday = ["12:30"]', "weekdays"),
        ('windows.weekdays = ["25:00"]', "18:00"),
        ('windows = { weekdays = ["12:30"], monday = ["12:30"] }', "monday"),
        ("most_a_day = 0", "most_a_day"),
        ('quiet = "22-08"', "22:00-08:00"),
        ('quiet = "08:00-08:00"', "quiet"),
        ('digest = { at = "18.30", released_by = "clerk" }', "18:30"),
        ('digest = { at = "18:30", released_by = "mayor" }', "released_by"),
    ],
)
def test_what_is_wrong_in_the_hours_is_said_with_an_example(tmp_path, line, said):
    [problem] = find_problems(tmp_path, line)

    assert said in problem
