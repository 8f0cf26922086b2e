"""The command ``gov``: global options, and each noun imported only when it is asked for."""

from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from governor_cli import __version__
from governor_cli.cli import overview
from governor_cli.cli.dispatch import afterwards, command_of, enter, front, gov, is_rank
from governor_cli.cli.nouns import NOUNS
from governor_cli.core.errors import UsageError
from governor_cli.ui import session
from governor_cli.ui.grammar import Commands, Function
from governor_cli.ui.output import dressed_help
from governor_cli.ui.typed import typed
from governor_cli.ui.verbs import Verb, Verbs

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
        known = cmd_name in NOUNS or is_rank(cmd_name)
        return load(cmd_name, ctx.meta.get(_NEXT, "")) if known else None

    def is_known(self, ctx: Any, word: str) -> bool:
        """A noun, or a severity by its place: the playbook may have more than the table names."""
        return is_rank(word) or super().is_known(ctx, word)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; afterwards what waits to be shared is tried again."""
        if ctx.params["version"]:
            session.current().raw(f"gov {__version__}")
            return 0
        command = bool(getattr(ctx, "_protected_args", ()))
        if ctx.params["directory"] is not None:
            enter(ctx.params["directory"])
        if not command:
            return front(ctx.params["format"])
        if ctx.params["format"] != "text":
            raise UsageError("--format belongs behind the command", hint="Write `gov COMMAND --format json`.")
        code = super().invoke(ctx)
        afterwards(ctx.invoked_subcommand or "")
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
    found = command_of(name)
    if not isinstance(found, Commands):
        return get_command(built({name: found}))
    wanted = [verb] if verb in found.verbs else found.verbs
    group = get_group(built({name: found.function(name) for name in wanted}))
    group.name = name
    group.help = NOUNS[name].help
    return group


def built(verbs: Mapping[str, Function]) -> typer.Typer:
    """Typer's own noun of these verbs."""
    noun = typer.Typer(cls=Verbs, add_completion=False, rich_markup_mode=None)
    for name, function in verbs.items():
        noun.command(name, cls=Verb)(typed(function))
    return noun


app = typer.Typer(
    cls=Nouns, rich_markup_mode=None, context_settings=_SETTINGS, pretty_exceptions_enable=False
)
app.callback(invoke_without_command=True)(typed(gov))
