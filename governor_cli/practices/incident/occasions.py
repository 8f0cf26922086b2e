"""What there is to announce about an incident: which occasions its report knows, and when each was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.contracts.notice import Action, What
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.policy.model import Playbook

ACTIONS: Final[Mapping[str, Action]] = {
    "declared": "trigger",
    "page": "trigger",
    "acknowledged": "acknowledge",
    "resolved": "resolve",
    "cancelled": "resolve",
}
"""What a pager does on which occasion; of every other it hears nothing."""
_OF_ROW: Final[Mapping[str, What]] = {
    "declared": "declared",
    "severity": "declared",
    "reopened": "declared",
    "acknowledged": "acknowledged",
    "update": "update",
    "mitigated": "mitigated",
    "resolved": "resolved",
    "closed": "resolved",
    "cancelled": "cancelled",
}
_BY_RANK: Final = ("critical", "error", "warning")

Rows = Sequence[tuple[datetime, Entry]]


class Occasion(NamedTuple):
    """One of them: what was said then, and when; None where only what is said tells one from the other."""

    what: What
    said: str = ""
    at: datetime | None = None


def latest(rows: Rows) -> What:
    """What an incident has last to tell."""
    told: list[What] = [_OF_ROW[row.type] for _, row in rows if row.type in _OF_ROW]
    return told[-1] if told else "declared"


def occasion(what: What, record: Incident, rows: Rows, said: str) -> Occasion | None:
    """The occasion as the report has it, with what somebody adds; None where it has not come to that.

    ``said`` is everything there is to say of a text, and of the lessons.
    """
    if what in {"lessons", "text"}:
        return Occasion(what, said) if said else None
    found = [(at, row) for at, row in rows if _tells(row.type, "declared" if what == "page" else what)]
    if what == "page":
        since = found[-1][0] if found else record.times.declared
        return Occasion(what, said, since) if record.is_open else None
    known: datetime | None = None if what == "update" else getattr(record.times, what)
    if not found and known is None:
        return None
    if what in {"mitigated", "resolved", "cancelled"} and known is None:
        return None  # it was reopened
    at, row = found[-1] if found else (known, None)
    words = row.text if row is not None and what != "declared" else ""
    return Occasion(what, "\n".join(part for part in (words, said) if part), at)


def _tells(row: str, what: What) -> bool:
    """Whether a row tells of it; closing adds nothing to the resolution."""
    return _OF_ROW.get(row) == what and row != "closed"


def pager_severity(policy: Playbook, severity: str) -> str:
    """How a pager calls a severity: as the playbook says, else by its rank; ``error`` for an unknown one."""
    level, rank = policy.severity(severity), policy.rank(severity)
    if level is not None and level.pager_severity is not None:
        return level.pager_severity
    return "error" if rank is None else _BY_RANK[min(rank, len(_BY_RANK) - 1)]
