"""How far an escalation has come: the next step to tell, and when the one after it falls due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.core.patterns import compiled
from governor_cli.kinds.incident.model import Incident, Targets
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.covered_time import covered_time

Rows = Sequence[tuple[datetime, Entry]]

_STEP: Final = r"step (\d{1,4})\b(?:, [^:]*: (nobody is on)\b)?"
_ASIDE: Final = r"to [a-z0-9@]"
_NOBODY: Final = "nobody is on"
_RESTARTS: Final = frozenset({"declared", "severity", "reopened"})


class Reach(NamedTuple):
    """The last step of the matrix that was taken, and when; ``answered`` by nobody where nobody is on."""

    step: int
    at: datetime
    empty: bool = False


class Waiting(NamedTuple):
    """The step that falls due while nobody acknowledges; ``due`` is None where no wait is promised."""

    step: int
    due: datetime | None


def row_of_step(step: int, roles: Sequence[str], people: Sequence[str]) -> str:
    """``step 2, secondary-operator: @sean``: what ``reached_so_far`` reads again."""
    told = ", ".join(f"@{handle}" for handle in people) or _NOBODY
    return f"step {step}, {', '.join(roles)}: {told}"


def row_beside(role: str, people: Sequence[str], ref: str | None) -> str:
    """``to sre-liaison: @bo, https://...``: somebody told who is no step of the matrix."""
    told = ", ".join(f"@{handle}" for handle in people) or _NOBODY
    name = "" if [role.removeprefix("@")] == list(people) else f"{role}: "
    return f"to {name}{told}{f', {ref}' if ref else ''}"


def reached_so_far(rows: Rows) -> Reach | None:
    """The furthest step since the severity in force was set or the incident came back.

    A row that names no step, written by hand or by a pager, stands for the first one.
    """
    found: Reach | None = None
    for at, row in rows:
        if row.type in _RESTARTS:
            found = None
        taken = _step_of(row)
        if taken is not None and (found is None or taken[0] >= found.step):
            found = Reach(taken[0], at, empty=taken[1])
    return found


def _step_of(row: Entry) -> tuple[int, bool] | None:
    """The step a row tells of, and whether it reached nobody; None for any other row."""
    match = compiled(_STEP).match(row.text)
    if row.type == "paged":
        if match is None and compiled(_ASIDE).match(row.text):
            return None
        return (int(match[1]) if match else 1), False
    return (int(match[1]), True) if match and match[2] and not row.type else None


def waiting(policy: Playbook, record: Incident, targets: Targets, rows: Rows) -> Waiting | None:
    """The step after the last one taken; None before the first, and after the last.

    A step that tells waits for an answer to the step before it, in the hours of the severity;
    where that reached nobody it is due at once. One that informs counts from the severity in force.
    """
    reach = reached_so_far(rows)
    steps = policy.steps(record.severity or "")
    if reach is None or reach.step >= len(steps):
        return None
    step = steps[reach.step]
    time = covered_time(targets.hours, targets.timezone)
    if step.tell and reach.empty:
        return Waiting(reach.step + 1, reach.at)
    if step.tell:
        due = time.after(reach.at, step.after) if step.after is not None else None
    else:
        since = _severity_since(record, rows)
        due = time.after(since, step.within) if since and step.within is not None else None
    return Waiting(reach.step + 1, due)


def _severity_since(record: Incident, rows: Rows) -> datetime | None:
    set_at = [at for at, row in rows if row.type in _RESTARTS]
    return set_at[-1] if set_at else record.times.declared
