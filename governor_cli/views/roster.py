"""A roster's answers for people and for scripts: coverage, who is on, what comes next, the load."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from governor_cli.practices.coverage.covered import Coverage
from governor_cli.views import ink
from governor_cli.views.columns import table


def coverage_data(coverage: Iterable[Coverage]) -> list[dict[str, Any]]:
    """One entry a promise and role, in hours."""
    return [
        {
            "promise": one.promise.name,
            "role": one.promise.role,
            "verb": one.promise.verb,
            "hours": one.promise.hours,
            "promised_hours": round(one.promised_hours, 4),
            "covered_hours": round(one.covered_hours, 4),
            "gaps": len(one.open),
        }
        for one in coverage
    ]


def coverage_text(coverage: Sequence[Coverage], start: datetime, end: datetime, tzdata: str) -> str:
    """The figures, a line a promise; what is missing stands out."""
    rows = [
        [
            one.promise.name,
            one.promise.role,
            one.promise.hours,
            _hours(one.promised_hours),
            _hours(one.covered_hours),
            _verdict(one),
        ]
        for one in coverage
    ]
    days = (end - start).days
    head = ["promise", "role", "hours", "promised", "covered", ""]
    period = f"{start:%Y-%m-%d %H:%MZ} to {end:%Y-%m-%d %H:%MZ} ({days} days), tzdata {tzdata}"
    return f"{table(rows, head)}\n{ink.dim(period)}\n"


def _hours(hours: float) -> str:
    return f"{hours:.2f}".rstrip("0").rstrip(".") + " h"


def _verdict(one: Coverage) -> str:
    """What no hour was promised of is not proved; of a role that is informed nothing is missed at night."""
    if not one.promised:
        return ink.dim("no hour promised")
    if not one.open:
        return ink.ink("green", "proved")
    missing = _hours(one.promised_hours - one.covered_hours)
    return ink.ink("yellow", f"{missing} missing{' (informed)' if one.promise.verb == 'inform' else ''}")
