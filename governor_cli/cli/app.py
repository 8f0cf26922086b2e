"""The command ``gov``: global options, and each noun imported only when it is asked for."""

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from governor_cli import __version__
from governor_cli.cli import overview
from governor_cli.cli.nouns import NOUNS
from governor_cli.core.errors import GovError
from governor_cli.ui import session
from governor_cli.ui.verbs import Verb, Verbs, dressed_help

_SETTINGS: dict[str, Any] = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


class Nouns(Verbs):
    """The nouns of the table, each from its own module."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Every noun, without importing any."""
        return list(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's signature
        """The noun's command, imported now; None for an unknown word."""
        return load(cmd_name) if cmd_name in NOUNS else None

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Complete from the table alone: completion must not feel slow."""
        stubs: dict[str, Any] = {
            name: TyperCommand(name, short_help=noun.help) for name, noun in NOUNS.items()
        }
        ctx.command = TyperGroup(name=self.name, params=self.params, commands=stubs)
        return ctx.command.shell_complete(ctx, incomplete)

    def get_help(self, ctx: Any) -> str:  # noqa: ARG002 - Typer's signature
        """The overview, from the table alone."""
        return dressed_help(overview.text())


def load(name: str) -> Any:
    """The command behind a noun."""
    module = import_module(f"governor_cli.cli.{NOUNS[name].module}")
    noun: typer.Typer | None = getattr(module, "app", None)
    if noun is None:
        verb = typer.Typer(add_completion=False, rich_markup_mode=None)
        verb.command(name, cls=Verb)(module.command)
        return get_command(verb)
    _dress(noun)
    group = get_group(noun)
    group.name = name
    group.help = group.help or NOUNS[name].help
    return group


def _dress(noun: typer.Typer) -> None:
    """Give a noun, and nouns inside it, gov's manner of helping and refusing."""
    noun.rich_markup_mode = None
    noun.info.cls = Verbs
    for command in noun.registered_commands:
        command.cls = Verb
    for inner in noun.registered_groups:
        if inner.typer_instance is not None:
            _dress(inner.typer_instance)


app = typer.Typer(
    cls=Nouns, rich_markup_mode=None, context_settings=_SETTINGS, pretty_exceptions_enable=False
)


@app.callback(invoke_without_command=True)
def gov(
    context: typer.Context,
    directory: Annotated[
        str | None, typer.Option("-C", metavar="DIR", help="Run as if started in DIR.", show_default=False)
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True)] = False,
) -> None:
    """Incidents, rosters, checklists and metrics as reviewed files in Git."""
    if version:
        session.current().raw(f"gov {__version__}")
        raise typer.Exit
    if directory is not None:
        _enter(directory)
    if context.invoked_subcommand is None:
        session.current().raw(context.get_help())


def _enter(directory: str) -> None:
    """Go there, so that every relative path means the same as after ``cd DIR``."""
    try:
        os.chdir(directory)
    except OSError as error:
        reason = (error.strerror or "cannot be entered").lower()
        raise GovError(f"{directory}: {reason}", hint="Give -C an existing folder.") from error
    session.begin(Path())
