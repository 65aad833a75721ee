"""`flask --app feedback_api worker`: sends what is due, outside the service's process."""

import signal
import threading

import click
from flask import current_app
from flask.cli import with_appcontext

from feedback_api.parts import parts
from feedback_api.worker import Worker
from text.language import gettext


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@with_appcontext
def worker(once: bool) -> None:
    """Send queued e-mails and due posts until it is stopped."""
    made = Worker(parts(), current_app.jinja_env)
    if once:
        made.run_once()
        return
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    click.echo(gettext("The worker is running. Stop it with Ctrl-C."))
    made.run(stop)
