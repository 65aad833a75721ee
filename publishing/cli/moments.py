"""Moments as they are typed after `--at`."""

from collections.abc import Callable
from datetime import UTC, datetime

import click

from publishing.cli.spoken import Function, option
from publishing.settings import Settings
from text.dates import DateNotUnderstood, parse_moment
from text.language import gettext, lazy_gettext


def at_option() -> Callable[[Function], Function]:
    return option(
        "--at",
        metavar="TIME",
        help=lazy_gettext("As if it were this moment, such as “24.11.2026 14.30”."),
    )


def moment_of(typed: str | None, settings: Settings) -> datetime:
    """Now, or the typed moment in the municipality's time zone; in UTC."""
    if typed is None:
        return datetime.now(UTC)
    try:
        return _parse(typed, settings.municipality.time_zone)
    except DateNotUnderstood as error:
        sentence = gettext(
            "“%(value)s” is not a date of the calendar. Write it like 24.11.2026 or "
            "24.11.2026 14.30.",
            value=typed,
        )
        raise click.UsageError(sentence) from error


def _parse(typed: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        return parse_moment(typed, zone=zone)
    # A program says its offset; a person means the clock on the wall.
    return moment.astimezone(UTC) if moment.tzinfo else parse_moment(typed, zone=zone)
