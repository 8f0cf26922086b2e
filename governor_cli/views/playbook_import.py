"""The account of an import: what was read from which line, what was assumed, what found no place."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from governor_cli.views.columns import table
from governor_cli.views.escape import one_line
from governor_cli.views.ink import bold, dim, ink

_WIDEST = 72


class Account(Protocol):
    """What the reader of prose tells, in plain tuples."""

    @property
    def taken(self) -> Sequence[tuple[str, int, str]]:
        """Key of the front matter, line of the prose, its words."""
        ...

    @property
    def assumed(self) -> Sequence[tuple[str, str]]:
        """Key of the front matter, and what was filled in."""
        ...

    @property
    def unplaced(self) -> Sequence[tuple[int, str, str]]:
        """Line of the prose, its words, and why they found no place."""
        ...


def import_text(account: Account, source: str) -> str:
    """Three lists; the lines are those of the prose."""
    taken = ((_line(line), key, _short(words)) for key, line, words in account.taken)
    assumed = ((key, _short(what)) for key, what in account.assumed)
    unplaced = (
        (_line(line), _short(words), why or "no part of the policy") for line, words, why in account.unplaced
    )
    parts = [
        _section(f"{bold('taken:')} {_counted(len(account.taken), 'fact')} from {one_line(source)}", taken),
        _section(
            f"{_alert('assumed:')} {_counted(len(account.assumed), 'fact')} that the text does not say",
            assumed,
        ),
        _section(f"{_alert('not placed:')} {_counted(len(account.unplaced), 'line')}", unplaced),
    ]
    return "\n\n".join(parts)


def _line(number: int) -> str:
    return dim(f"line {number}")


def import_data(account: Account, source: str, path: str) -> dict[str, Any]:
    """For the envelope of kind ``playbook_import``."""
    return {
        "source": source,
        "path": path,
        "taken": [{"key": key, "line": line, "source": words} for key, line, words in account.taken],
        "assumed": [{"key": key, "what": what} for key, what in account.assumed],
        "unplaced": [{"line": line, "text": words, "why": why} for line, words, why in account.unplaced],
    }


def _section(title: str, rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([title, *(f"  {line}" for line in table(list(rows)).splitlines())])


def _alert(text: str) -> str:
    return ink("yellow", text)


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDEST else f"{flat[: _WIDEST - 1]}…"
