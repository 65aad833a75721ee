"""Every command explains itself and stands in the README, in both languages."""

import re

import click
import pytest
from click.testing import CliRunner

from feedback_api.commands import ALL
from publishing.cli import cli
from publishing.cli.spoken import TWINS
from tests.rules.tracked import ROOT

READMES = ["README.md", "README.tr.md"]


def list_commands(commands, before=""):
    """(words, command) of each command that does something, also those inside a group."""
    for command in commands:
        words = f"{before}{command.name}"
        if isinstance(command, click.Group):
            yield from list_commands(command.commands.values(), f"{words} ")
        else:
            yield words, command


SERVICE = dict(list_commands(ALL))


def is_written(words, readme):
    """As the beginning of a table row's code, so that an option may follow."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.search(rf"^\|.*`{re.escape(words)}[` ]", text, re.MULTILINE) is not None


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", [name for name, twins in TWINS.items() for name in (name, *twins)])
def test_a_command_of_the_site_explains_itself(name, language):
    said = CliRunner().invoke(cli, [name, "--lang", language, "--help"])

    assert said.exit_code == 0
    assert {"tr": "Kullanım", "en": "Usage"}[language] in said.output
    assert cli.get_command(click.Context(cli), name).help


@pytest.mark.parametrize("words", SERVICE)
def test_a_command_of_the_service_explains_itself(words):
    command = SERVICE[words]

    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("name", TWINS)
def test_a_command_of_the_site_stands_in_the_readme_by_both_names(name, readme):
    missing = [words for words in (name, TWINS[name][0]) if not is_written(words, readme)]

    assert missing == []


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("words", SERVICE)
def test_a_command_of_the_service_stands_in_the_readme(words, readme):
    assert is_written(words, readme)
