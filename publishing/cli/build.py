"""`publish.py build`: renders the site into a folder, and nothing more."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from publishing.addresses import redirects
from publishing.checks import find_findings
from publishing.cli.moments import at_option, moment_of
from publishing.cli.showing import show_findings, steps
from publishing.cli.spoken import SpokenCommand, option
from publishing.content import read_content
from publishing.engine import build as build_site
from publishing.findings import count_in_words
from publishing.output_folder import empty
from publishing.settings import load_settings
from text.language import gettext, lazy_gettext


@click.command(
    cls=SpokenCommand,
    help=lazy_gettext("Renders the site into a folder. Faulty items are left out."),
)
@option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=lazy_gettext("The folder; else “output”."),
)
@option("--clean", is_flag=True, help=lazy_gettext("Empties the folder first."))
@at_option()
@option("--timings", is_flag=True, help=lazy_gettext("Says how long each step took."))
def build(output: Path | None, clean: bool, at: str | None, timings: bool) -> None:
    settings = load_settings()
    moment = moment_of(at, settings)
    folder = output.absolute() if output else settings.output
    with steps(2) as tell:
        tell(gettext("Checking the content …"))
        content = read_content(settings)
        findings = find_findings(content, settings, at=moment)
        faulty = {finding.path for finding in findings if finding.is_error}
        good = tuple(each for each in content.items if settings.shown(each.path) not in faulty)
        tell(gettext("Rendering the site …"))
        if clean:
            empty(folder)
        report = build_site(
            settings,
            output=folder,
            at=moment,
            content=replace(content, items=good),
            redirects=redirects(settings, good),
            clean=clean,
        )
    findings += report.problems
    show_findings(findings)
    if timings:
        for step, seconds in report.seconds.items():
            click.echo(f"{step:>10} {seconds:7.2f} s")
    click.echo(
        gettext(
            "%(counts)s: %(items)s items, %(files)s files in %(folder)s, %(written)s of them new.",
            counts=count_in_words(findings),
            items=report.items,
            files=report.files,
            folder=settings.shown(folder),
            written=report.written,
        )
    )
    sys.exit(1 if faulty else 0)
