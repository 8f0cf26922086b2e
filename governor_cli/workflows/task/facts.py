"""What somebody says of a follow-up, as it is kept: who does it, by when, which factor it answers."""

from datetime import date, timedelta

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import parse_day, parse_duration
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.incident import demands
from governor_cli.kinds.tasks.factors import number_of
from governor_cli.workflows.acting import named
from governor_cli.workflows.task.state import Tasks


def owner_meant(tasks: Tasks, given: str | None, notes: list[str]) -> str | None:
    """A person of the roster, as ``@ada``, or a role of the playbook."""
    if given is None:
        return None
    actor = named(tasks.recording, given, "--owner")
    notes += [actor.note] if actor.note else []
    return actor.who


def factor_meant(tasks: Tasks, given: str | None, incident: str | None) -> str | None:
    """``F1`` for ``F1``, ``f1`` or ``1``; UsageError where the report has other factors."""
    if given is None:
        return None
    if incident is None:
        raise UsageError("a factor belongs to an incident", hint="Add --incident.")
    factor = f"F{given.strip().upper().removeprefix('F')}"
    number = number_of(factor)
    if number is None:
        raise UsageError(
            f"`{given}` is no contributing factor", hint="Name it as its heading does, such as F1."
        )
    try:
        known = demands.factors(tasks.recording.report(incident)[0])
    except GovError:
        return factor
    if known and number not in known:
        names = [f"F{one}" for one in known]
        raise UsageError(f"{incident} has no factor {factor}", hint=hint_for(factor, names))
    return factor


def day_meant(text: str, today: date) -> date:
    """A day, or a length from today such as ``14d``; UsageError for anything else."""
    given = text.strip()
    try:
        return parse_day(given)
    except ValueError as error:
        problem = str(error)
    try:
        return today + timedelta(days=parse_duration(given).days)
    except (ValueError, OverflowError):
        hint = "Write a day such as 2026-12-04, or a length such as 14d."
        raise UsageError(f"--due `{text}` {problem}", hint=hint) from None
