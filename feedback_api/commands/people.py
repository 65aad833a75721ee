"""`flask --app feedback_api create-clerk`: who may sign in at the desk."""

import click
from flask.cli import with_appcontext

from feedback_api.actions import people
from feedback_api.errors import FeedbackError
from feedback_api.models.people import Role
from feedback_api.parts import now, parts
from text.cleaning import clean_line
from text.language import gettext
from text.nearest import nearest

LONGEST_NAME = 120


@click.command("create-clerk")
@click.argument("username", metavar="NAME")
@click.option("--display-name", help="The name as colleagues read it; else NAME itself.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.CLERK.value,
    show_default=True,
    help="An administrator sees the requests of every unit.",
)
@click.option(
    "--unit", "units", multiple=True, help="A unit of units.toml; repeat it. Without: all units."
)
@click.option("--language", help="Of the desk's pages; else the municipality's first.")
@click.option("--reset", is_flag=True, help="A new password for a clerk who exists.")
@click.option("--disable", is_flag=True, help="Sign the clerk out everywhere and let no more in.")
@with_appcontext
def create_clerk(
    username: str,
    display_name: str | None,
    role: str,
    units: tuple[str, ...],
    language: str | None,
    reset: bool,
    disable: bool,
) -> None:
    """Make a clerk and print a random password, once. Nobody can show it again."""
    database = parts().database
    try:
        if disable:
            with database.transaction() as session:
                clerk = people.disable_clerk(session, username)
            click.echo(gettext("%(name)s can no longer sign in.", name=clerk.username))
            return
        _check_units(units)
        password = people.make_password()
        password_hash = people.hash_password(password)
        with database.transaction() as session:
            if reset:
                clerk = people.reset_password(session, username, password_hash=password_hash)
            else:
                clerk = people.create_clerk(
                    session,
                    username,
                    display_name=clean_line(display_name or username)[:LONGEST_NAME],
                    password_hash=password_hash,
                    language=_known_language(language),
                    role=Role(role),
                    units=units,
                    at=now(),
                )
    except FeedbackError as error:
        raise click.ClickException(str(error)) from error
    click.echo(gettext("Username: %(username)s", username=clerk.username))
    click.echo(gettext("Password: %(password)s", password=password))


def _check_units(units: tuple[str, ...]) -> None:
    known = [unit.slug for unit in parts().municipality.units]
    for unit in units:
        if unit not in known:
            best = nearest(unit, known)
            raise click.ClickException(
                gettext("No unit is called “%(unit)s”.", unit=unit)
                + (" " + gettext("Did you mean “%(nearest)s”?", nearest=best) if best else "")
            )


def _known_language(language: str | None) -> str:
    languages = parts().municipality.languages
    if language is None:
        return languages[0]
    if language not in languages:
        raise click.ClickException(
            gettext("The desk speaks %(languages)s.", languages=", ".join(languages))
        )
    return language
