"""`publish.py publish`: checks, builds, deploys and shares."""

import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from publishing.cli.moments import at_option, moment_of
from publishing.cli.showing import FORMATS, printable, show_findings, show_json, steps
from publishing.cli.spoken import SpokenCommand, option
from publishing.errors import TargetMissing
from publishing.findings import count_in_words
from publishing.settings import Settings, load_settings
from publishing.sharer.apart import SharerApart
from publishing.turns import turn
from text.language import gettext, lazy_gettext, ngettext

if TYPE_CHECKING:
    from publishing.release import Release


@click.command(
    cls=SpokenCommand,
    help=lazy_gettext(
        "Checks, builds, deploys and shares. A faulty item keeps its last good page; all others "
        "are published. Exit code 1: something must be mended."
    ),
)
@option(
    "--target",
    metavar="NAME",
    help=lazy_gettext("Deploys to DEPLOY_URL_<NAME> instead of DEPLOY_URL."),
)
@at_option()
@option(
    "--format",
    "how",
    type=click.Choice(FORMATS),
    default="text",
    help=lazy_gettext("For people, for programs, or for the notes of a forge."),
)
def publish(target: str | None, at: str | None, how: str) -> None:
    settings = _aimed(load_settings(), target)
    released = _release(settings, at=moment_of(at, settings))
    findings = list(released.findings)
    if how == "json":
        show_json(findings, **_facts(released))
    else:
        show_findings(findings, how)
        for line in released.sharing.lines:
            click.echo(printable(line))
        click.echo(_closing_line(released))
    sys.exit(1 if released.has_errors else 0)


def _release(settings: Settings, *, at: datetime) -> "Release":
    with SharerApart(settings, at=at) as sharer:
        # Reading Pelican takes half a second, in which the sharer gets ready.
        from publishing.release import release

        with steps(4) as tell:
            waiting = gettext("Another publication is running; waiting for it to end …")
            taken = turn(settings.var, waiting=lambda: tell(waiting))
            return release(settings, at=at, tell=tell, turn=taken, sharer=sharer)


def _facts(released: "Release") -> dict[str, object]:
    """What a program that runs this command wants to know beside the findings."""
    return {
        "live": released.build.items,
        "stayed": len(released.selection.restored),
        "left_out": len(released.selection.left_out),
        "sharing": [printable(line) for line in released.sharing.lines],
        "closing_line": _closing_line(released),
    }


def _aimed(settings: Settings, target: str | None) -> Settings:
    if target is None:
        return settings
    name = f"DEPLOY_URL_{target.upper().replace('-', '_')}"
    url = settings.environ.get(name)
    if not url:
        raise TargetMissing(target, name)
    return replace(settings, deploy_url=url)


def _closing_line(released: "Release") -> str:
    """`3 hata, 2 uyarı: 211 içerik yayında, 3 içerik eski hâliyle kaldı`."""
    live = released.build.items
    parts = [ngettext("%(num)s item is public", "%(num)s items are public", live)]
    restored = len(released.selection.restored)
    if restored:
        parts.append(
            ngettext("%(num)s item stays as it was", "%(num)s items stay as they were", restored)
        )
    left_out = len(released.selection.left_out)
    if left_out:
        parts.append(
            ngettext("%(num)s item is not published", "%(num)s items are not published", left_out)
        )
    return f"{count_in_words(released.findings)}: {', '.join(parts)}"
