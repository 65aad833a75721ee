from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from feedback_api.actions.clock import add_working_days, deadline_on
from feedback_api.actions.intake import find_category
from feedback_api.models.requests import Track
from tests.moments import NOON


@pytest.mark.parametrize(
    ("track", "code", "day"),
    [
        (Track.LIGHT, "kar-kureme", date(2026, 11, 25)),  # promised: one day
        (Track.LIGHT, "not-sure", date(2026, 12, 9)),
        (Track.PETITION, "kar-kureme", date(2026, 12, 24)),  # law 3071: 30 days
        (Track.PETITION, "not-sure", date(2026, 12, 24)),
        (Track.PETITION, "bilgi-edinme", date(2026, 12, 15)),  # law 4982: 15 working days
        (Track.PETITION, "kisisel-veri", date(2026, 12, 24)),  # law 6698: 30 days
    ],
)
def test_each_track_and_category_has_its_own_deadline(erzurum, track, code, day):
    category = find_category(code, erzurum)

    assert deadline_on(track, category, NOON, erzurum) == day


def test_the_day_of_arrival_is_the_municipality_s_day(erzurum):
    after_midnight_in_erzurum = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)

    deadline = deadline_on(Track.PETITION, None, after_midnight_in_erzurum, erzurum)

    assert deadline == date(2026, 12, 25)


def test_public_holidays_are_no_working_days():
    before_the_feast = date(2026, 5, 25)  # 27 to 30 May 2026: Eid al-Adha

    assert add_working_days(before_the_feast, 3, "TR") == date(2026, 6, 2)


def test_a_country_without_known_holidays_has_only_weekends(riverbend):
    nowhere = replace(riverbend, country="XX")

    assert add_working_days(date(2026, 1, 1), 1, nowhere.country) == date(2026, 1, 2)
