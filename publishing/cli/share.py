"""`publish.py share`: plans and sends what is due, or shows what would be sent."""

import sys

import click

from publishing.cli.moments import at_option, moment_of
from publishing.cli.showing import printable
from publishing.cli.spoken import SpokenCommand, option
from publishing.release import select
from publishing.settings import load_settings
from publishing.share import share as share_items
from text.language import lazy_gettext


@click.command(
    cls=SpokenCommand,
    help=lazy_gettext("Plans posts, sends those that are due, and says what waits until when."),
)
@option("--dry-run", is_flag=True, help=lazy_gettext("Only shows what would be posted, and how."))
@option(
    "--seed",
    is_flag=True,
    help=lazy_gettext("Takes all that is public now as shared; sends nothing."),
)
@option("--wait", is_flag=True, help=lazy_gettext("Waits for second tries, up to 10 minutes."))
@at_option()
def share(dry_run: bool, seed: bool, wait: bool, at: str | None) -> None:
    settings = load_settings()
    moment = moment_of(at, settings)
    report = share_items(
        settings,
        select(settings, at=moment).content.items,
        at=moment,
        dry_run=dry_run,
        seed=seed,
        wait=wait,
    )
    for line in report.lines():
        click.echo(printable(line))
    sys.exit(report.exit_code)
