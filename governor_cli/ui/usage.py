"""Typer's complaints about arguments, said in gov's own words."""

import re
from typing import Any

import typer

from governor_cli.core.errors import UsageError

_VALUE = re.compile(r"Invalid value for (?P<what>.*?): (?P<why>.*)", re.DOTALL)
_LONGEST = 300
"""Characters of a complaint: it repeats what was typed."""
_NUMBER = re.compile(r"is not a valid int(eger)?")
_TOO_MANY = "unexpected extra argument"
_QUOTED = re.compile(r"'([^']*)'")


def translated(error: Exception) -> UsageError | None:
    """The usage error behind an exception of Typer; None for everything else."""
    if isinstance(error, typer.Abort):
        return UsageError("the question was not answered")
    if not isinstance(error, typer.TyperException):
        return None
    option = getattr(error, "option_name", "")
    possible: list[str] = sorted(getattr(error, "possibilities", None) or ())
    if possible:
        return UsageError(
            f"there is no option {option}", hint=f"Did you mean {' or '.join(f'`{p}`' for p in possible)}?"
        )
    said, hint = _said(error.format_message()), _help_hint(getattr(error, "ctx", None))
    quotes = "Put a text of several words in quotes. " if _TOO_MANY in said else ""
    return UsageError(said, hint=f"{quotes}{hint}")


def _said(message: str) -> str:
    """``Invalid value for '--format' / '-f': 'x' is not ...`` as ``--format: 'x' is not ...``."""
    message = " ".join(message.split()).rstrip(".")
    message = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}..."
    found = _VALUE.fullmatch(message)
    if found:
        names = _QUOTED.findall(found["what"]) or [found["what"]]
        return f"{max(names, key=len)}: {_NUMBER.sub('is not a whole number', found['why']).rstrip('.')}"
    return message[:1].lower() + message[1:]


def _help_hint(context: Any) -> str:
    if context is None:
        return "Run `gov --help` for the commands."
    words = [part for part in _path(context) if part]
    return f"Run `{' '.join(words)} --help` to see what it takes."


def _path(context: Any) -> list[str]:
    parent = getattr(context, "parent", None)
    return [*(_path(parent) if parent is not None else ()), context.info_name or ""]
