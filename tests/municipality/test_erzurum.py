import re

import pytest

from municipality import Way
from text.turkish import fold

# The national short numbers that are certain; every other number waits until somebody checked it.
CERTAIN_NUMBERS = {"112", "150", "153", "174", "183", "184", "185", "186", "187"}
COLOUR = re.compile(r"--(brand|brand-ink|link|focus): (#[0-9a-f]{3,6});")


def test_erzurum_has_its_twenty_districts_in_alphabetical_order(erzurum):
    names = [fold(district.name) for district in erzurum.districts]

    assert len(names) == 20
    assert names == sorted(names)


def test_erzurum_has_the_units_and_categories_of_a_metropolitan_municipality(erzurum):
    assert len(erzurum.units) == 15
    assert len(erzurum.categories) == 25
    assert len(erzurum.institutions) == 26
    assert [category.code for category in erzurum.categories[:2]] == ["kar-kureme", "buzlanma"]


def test_only_certain_telephone_numbers_are_shown(erzurum):
    numbers = {institution.telephone for institution in erzurum.institutions}

    assert numbers - {None} <= CERTAIN_NUMBERS
    assert erzurum.contact.telephone == "153"
    assert erzurum.contact.email is None
    assert erzurum.contact.address is None


def test_the_water_administration_is_our_own_affiliate(erzurum):
    affiliates = [institution for institution in erzurum.institutions if institution.affiliate]

    assert [str(institution.name) for institution in affiliates] == ["Su ve Kanalizasyon İdaresi"]


def test_whose_job_it_is_is_known_for_what_citizens_ask_most(erzurum):
    jobs = {job.code: job for job in erzurum.jobs}

    assert len(jobs) >= 60
    assert str(jobs["sokak-lambasi"].institution.name) == "Elektrik dağıtım şirketi"
    assert jobs["ana-yol-kar"].institution is None
    assert jobs["su-kesik"].is_ours
    assert not jobs["ara-sokak-kar"].is_ours


def test_every_way_of_sharing_has_an_account(erzurum):
    assert {account.via for account in erzurum.accounts} == set(Way)


@pytest.mark.parametrize(
    ("language", "name"),
    [("tr", "Erzurum Büyükşehir Belediyesi"), ("en", "Erzurum Metropolitan Municipality")],
)
def test_the_wordmark_is_small_takes_the_colour_around_it_and_has_a_title(erzurum, language, name):
    source = erzurum.wordmark_in(language).read_text(encoding="utf-8")

    title = re.search("<title[^>]*>(.+)</title>", source)
    assert len(source.encode()) <= 2048
    assert title[1] == name
    assert 'fill="currentColor"' in source
    assert re.search(r'(fill|stroke)="#', source) is None


@pytest.mark.parametrize(
    ("mode", "background"), [(0, "#ffffff"), (1, "#000000"), (1, "#1c2429")], ids=str
)
def test_the_colours_can_be_read_by_day_and_by_night(erzurum, mode, background):
    css = erzurum.theme.read_text(encoding="utf-8")
    day_and_night = css.split("@media")

    colours = dict(COLOUR.findall(day_and_night[mode]))

    assert len(css.encode()) <= 1024
    assert contrast(colours["brand-ink"], colours["brand"]) >= 4.5
    assert contrast(colours["link"], background) >= 4.5
    assert contrast(colours["brand"], background) >= 4.5
    assert contrast(colours["focus"], background) >= 3


def contrast(one, other):
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
