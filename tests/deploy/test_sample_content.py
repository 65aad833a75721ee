"""The sample content shows every kind and state, on whatever day the demo is opened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deploy.demo.content import copy_content, hours_of_newest
from publishing.checks import find_findings
from publishing.content import Announcement, Event, read_content
from publishing.kinds import KINDS
from publishing.settings import load_settings
from publishing.vocabulary import AnnouncementType, Publication, Severity, Stage
from tests.moments import NOON

SETTINGS = load_settings({})
# Every weekday, an early morning, a late evening, a summer and another year.
DAYS_AFTER = [0, 1, 2, 3, 4, 5, 6, 6.7, 7.45, 100, 3 * 365]


@pytest.fixture(scope="module")
def content():
    return read_content(SETTINGS)


@pytest.fixture(params=DAYS_AFTER)
def opened(request, tmp_path):
    """The Turkish items that are public when the demo is opened so many days later, and when."""
    at = NOON + timedelta(days=request.param)
    copy = tmp_path / "content"
    copy_content(SETTINGS.content, copy, at=at, zone=SETTINGS.municipality.time_zone)
    items = read_content(replace(SETTINGS, content=copy)).items
    return [item for item in items if item.language == "tr" and item.is_live(at)], at


def announcements_of(items):
    """Those that are no legal notices."""
    facts = [item.facts for item in items if isinstance(item.facts, Announcement)]
    return [announcement for announcement in facts if not announcement.type.is_notice]


def test_checks_find_nothing_in_the_sample_content(content):
    assert find_findings(content, SETTINGS, at=NOON) == []


def test_sample_items_are_of_every_kind_and_some_in_english(content):
    turkish = [item for item in content.items if item.language == "tr"]
    pairs = {item.pair for item in turkish}
    english = [item for item in content.items if item.language == "en"]

    assert {item.kind for item in turkish} == set(KINDS)
    assert len(turkish) >= 30
    assert len(english) >= 6
    assert all(item.pair in pairs for item in english)


def test_every_item_is_marked_as_a_sample(content):
    assert [item.path for item in content.items if not item.sample] == []


def test_projects_are_designed_built_and_finished(content):
    stages = {getattr(item.facts, "stage", None) for item in content.items}

    assert {Stage.DESIGN, Stage.TENDER, Stage.CONSTRUCTION, Stage.COMPLETED} <= stages


def test_announcements_of_four_types_are_in_force_and_one_is_urgent(opened):
    items, at = opened
    in_force = [facts for facts in announcements_of(items) if facts.starts <= at <= facts.ends]

    assert [facts.severity for facts in in_force].count(Severity.URGENT) == 1
    assert len({facts.type for facts in in_force}) == 4


def test_the_water_is_cut_in_three_districts_and_will_be_in_two_more(opened):
    items, at = opened
    cuts = [item for item in items if item.facts in announcements_of(items)]
    cuts = [item for item in cuts if item.facts.type is AnnouncementType.WATER]

    now = {d.slug for item in cuts if item.facts.starts <= at for d in item.districts}
    later = {d.slug for item in cuts if item.facts.starts > at for d in item.districts}

    assert (len(now), len(later)) == (3, 2)


def test_events_run_are_to_come_are_past_and_were_called_off(opened):
    items, at = opened
    events = [item.facts for item in items if isinstance(item.facts, Event)]
    on = [facts for facts in events if facts.ends and facts.starts <= at < facts.ends]
    to_come = [facts for facts in events if facts.starts > at]

    assert len(on) == 1
    assert len([facts for facts in to_come if not facts.cancelled]) >= 3
    assert len([facts for facts in to_come if facts.cancelled]) == 1
    assert any(facts.ends and facts.ends <= at for facts in events)


def test_an_announcement_that_is_over_was_corrected_and_one_was_called_off(opened):
    items, at = opened
    over = [item for item in items if isinstance(item.facts, Announcement) and item.facts.ends < at]
    planned = [facts for facts in announcements_of(items) if facts.starts > at]

    assert any(item.corrections for item in over)
    assert [bool(facts.cancelled) for facts in planned].count(True) == 1
    assert len(planned) >= 4


def test_an_item_was_withdrawn_and_says_why(content):
    withdrawn = [item for item in content.items if item.publication is Publication.WITHDRAWN]

    assert [bool(item.reason) for item in withdrawn] == [True]


def test_no_item_still_waits_for_its_hour(opened, tmp_path):
    _, at = opened

    items = read_content(replace(SETTINGS, content=tmp_path / "content")).items

    assert [item.path for item in items if item.date > at] == []


def test_the_newest_item_is_at_most_seven_days_old(opened):
    items, at = opened

    assert at - max(item.date for item in items) <= timedelta(days=7)


def test_a_new_demo_has_news_to_share_on_any_day(opened, tmp_path):
    items, at = opened
    zone = SETTINGS.municipality.time_zone

    hours = hours_of_newest(20, tmp_path / "content", at=at, zone=zone)

    shared = [item for item in items if item.date >= at - timedelta(hours=hours)]
    assert 10 <= len(shared) <= 20
    assert {"news", "announcement"} <= {item.kind.code for item in shared}
