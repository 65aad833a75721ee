"""Templates of posts are read, chosen and held to what they may say."""

import shutil

import pytest

from municipality import MunicipalityError, load
from municipality.posts import ANY_KIND, KINDS, USUAL, find_template
from publishing.kinds import KINDS as KINDS_OF_ITEMS
from publishing.kinds import PAGE
from tests.networks.factories import make_account

RIVERBEND = "tests/municipality/riverbend"
POSTS = {
    "default": {"any": "D {title}", "event": "DE {title}"},
    "x": {"any": "X {title}"},
    "x-baskan": {"event": "B {title}"},
}


def load_with(folder, text):
    shutil.copytree(RIVERBEND, folder / "town")
    (folder / "town" / "posts.toml").write_text(text, encoding="utf-8")
    return load(folder / "town")


@pytest.mark.parametrize(
    ("slug", "kind", "template"),
    [
        ("x-baskan", "event", "B {title}"),
        ("x-baskan", "news", "X {title}"),
        ("x", "event", "X {title}"),
        ("telegram", "event", "DE {title}"),
        ("telegram", "news", "D {title}"),
    ],
)
def test_the_accounts_template_comes_before_its_networks_and_that_before_all(slug, kind, template):
    account = make_account(slug.split("-")[0], slug=slug)

    assert find_template(POSTS, account, kind) == template


def test_a_municipality_without_templates_has_the_usual_one(riverbend):
    assert find_template(riverbend.posts, make_account("x"), "news") == USUAL


def test_the_kinds_are_those_of_the_site():
    assert set(KINDS) == {kind.code for kind in KINDS_OF_ITEMS if kind != PAGE}
    assert ANY_KIND not in KINDS


def test_our_own_templates_are_chosen(erzurum):
    assert "{dates}" in find_template(erzurum.posts, make_account("facebook"), "announcement")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[twitter]\nany = "{title}"', 1, "twitter"),
        ('[default]\nany = "{titel}"', 2, "{title}"),
        ('[default]\nnews = "Yeni haber: {link}"', 2, "{title}"),
        ('[default]\nnews = ""', 2, "news"),
        ('[default]\nduyuru = "{title}"', 2, "duyuru"),
        ("[default]\nany = 3", 2, "any"),
    ],
)
def test_a_mistake_in_a_template_is_said_with_its_line(tmp_path, text, line, words):
    with pytest.raises(MunicipalityError) as error:
        load_with(tmp_path, text)

    assert any(
        finding.line == line and words in finding.sentence for finding in error.value.findings
    )
