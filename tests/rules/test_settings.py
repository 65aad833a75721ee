"""Every setting that the code reads is explained in .env.example, and nothing else is."""

import ast
import re
from fnmatch import fnmatchcase
from itertools import pairwise

import pytest

from tests.rules.tracked import ROOT, list_tracked

ROOMS = ["municipality", "text", "database", "search", "networks", "publishing", "feedback_api"]
ROOMS += ["theme", "publish.py", "pelicanconf.py"]
NOT_SETTINGS = {
    "LANG": "the terminal's, and every program's",
    "MEYDAN_AT": "a moment for plain `pelican content`, typed before the command",
    "PATH_INFO": "of a web request",
    "HTTP_ACCEPT_LANGUAGE": "of a web request",
}
ROW = re.compile(r"^([A-Z][A-Z0-9_]*)=", re.MULTILINE)
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def list_settings():
    """{name: where} of what the code asks the environment for; `*` stands for any word."""
    found = {}
    for path in list_tracked(*ROOMS):
        if path.suffix == ".py":
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            found |= dict.fromkeys(names_read(tree), path.as_posix())
    for table in list_tracked("municipality/accounts.toml"):
        tokens = re.findall(r'^token_variable = "(.+)"', (ROOT / table).read_text(), re.MULTILINE)
        found |= dict.fromkeys(tokens, table.as_posix())
    return {name: where for name, where in found.items() if name not in NOT_SETTINGS}


def names_read(tree):
    composed = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        for asked in asked_of_environment(node):
            name = written(composed.get(asked.id) if isinstance(asked, ast.Name) else asked)
            if name and re.fullmatch(r"[A-Z*][A-Z0-9_*]+", name):
                yield name


def asked_of_environment(node):
    """The expressions that this node looks up in an environment."""
    match node:
        case ast.Subscript(value=of, slice=key) if is_environment(of):
            yield key
        case ast.Call(func=ast.Attribute(value=of, attr="get"), args=[key, *_]) if is_environment(
            of
        ):
            yield key
        case ast.Call(args=given) if any(is_environment(one) for one in given):
            yield from given
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=keys)):
            if name.endswith("DEFAULTS"):
                yield from keys


def is_environment(node):
    match node:
        case ast.Name(id="environ") | ast.Attribute(attr="environ"):
            return True
    return False


def written(node):
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(part.value if isinstance(part, ast.Constant) else "*" for part in parts)
    return None


def test_the_code_is_read_as_meant():
    code = """
name = f"DEPLOY_URL_{target}"
settings.environ.get(name)
os.environ["SECRET"]
read(environ, "WINDOW", 72)
DEFAULTS = {"WORKER": "thread"}
other.get("CLOCK")
"""

    assert set(names_read(ast.parse(code))) == {"DEPLOY_URL_*", "SECRET", "WINDOW", "WORKER"}


def test_every_setting_that_the_code_reads_is_in_the_example():
    explained = ROW.findall(EXAMPLE)

    missing = {
        name: where
        for name, where in list_settings().items()
        if not any(fnmatchcase(one, name) for one in explained)
    }

    assert missing == {}


def test_the_example_names_only_settings_that_the_code_reads():
    read = list_settings()

    unread = [
        name
        for name in ROW.findall(EXAMPLE)
        if not any(fnmatchcase(name, pattern) for pattern in read)
    ]

    assert unread == []


def test_a_sentence_stands_above_every_setting():
    lines = EXAMPLE.splitlines()

    bare = [
        line
        for above, line in pairwise(lines)
        if ROW.match(line) and not re.fullmatch(r"# .+[.)]", above)
    ]

    assert bare == []


@pytest.mark.parametrize("guide", ["docs/kurulum.md", "docs/en/installation.md"])
def test_the_guide_names_every_setting_of_the_example(guide):
    text = (ROOT / guide).read_text(encoding="utf-8")

    missing = [name for name in ROW.findall(EXAMPLE) if f"`{name}" not in text]

    assert missing == []
