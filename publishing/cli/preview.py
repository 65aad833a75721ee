"""`publish.py preview`: the site as it will be, drafts included, while an editor writes."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import click
from watchfiles import watch

from publishing.checks import find_findings
from publishing.cli.showing import show_findings
from publishing.cli.spoken import SpokenCommand, option
from publishing.content import read_content
from publishing.engine import build
from publishing.errors import PortTaken
from publishing.findings import count_in_words
from publishing.settings import Settings, load_settings
from text.language import gettext, lazy_gettext

HOST = "127.0.0.1"


@click.command(
    cls=SpokenCommand,
    help=lazy_gettext("Shows the site with its drafts in the browser, anew at every save."),
)
@option("--port", default=8080, show_default=True, help=lazy_gettext("The port it listens on."))
def preview(port: int) -> None:
    settings = load_settings()
    settings = replace(settings, site_url=f"http://{HOST}:{port}")
    folder = settings.var / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    with _serve(folder, port) as server, suppress(KeyboardInterrupt):
        _render(settings, folder)
        Thread(target=server.serve_forever, daemon=True).start()
        click.echo(gettext("Look at %(url)s; Ctrl-C ends it.", url=f"{settings.site_url}/"))
        for changes in watch(settings.content):
            _name_changes(settings, (Path(name) for _, name in changes))
            _render(settings, folder)


def _render(settings: Settings, folder: Path) -> None:
    now = datetime.now(UTC)
    content = read_content(settings)
    findings = find_findings(content, settings, at=now)
    report = build(settings, output=folder, at=now, content=content, drafts=True)
    findings += report.problems
    show_findings(findings)
    click.echo(
        gettext(
            "%(counts)s; %(items)s items shown.",
            counts=count_in_words(findings),
            items=report.items,
        )
    )


def _name_changes(settings: Settings, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        click.echo(gettext("Saved: %(path)s", path=settings.shown(path)))


def _serve(folder: Path, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((HOST, port), partial(_QuietFiles, directory=str(folder)))
    except OSError as error:
        raise PortTaken(port) from error


class _QuietFiles(SimpleHTTPRequestHandler):
    """Files of the preview; what is not public stays so, and every look is a fresh one."""

    def send_head(self) -> object:  # type: ignore[override]
        if self.path.startswith("/."):
            self.send_error(404)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal belongs to the findings."""
