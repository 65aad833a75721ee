"""Macros are shared by Pelican and Flask: they may rely on nothing that only one of them has."""

import re

import pytest
from jinja2.meta import find_undeclared_variables

from municipality import load
from theme.environment import TEMPLATES, environment

COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
ALL = sorted(TEMPLATES.rglob("*.html"))
IMPORT = re.compile(r'{%-? from "(?P<file>[^"]+)" import (?P<names>[^%]+?) -?%}')


def name_of(path):
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_uses_only_its_arguments(path):
    tree = environment(load()).parse(path.read_text(encoding="utf-8"))

    assert find_undeclared_variables(tree) <= {"gettext", "ngettext"}


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_template_uses_every_macro_that_it_imports(path):
    source = path.read_text(encoding="utf-8")
    imported = [
        name.split(" as ")[-1].strip()
        for match in IMPORT.finditer(source)
        for name in match["names"].split(",")
    ]
    rest = IMPORT.sub("", source)

    unused = [name for name in imported if not re.search(rf"\b{name}\(", rest)]

    assert unused == []


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_template_says_first_what_it_is(path):
    assert path.read_text(encoding="utf-8").startswith("{#")
