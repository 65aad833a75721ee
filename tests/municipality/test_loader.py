from datetime import date
from pathlib import Path

import pytest

from municipality import Clock, MunicipalityError, Way, load
from text.language import speaking

RIVERBEND = Path(__file__).parent / "riverbend"


@pytest.fixture
def folder(riverbend_folder):
    return riverbend_folder


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path, text):
    """The line on which `text` first stands."""
    return path.read_text(encoding="utf-8").split(text)[0].count("\n") + 1


def findings(folder):
    with pytest.raises(MunicipalityError) as caught:
        load(folder)
    return caught.value.findings


def only_finding(folder):
    found = findings(folder)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def test_every_fact_of_a_municipality_is_read():
    riverbend = load(RIVERBEND)

    pothole, water, school = riverbend.categories[:3]
    assert str(riverbend.name) == "Riverbend Town Council"
    assert [district.name for district in riverbend.districts] == ["North Bank", "South Bank"]
    assert riverbend.contact.email == "hello@riverbend.example"
    assert pothole.unit is riverbend.units[0]
    assert [question.code for question in pothole.extra_questions] == ["size", "landmark"]
    assert [code for code, _ in pothole.extra_questions[0].choices] == ["small", "big"]
    assert pothole.extra_questions[0].required
    assert not pothole.extra_questions[1].required
    assert water.institution.affiliate
    assert water.urgent
    assert school.institution.checked_on == date(2026, 10, 1)
    assert school.institution.telephone is None
    assert [account.via for account in riverbend.accounts] == [
        Way.API,
        Way.API,
        Way.FEED,
        Way.PERSON,
    ]
    assert riverbend.accounts[0].settings == {"instance": "https://social.example"}
    assert riverbend.wordmark.is_file()
    assert riverbend.theme.is_file()


def test_only_the_second_language_has_a_prefix_in_its_addresses():
    riverbend = load(RIVERBEND)

    assert riverbend.path("/search/", "en") == "/search/"
    assert riverbend.path("/search/", "tr") == "/tr/search/"


def test_the_environment_may_name_another_folder(monkeypatch):
    monkeypatch.setenv("MUNICIPALITY_FOLDER", "tests/municipality/riverbend")

    assert load().short_name["en"] == "Riverbend"


def test_a_folder_that_is_not_there_is_one_finding(tmp_path):
    finding = only_finding(tmp_path / "nowhere")

    assert "no such folder" in finding.sentence


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "sentence"),
    [
        pytest.param(
            "categories.toml",
            'unit = "streets"\nclock',
            'unti = "streets"\nunit = "streets"\nclock',
            "unti",
            "“unti” is not known here. Did you mean “unit”?",
            id="unknown key",
        ),
        pytest.param(
            "categories.toml",
            "promised_days = 10\n",
            "",
            "[pothole]",
            "“promised_days” is missing: write a whole number without quotation marks.",
            id="missing key",
        ),
        pytest.param(
            "categories.toml",
            "promised_days = 10",
            'promised_days = "10"',
            'promised_days = "10"',
            "“promised_days” must be a whole number without quotation marks.",
            id="text where a number belongs",
        ),
        pytest.param(
            "categories.toml",
            "promised_days = 10",
            "promised_days = true",
            "promised_days = true",
            "“promised_days” must be a whole number without quotation marks.",
            id="truth where a number belongs",
        ),
        pytest.param(
            "categories.toml",
            "promised_days = 10",
            "promised_days = 0",
            "promised_days = 0",
            "“promised_days” must be 1 or more.",
            id="no days at all",
        ),
        pytest.param(
            "categories.toml",
            'unit = "streets"',
            'unit = "street"',
            'unit = "street"',
            "“street” is no “unit” that we know. Did you mean “streets”?",
            id="unknown unit",
        ),
        pytest.param(
            "categories.toml",
            'institution = "county"',
            'institution = "xyz"',
            'institution = "xyz"',
            "“xyz” is no “institution” that we know. Known are: county, waterworks.",
            id="unknown institution",
        ),
        pytest.param(
            "categories.toml",
            'clock = "information"',
            'clock = "informaton"',
            'clock = "informaton"',
            "“informaton” is no “clock” that we know. Did you mean “information”?",
            id="unknown clock",
        ),
        pytest.param(
            "categories.toml",
            "[school]",
            "[School_run]",
            "[School_run]",
            "“School_run” must be small letters a to z, digits and hyphens: it stands in "
            "addresses.",
            id="a code that cannot stand in an address",
        ),
        pytest.param(
            "categories.toml",
            'choices.small = { en = "Smaller than a plate", tr = "Tabaktan küçük" }',
            'choices.small = { en = "Smaller than a plate" }',
            "choices.small",
            '“tr” is missing: write a text between quotation marks: "…".',
            id="a choice without one of the languages",
        ),
        pytest.param(
            "categories.toml",
            "required = false",
            'required = "no"',
            'required = "no"',
            "“required” must be true or false, without quotation marks.",
            id="text where a truth belongs",
        ),
        pytest.param(
            "institutions.toml",
            "checked_on = 2026-10-01",
            "checked_on = 2026-02-30",
            "checked_on = 2026-02-30",
            "There is no such day: write it like 2026-11-23.",
            id="a day that is not in the calendar",
        ),
        pytest.param(
            "institutions.toml",
            "checked_on = 2026-10-01",
            'checked_on = "01.10.2026"',
            'checked_on = "01.10.2026"',
            "“checked_on” must be a day like 2026-11-23, without quotation marks.",
            id="a day in quotation marks",
        ),
        pytest.param(
            "institutions.toml",
            "checked_on = 2026-10-01",
            "checked_on = 01.10.2026",
            "checked_on = 01.10.2026",
            "There is no such day: write it like 2026-11-23.",
            id="a day first",
        ),
        pytest.param(
            "institutions.toml",
            'web = "https://county.example"',
            'web = "county.example"',
            'web = "county.example"',
            '“county.example” cannot be “web”: write it like "https://www.example.gov.tr".',
            id="an address without its beginning",
        ),
        pytest.param(
            "institutions.toml",
            "[waterworks]",
            "[county]",
            '[county]\nname = { en = "Riverbend',
            "This name stands twice: give each thing a name of its own.",
            id="the same table twice",
        ),
        pytest.param(
            "units.toml",
            "parks = ",
            "streets = ",
            'streets = { en = "Parks"',
            "This name stands twice: give each thing a name of its own.",
            id="the same unit twice",
        ),
        pytest.param(
            "districts.toml",
            'south-bank = "South Bank"',
            'south-bank = "South Bank',
            "south-bank",
            "This line cannot be read: write key = value, and put text between quotation marks.",
            id="quotation mark forgotten",
        ),
        pytest.param(
            "districts.toml",
            'south-bank = "South Bank"',
            'south-bank = "  "',
            "south-bank",
            "“south-bank” is empty: write it.",
            id="a name of spaces",
        ),
        pytest.param(
            "accounts.toml",
            'via = "feed"',
            'via = "rss"',
            'via = "rss"',
            "“rss” is no “via” that we know. Known are: api, feed, person.",
            id="unknown way",
        ),
        pytest.param(
            "accounts.toml",
            'token_variable = "RIVERBEND_MASTODON_TOKEN"\n',
            "",
            'via = "api"',
            "An account that we post to needs “token_variable”: the name of the setting that "
            "holds its token, such as FACEBOOK_PAGE_TOKEN.",
            id="an account of ours without a token",
        ),
        pytest.param(
            "identity.toml",
            '"Europe/London"',
            '"Europe/Londn"',
            "time_zone",
            "No time zone is called “Europe/Londn”: write it like Europe/Istanbul.",
            id="unknown time zone",
        ),
        pytest.param(
            "identity.toml",
            '"Europe/London"',
            '"Europe"',
            "time_zone",
            "No time zone is called “Europe”: write it like Europe/Istanbul.",
            id="half a time zone",
        ),
        pytest.param(
            "identity.toml",
            'languages = ["en", "tr"]',
            "languages = []",
            "languages",
            '“languages” must be a list of texts: ["…", "…"].',
            id="no language",
        ),
        pytest.param(
            "identity.toml",
            'languages = ["en", "tr"]',
            'languages = ["en", "../tr"]',
            "languages",
            "No language has the code “../tr”: write it like tr or en.",
            id="a language that does not exist",
        ),
        pytest.param(
            "identity.toml",
            'tr = "Riverbend Belediyesi"',
            'tr = "Riverbend Belediyesi"\nde = "Riverbend"',
            "de =",
            "“de” is not known here. Did you mean “en”?",
            id="a language that is not ours",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(folder, name, old, new, at, sentence):
    replace(folder / name, old, new)

    finding = only_finding(folder)

    assert finding == (folder / name, line_of(folder / name, at), sentence)


def test_an_empty_list_of_districts_says_what_to_write(folder):
    (folder / "districts.toml").write_text("# none yet\n", encoding="utf-8")

    finding = only_finding(folder)

    assert finding.path.name == "districts.toml"
    assert "write at least one" in finding.sentence


@pytest.mark.parametrize("name", ["units.toml", "wordmark.svg", "tema.css"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()

    finding = only_finding(folder)

    assert finding == (folder / name, 1, "This file is missing: put it back.")


def test_a_file_that_cannot_be_read_says_why(folder):
    (folder / "units.toml").unlink()
    (folder / "units.toml").mkdir()

    assert "cannot be read (Is a directory)" in only_finding(folder).sentence


def test_a_file_in_another_encoding_names_the_line_of_its_first_letter(folder):
    path = folder / "units.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("windows-1254"))

    finding = only_finding(folder)

    assert finding == (path, 3, "This is not UTF-8: save the file as UTF-8.")


def test_files_saved_on_windows_are_read(folder):
    for path in folder.glob("*.toml"):
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert load(folder).districts[1].name == "South Bank"


def test_all_mistakes_of_all_files_are_told_at_once_in_order(folder):
    replace(folder / "identity.toml", 'reference_prefix = "RB"', 'reference_prefix = "rb"')
    replace(folder / "districts.toml", "north-bank", "North-Bank")
    replace(folder / "categories.toml", "urgent = true", "urgent = 1")
    replace(folder / "categories.toml", 'unit = "streets"', 'unit = "roads"')
    (folder / "accounts.toml").unlink()

    found = findings(folder)

    assert [(finding.path.name, finding.line) for finding in found] == [
        ("identity.toml", 5),
        ("districts.toml", 1),
        ("categories.toml", 4),
        ("categories.toml", 25),
        ("accounts.toml", 1),
    ]


def test_units_that_cannot_be_read_are_not_also_unknown(folder):
    replace(folder / "units.toml", "streets = ", "streets ")

    assert only_finding(folder).path.name == "units.toml"


def test_lines_are_right_below_values_of_several_lines(folder):
    replace(
        folder / "identity.toml",
        'languages = ["en", "tr"]',
        'languages = [\n  "en",  # first ]\n\n  "tr",\n]',
    )
    replace(folder / "identity.toml", 'en = "Two banks, one town"', 'en = """\nTwo\n[banks]"""')
    replace(folder / "identity.toml", 'email = "hello', 'e-mail = "hello')

    finding = only_finding(folder)

    assert finding.line == line_of(folder / "identity.toml", "e-mail")
    assert finding.sentence == "“e-mail” is not known here. Did you mean “email”?"


def test_the_error_reads_as_lines_that_an_editor_can_click(folder, monkeypatch):
    replace(folder / "districts.toml", '"North Bank"', "3")
    replace(folder / "districts.toml", '"South Bank"', "4")
    monkeypatch.chdir(folder)

    with pytest.raises(MunicipalityError) as caught, speaking("tr"):
        load(folder)

    assert str(caught.value).splitlines() == [
        'districts.toml:1: “north-bank” şöyle olmalı: tırnak içinde bir metin: "…".',
        'districts.toml:2: “south-bank” şöyle olmalı: tırnak içinde bir metin: "…".',
    ]


def test_clocks_are_those_of_the_law():
    riverbend = load(RIVERBEND)

    clocks = {category.code: category.clock for category in riverbend.categories}

    assert clocks["pothole"] is Clock.PETITION
    assert clocks["records"] is Clock.INFORMATION
    assert clocks["my-data"] is Clock.PERSONAL_DATA


def test_whose_job_it_is_comes_from_the_category_unless_it_is_said():
    hole, water, school = load(RIVERBEND).jobs

    assert (hole.institution, hole.is_ours) == (None, True)
    assert (str(water.institution.name), water.is_ours) == ("Riverbend Waterworks", True)
    assert (str(school.institution.name), school.is_ours) == ("County Council", False)
    assert school.category is None


def test_a_job_without_anybody_whose_it_is_is_refused(folder):
    replace(folder / "jobs.toml", 'category = "pothole"\n', "")

    finding = only_finding(folder)

    assert finding.line == line_of(folder / "jobs.toml", "question")
    assert finding.sentence.startswith("Whose job is this?")


@pytest.mark.parametrize("name", ["no-water", "county"])
def test_two_things_of_one_page_may_not_have_the_same_short_name(folder, name):
    replace(folder / "jobs.toml", "schools.jobs.closed-school", f"schools.jobs.{name}")

    finding = only_finding(folder)

    assert finding.sentence == (f"“{name}” stands on the page twice: choose another short name.")


def test_what_a_municipality_does_not_say_is_left_out(folder):
    riverbend = load(folder)

    assert riverbend.complaints is None
    assert not riverbend.sample
    assert riverbend.categories[0].needs is None
    assert riverbend.categories[0].cost is None


def test_each_language_may_have_its_own_wordmark(folder):
    own = folder / "wordmark.tr.svg"
    own.write_text("<svg/>", encoding="utf-8")

    riverbend = load(folder)

    assert riverbend.wordmark_in("tr") == own
    assert riverbend.wordmark_in("en") == folder / "wordmark.svg"
