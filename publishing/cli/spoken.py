"""Makes click speak the reader's language, and answer to the names of commands in each."""

import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types
import click.utils
from babel.support import LazyProxy

from municipality import MunicipalityError
from publishing.errors import PublishError
from publishing.settings import load_settings
from text.language import current_language, gettext, lazy_gettext, ngettext, speaking
from text.nearest import nearest
from text.turkish import fold

Function = TypeVar("Function", bound=Callable[..., Any])

LANGUAGES = ("tr", "en")

# What else each command is called; letters without diacritics are found by folding.
TWINS: Mapping[str, tuple[str, ...]] = {
    "new": ("yeni",),
    "check": ("kontrol",),
    "build": ("oluştur",),
    "preview": ("önizle",),
    "publish": ("yayımla", "yayınla"),
    "share": ("paylaş",),
    "status": ("durum",),
}
_BY_FOLD = {fold(twin): name for name, twins in TWINS.items() for twin in (name, *twins)}


def _teach_click() -> None:
    """click asks the standard gettext, which wants compiled files and the C library's locale."""
    modules = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
        click.utils,
    )
    for module in modules:
        for name, function in {"_": gettext, "ngettext": ngettext}.items():
            if hasattr(module, name):
                setattr(module, name, function)


_teach_click()


class _Spoken:
    """Help that is put into words only when it is shown."""

    _help: LazyProxy | str | None = None

    @property
    def help(self) -> str | None:
        return str(self._help) if self._help is not None else None

    @help.setter
    def help(self, words: LazyProxy | str | None) -> None:
        self._help = words

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [gettext(piece) for piece in pieces]


class SpokenOption(_Spoken, click.Option):
    def __init__(self, *args: Any, help: LazyProxy | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = help


class SpokenArgument(click.Argument):
    """Its name in usage and errors is a word of the reader's language."""

    def __init__(self, *args: Any, spoken: LazyProxy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._spoken = spoken

    def make_metavar(self, ctx: click.Context) -> str:
        name = f"[{self._spoken}]" if not self.required else str(self._spoken)
        return f"{name}..." if self.nargs != 1 else name


class SpokenCommand(_Spoken, click.Command):
    # What a PublishError makes the process answer with.
    failure = 1

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(language_option())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        # click keeps the option it made, in the language of that moment.
        self._help_option = None
        return super().get_help_option(ctx)


class CommandFails(SpokenCommand):
    """A command whose exit code 1 says something else than that it failed."""

    failure = 2


class SpokenGroup(_Spoken, click.Group):
    """Turns our errors into one sentence; anything else is a bug and shows as one."""

    command_class = SpokenCommand

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> Any:
        args = list(sys.argv[1:] if args is None else args)
        with speaking(_language_of(args, os.environ)):
            return super().main(args, *rest, **{**kwargs, "prog_name": "publish.py"})

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (PublishError, MunicipalityError) as error:
            self._fail(ctx, str(error))
        except OSError as error:
            sentence = _say_what_the_machine_lacks(error)
            if sentence is None:
                raise
            self._fail(ctx, sentence)

    def _fail(self, ctx: click.Context, sentence: str) -> None:
        click.echo(gettext("Error: {message}").format(message=sentence), err=True)
        command = self.get_command(ctx, ctx.invoked_subcommand or "")
        ctx.exit(command.failure if isinstance(command, SpokenCommand) else 1)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = _BY_FOLD.get(fold(cmd_name))
        if name is None:
            return None
        # Only the command that is asked for: Pelican alone takes half a second to import.
        command: click.Command = getattr(import_module(f"publishing.cli.{name}"), name)
        return command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [_name_here(name) for name in TWINS]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(_no_such_command(args[0]))
        name, command, rest = super().resolve_command(ctx, args)
        return args[0] if command else name, command, rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        self._help_option = None
        return super().get_help_option(ctx)


def argument(name: str, spoken: LazyProxy, **kwargs: Any) -> Callable[[Function], Function]:
    return click.argument(name, cls=SpokenArgument, spoken=spoken, **kwargs)


def option(*names: str, help: LazyProxy, **kwargs: Any) -> Callable[[Function], Function]:
    return click.option(*names, cls=SpokenOption, help=help, **kwargs)


def language_option() -> click.Option:
    return SpokenOption(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=lazy_gettext("The language of messages."),
    )


def _language_of(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """`--lang`, else the terminal's language, else the municipality's."""
    for place, word in enumerate(args):
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or next(iter(args[place + 1 :]), "")
            if asked in LANGUAGES:
                return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            language = environ[variable].partition("_")[0].partition(".")[0]
            if language in LANGUAGES:
                return language
            break
    try:
        language = load_settings().municipality.language
    except (PublishError, MunicipalityError):
        # The command itself will say what is wrong with the settings.
        return LANGUAGES[0]
    return language if language in LANGUAGES else "en"


def _name_here(name: str) -> str:
    """The command's name as it is typed in the reader's language."""
    return TWINS[name][0] if current_language() == "tr" else name


def _say_what_the_machine_lacks(error: OSError) -> str | None:
    """What no program can mend; None for every other error."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return gettext("The disk is full. Make room, then type the command again: it goes on.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return gettext(
            "“%(file)s” may not be written here. Check its permissions, then type the command "
            "again: it goes on.",
            file=error.filename,
        )
    return None


def _no_such_command(typed: str) -> str:
    known = [twin for name, twins in TWINS.items() for twin in (name, *twins)]
    close = nearest(typed[:50], known)
    if close:
        return gettext(
            "There is no command “%(name)s”; did you mean “%(nearest)s”?",
            name=typed[:50],
            nearest=close,
        )
    return gettext(
        "There is no command “%(name)s”. `publish.py --help` lists them.", name=typed[:50]
    )
