"""How a noun's verbs are looked up, refused and explained: Typer's groups in gov's own manner."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from governor_cli.core.errors import UsageError
from governor_cli.core.suggest import did_you_mean
from governor_cli.ui.output import dressed_help
from governor_cli.views.ink import bold

_LONGEST = 60
"""Characters of a mistyped word that are repeated."""
_HEADING = re.compile(r"^(Usage|Arguments|Options|Commands):", re.MULTILINE)


def _headed(text: str) -> str:
    return dressed_help(_HEADING.sub(lambda found: bold(f"{found[1]}:"), text))


class Verb(TyperCommand):
    """One command."""

    def get_help(self, ctx: Any) -> str:
        """Typer's plain help with visible headings."""
        return _headed(super().get_help(ctx))


class Verbs(TyperGroup):
    """The verbs of a noun."""

    def get_help(self, ctx: Any) -> str:
        """Typer's plain help with visible headings."""
        return _headed(super().get_help(ctx))

    def is_known(self, ctx: Any, word: str) -> bool:
        """Whether there is a verb of this name."""
        return word in self.list_commands(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The verb, or what it was probably meant to be."""
        word = args[0]
        known = self.list_commands(ctx)
        if not self.is_known(ctx, word) and not word.startswith("-") and not ctx.resilient_parsing:
            raise _unknown(word, known, ctx.command_path.split()[0:1] + ctx.command_path.split()[1:])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; a noun alone is not yet a command."""
        if not self.invoke_without_command and not getattr(ctx, "_protected_args", ("some",)):
            verbs = ", ".join(self.list_commands(ctx))
            raise UsageError(f"`{ctx.command_path}` needs a verb", hint=f"Use one of: {verbs}.")
        return super().invoke(ctx)


def _unknown(word: str, known: list[str], path: list[str]) -> UsageError:
    meant = did_you_mean(word, known)
    word = word if len(word) <= _LONGEST else f"{word[:_LONGEST]}..."
    where = " ".join(path)
    advice = f"Run `{where} --help` for all commands."
    return UsageError(
        f"there is no command `{where} {word}`",
        hint=f"Did you mean `{where} {meant}`? {advice}" if meant else advice,
    )
