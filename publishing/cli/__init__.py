"""The commands of publish.py, each in the file of its name."""

import click

from publishing.cli.spoken import SpokenGroup, language_option
from text.language import lazy_gettext

__all__ = ["cli"]


@click.group(
    cls=SpokenGroup,
    help=lazy_gettext("Writes, checks and publishes the municipality's site."),
    params=[language_option()],
)
def cli() -> None:
    """Only holds the commands."""
