"""`flask --app feedback_api db …`: the tables of the service and of the ledger."""

from pathlib import Path

import click
from flask.cli import AppGroup

from database import migrations
from feedback_api.parts import parts
from text.language import gettext

ROOT = Path(__file__).parent.parent.parent
FOLDERS = (ROOT / "networks" / "migrations", ROOT / "feedback_api" / "migrations")

db = AppGroup("db", help="Bring the database's tables to the form that this version needs.")


@db.command("upgrade")
def upgrade() -> None:
    """Apply the migrations that are missing. Safe to repeat, and beside a running service."""
    for folder in FOLDERS:
        migrations.upgrade(parts().database, folder)
    click.echo(gettext("The database is up to date."))
