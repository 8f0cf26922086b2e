"""The account of an import: what was read from which line, what was assumed, what found no place."""

from collections.abc import Iterable, Sequence
from typing import Any

from governor_cli.readers.prose_playbook.result import ImportedPlaybook
from governor_cli.views.columns import table
from governor_cli.views.escape import one_line
from governor_cli.views.ink import bold, dim, ink

_WIDEST = 72


def import_text(account: ImportedPlaybook, source: str) -> str:
    """Three lists; the lines are those of the prose."""
    taken = ((_line(one.line), one.key, _short(one.source)) for one in account.taken)
    assumed = ((one.key, _short(one.what)) for one in account.assumed)
    unplaced = (
        (_line(one.line), _short(one.text), one.why or "no part of the policy") for one in account.unplaced
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


def import_data(account: ImportedPlaybook, source: str, path: str) -> dict[str, Any]:
    """For the envelope of kind ``playbook_import``."""
    return {
        "source": source,
        "path": path,
        "taken": [one._asdict() for one in account.taken],
        "assumed": [one._asdict() for one in account.assumed],
        "unplaced": [one._asdict() for one in account.unplaced],
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
