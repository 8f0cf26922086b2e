"""How an incident is told to scripts."""

from typing import TYPE_CHECKING, Any

from governor_cli.core.instants import format_duration, format_instant
from governor_cli.kinds.incident.extract import times_of
from governor_cli.practices.incident.clocks import Clock
from governor_cli.practices.incident.picture import Picture

if TYPE_CHECKING:
    from governor_cli.practices.coverage.escalation import Reached


def _bare(who: str) -> str:
    """A handle without its @."""
    return who.removeprefix("@")


def incident_data(picture: Picture) -> dict[str, Any]:
    """Instants in UTC with Z, lengths as in the playbook, handles without @."""
    record = picture.record
    return {
        "id": record.id,
        "path": picture.path,
        "title": record.title,
        "severity": record.severity,
        "status": record.status,
        "times": times_of(record.times),
        "roles": {role: _bare(who) for role, who in record.roles.items()},
        "clocks": [_clock_data(clock) for clock in picture.clocks],
        "escalation": [_step_data(step) for step in picture.steps],
        "services": list(record.services),
        "environment": record.environment,
        "source": record.source,
        "reporter": _bare(record.reporter) if record.reporter else None,
        "change": record.change,
        "exercise": record.exercise,
    }


def _clock_data(clock: Clock) -> dict[str, Any]:
    return {
        "name": clock.name,
        "start": clock.start and format_instant(clock.start),
        "target": None if clock.target is None else format_duration(clock.target),
        "due": clock.due and format_instant(clock.due),
        "stopped": clock.stopped and format_instant(clock.stopped),
        "state": clock.state,
        "elapsed": None if clock.elapsed is None else format_duration(clock.elapsed),
        "in_coverage": None if clock.in_coverage is None else format_duration(clock.in_coverage),
    }


def _step_data(step: "Reached") -> dict[str, Any]:
    return {
        "step": step.step,
        "verb": step.verb,
        "roles": list(step.roles),
        "people": [person.handle for person in step.people],
        "after": None if step.after is None else format_duration(step.after),
    }
