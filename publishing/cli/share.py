"""`publish.py share`: plans and sends what is due, or shows what would be sent."""

import sys
from datetime import timedelta
from getpass import getuser

import click

from publishing.cli.moments import at_option, moment_of
from publishing.cli.showing import printable
from publishing.cli.spoken import SpokenCommand, option
from publishing.release import select
from publishing.settings import Settings, load_settings
from publishing.share import LONGEST_WAIT, SETTLING, resume, retry, stop, was_interrupted
from publishing.share import share as share_items
from text.language import gettext, lazy_gettext


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
@option(
    "--stop",
    "reason",
    metavar="TEXT",
    help=lazy_gettext("Stops all sharing on every machine, for this reason; sends nothing."),
)
@option("--resume", "resumes", is_flag=True, help=lazy_gettext("Ends such a stop, then shares."))
@option(
    "--retry",
    "retries",
    is_flag=True,
    help=lazy_gettext("Tries at once what failed and would be tried again later."),
)
@at_option()
def share(
    dry_run: bool,
    seed: bool,
    wait: bool,
    reason: str | None,
    resumes: bool,
    retries: bool,
    at: str | None,
) -> None:
    settings = load_settings()
    moment = moment_of(at, settings)
    if dry_run and (reason or resumes or retries):
        raise click.UsageError(gettext("--dry-run changes nothing: leave out the other options."))
    if reason:
        stop(settings, reason=reason, by=getuser(), at=moment)
        click.echo(gettext("Sharing is stopped. `publish.py share --resume` starts it again."))
        return
    if resumes:
        resume(settings)
    if retries:
        retry(settings, at=moment)
    report = share_items(
        settings,
        select(settings, at=moment).content.items,
        at=moment,
        dry_run=dry_run,
        seed=seed,
        patience=_patience(settings, wait=wait, dry_run=dry_run),
    )
    for line in report.lines():
        click.echo(printable(line))
    sys.exit(report.exit_code)


def _patience(settings: Settings, *, wait: bool, dry_run: bool) -> timedelta:
    if wait:
        return LONGEST_WAIT
    return SETTLING if not dry_run and was_interrupted(settings) else timedelta(0)
