"""`publish.py status`: what is public, what waits, what ends, what is faulty, what was shared."""

from collections.abc import Callable
from datetime import datetime

import click

from publishing.checks import find_findings
from publishing.cli.moments import at_option, moment_of
from publishing.cli.showing import printable
from publishing.cli.spoken import SpokenCommand
from publishing.content import read_content
from publishing.findings import count_in_words
from publishing.items import Announcement, Item
from publishing.overview import Overview, look_over
from publishing.settings import Settings, load_settings
from publishing.share import ShareReport
from publishing.share.last import list_last
from text.dates import say_moment
from text.language import current_language, gettext, lazy_gettext, ngettext

_NEWEST_DELIVERIES = 10
_SHOWN = 20


@click.command(
    cls=SpokenCommand,
    help=lazy_gettext("Says what is public, scheduled, unfinished, about to end, and shared."),
)
@at_option()
def status(at: str | None) -> None:
    settings = load_settings()
    moment = moment_of(at, settings)
    content = read_content(settings)
    findings = find_findings(content, settings, at=moment)
    _show_overview(look_over(content, findings, settings, at=moment), settings)
    _show_deliveries(settings)
    click.echo(count_in_words(findings))


def _show_overview(overview: Overview, settings: Settings) -> None:
    total = sum(overview.live.values())
    kinds = ", ".join(f"{kind.name} {count}" for kind, count in overview.live.items())
    _title(ngettext("%(num)s item is public", "%(num)s items are public", total))
    if kinds:
        click.echo(f"  {kinds}")
    _list(gettext("Scheduled"), overview.scheduled, settings, _date)
    _list(gettext("Ending within 7 days"), overview.ending, settings, _end)
    _list(gettext("Drafts"), overview.drafts, settings, _date)
    if overview.faulty:
        _title(gettext("With errors (type: publish.py check)"))
        for path, count in sorted(overview.faulty.items()):
            errors = ngettext("%(num)s error", "%(num)s errors", count)
            click.echo(printable(f"  {path}: {errors}"))


def _date(item: Item) -> datetime:
    return item.date


def _end(item: Item) -> datetime:
    return item.facts.ends if isinstance(item.facts, Announcement) else item.date


def _list(
    title: str, items: tuple[Item, ...], settings: Settings, when: Callable[[Item], datetime]
) -> None:
    if not items:
        return
    _title(f"{title}: {len(items)}")
    for item in items[:_SHOWN]:
        moment = _say(when(item), settings)
        click.echo(printable(f"  {moment}  {item.title}  ({settings.shown(item.path)})"))
    if len(items) > _SHOWN:
        click.echo(f"  … +{len(items) - _SHOWN}")


def _show_deliveries(settings: Settings) -> None:
    posts = tuple(list_last(settings, _NEWEST_DELIVERIES))
    if not posts:
        return
    _title(gettext("Last deliveries"))
    for line in ShareReport(posts, zone=settings.municipality.time_zone).lines():
        click.echo(printable(f"  {line}"))


def _say(moment: datetime, settings: Settings) -> str:
    return say_moment(moment, current_language(), settings.municipality.time_zone)


def _title(words: str) -> None:
    click.echo(click.style(words, bold=True))
