"""The command ``gov``: global options, and each noun imported only when it is asked for."""

import os
import re
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from governor_cli import __version__
from governor_cli.cli import overview
from governor_cli.cli.nouns import NOUNS, SHARING_GROUPS
from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui import session
from governor_cli.ui.options import Format
from governor_cli.ui.reshaping import inferring
from governor_cli.ui.verbs import Verb, Verbs, dressed_help

_RANK = re.compile("[pP][0-9]{1,4}")
_NEXT = "gov.next_word"
_SETTINGS: dict[str, Any] = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


class Nouns(Verbs):
    """The nouns of the table, each from its own module."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Every noun, without importing any."""
        return list(NOUNS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The noun; the word after it says which of its verbs has to be built."""
        ctx.meta[_NEXT] = args[1] if len(args) > 1 else ""
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The noun's command, imported now; None for an unknown word."""
        known = cmd_name in NOUNS or _RANK.fullmatch(cmd_name)
        return load(cmd_name, ctx.meta.get(_NEXT, "")) if known else None

    def is_known(self, ctx: Any, word: str) -> bool:
        """A noun, or a severity by its place: the playbook may have more than the table names."""
        return _RANK.fullmatch(word) is not None or super().is_known(ctx, word)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; afterwards what waits to be shared is tried again."""
        code = super().invoke(ctx)
        noun = NOUNS.get(ctx.invoked_subcommand or "")
        if noun is None or noun.group in SHARING_GROUPS:
            from governor_cli.ui.sharing import catch_up

            catch_up()
        return code

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


def load(name: str, verb: str = "") -> Any:
    """The command behind a noun; of many verbs only that one is built, where it is one of them."""
    if _RANK.fullmatch(name):
        from governor_cli.cli.declare import ranked

        return _plain(name, ranked(name))
    module = import_module(f"governor_cli.cli.{NOUNS[name].module}")
    noun: typer.Typer | None = getattr(module, "app", None)
    if noun is None:
        return _plain(name, module.command)
    if NOUNS[name].verb:
        return _plain(name, inferring(_verb_of(noun, NOUNS[name].verb), NOUNS[name].verb))
    _dress(noun)
    group = get_group(_with_only(noun, verb))
    group.name = name
    group.help = group.help or NOUNS[name].help
    return group


def _plain(name: str, function: Any) -> Any:
    """A verb of its own."""
    verb = typer.Typer(add_completion=False, rich_markup_mode=None)
    verb.command(name, cls=Verb)(function)
    return get_command(verb)


def _verb_of(noun: typer.Typer, verb: str) -> Any:
    """The function of one verb; the others of its noun are not built for it."""
    return next(one.callback for one in noun.registered_commands if one.name == verb)


def _with_only(noun: typer.Typer, verb: str) -> typer.Typer:
    """The noun with one of its verbs; as it is where that is none of them, or `--help`."""
    wanted = [command for command in noun.registered_commands if command.name == verb]
    if not wanted:
        return noun
    thin = copy(noun)
    thin.registered_commands, thin.registered_groups = wanted, []
    return thin


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
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Incidents, rosters, checklists and metrics as reviewed files in Git."""
    if version:
        session.current().raw(f"gov {__version__}")
        raise typer.Exit
    if directory is not None:
        _enter(directory)
    if context.invoked_subcommand is not None and format != "text":
        raise UsageError("--format belongs behind the command", hint="Write `gov COMMAND --format json`.")
    if context.invoked_subcommand is None:
        from governor_cli.ui.front import show_front

        if not show_front(format):
            session.current().raw(context.get_help())


def _enter(directory: str) -> None:
    """Go there, so that every relative path means the same as after ``cd DIR``."""
    try:
        os.chdir(directory)
    except OSError as error:
        reason = (error.strerror or "cannot be entered").lower()
        raise GovError(f"{directory}: {reason}", hint="Give -C an existing folder.") from error
    session.begin(Path())
