"""Which function a line of plain words means, found without Typer; and what follows every command."""

import os
import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Annotated, Any

from governor_cli.cli.nouns import NOUNS, SHARING_GROUPS
from governor_cli.core.errors import GovError
from governor_cli.ui.grammar import Commands, Function, Option
from governor_cli.ui.options import Format
from governor_cli.ui.output import dressed_help
from governor_cli.ui.plain_words import read
from governor_cli.ui.session import begin, current

_RANK = re.compile("[pP][0-9]{1,4}")


def answered(words: list[str]) -> int | None:
    """Run the command that plain words name: its exit code. None where Typer has to look at them."""
    directory = words[1] if len(words) > 1 and words[0] == "-C" and words[1][:1] != "-" else None
    found = _planned(words if directory is None else words[2:])
    if found is None:
        return None
    if directory is not None:
        enter(directory)
    return found() or 0


def _planned(words: list[str]) -> Callable[[], int | None] | None:
    if not words:
        return front
    if words in (["--help"], ["-h"]):
        return show_overview
    noun, *rest = words
    if noun not in NOUNS and not is_rank(noun):
        return None
    command = command_of(noun)
    if isinstance(command, Commands):
        if not rest or rest[0] not in command.verbs:
            return None
        command, rest = command.function(rest[0]), rest[1:]
    given = read(command, rest)
    return None if given is None else partial(_run, noun, command, given)


def _run(noun: str, command: Function, given: Mapping[str, Any]) -> int | None:
    code: int | None = command(**given)
    afterwards(noun)
    return code


def gov(
    directory: Annotated[str | None, Option("-C", metavar="DIR", help="Run as if started in DIR.")] = None,
    version: Annotated[bool, Option("--version", help="Show the version.")] = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Incidents, rosters, checklists and metrics as reviewed files in Git."""


def enter(directory: str) -> None:
    """Go there, so that every relative path means the same as after ``cd DIR``."""
    try:
        os.chdir(directory)
    except OSError as error:
        reason = (error.strerror or "cannot be entered").lower()
        told = f"{directory}: {reason}" if directory else "-C names no folder"
        raise GovError(told, hint="Give -C an existing folder.") from error
    begin()


def front(format: str = "text") -> int:  # noqa: A002 - the option's name
    """What `gov` alone answers: how things stand, or the overview where there is nothing yet."""
    from governor_cli.ui.front import show_front

    if not show_front(format):
        show_overview()
    return 0


def show_overview() -> None:
    """All commands, from the table alone."""
    from governor_cli.cli import overview

    current().raw(dressed_help(overview.text()))


def command_of(noun: str) -> Function | Commands:
    """The function of a plain verb, or the verbs of a noun."""
    if is_rank(noun):
        from governor_cli.cli.declare import ranked

        return ranked(noun)
    module: Any = import_module(f"governor_cli.cli.{NOUNS[noun].module}")
    commands: Commands | None = getattr(module, "app", None)
    if commands is None:
        plain: Function = module.command
        return plain
    if NOUNS[noun].verb:
        from governor_cli.ui.reshaping import inferring

        return inferring(commands.function(NOUNS[noun].verb), NOUNS[noun].verb)
    return commands


def is_rank(word: str) -> bool:
    """A severity by its place: the playbook may have more than the table of commands names."""
    return _RANK.fullmatch(word) is not None


def afterwards(word: str) -> None:
    """What waits to be shared is tried again; a check writes nothing."""
    noun = NOUNS.get(word)
    if noun is None or noun.group in SHARING_GROUPS:
        from governor_cli.ui.sharing import catch_up

        catch_up()
