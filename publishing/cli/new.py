"""`publish.py new`: begins an item."""

from datetime import UTC, datetime

import click

from publishing.cli.spoken import SpokenCommand, argument, option
from publishing.drafting import begin_item
from publishing.errors import KindUnknown
from publishing.kinds import KINDS, Kind, find_kind
from publishing.settings import load_settings
from text.language import gettext, lazy_gettext
from text.nearest import nearest


@click.command(
    cls=SpokenCommand,
    help=lazy_gettext(
        "Begins a new item and prints its file. Kinds: news, announcement, project, update, "
        "event, press, answer, page."
    ),
)
@argument("kind", lazy_gettext("KIND"))
@argument("title", lazy_gettext("TITLE"))
@option(
    "--project",
    metavar="NAME",
    help=lazy_gettext("Of an update: the folder of the project it is about."),
)
def new(kind: str, title: str, project: str | None) -> None:
    settings = load_settings()
    path = begin_item(settings, _kind(kind), title, at=datetime.now(UTC), project=project)
    click.echo(settings.shown(path))
    click.echo(gettext("Replace what stands in [square brackets], then type: publish.py check"))


def _kind(typed: str) -> Kind:
    kind = find_kind(typed)
    if kind is None:
        names = [word for each in KINDS for word in each.name.values()]
        known = ", ".join(str(each.name) for each in KINDS)
        raise KindUnknown(typed[:50], nearest(typed[:50], names), known)
    return kind
