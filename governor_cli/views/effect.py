"""What a change of the roster does, for people and for scripts."""

from collections.abc import Sequence
from typing import Any

from governor_cli.practices.coverage.candidates import Candidate
from governor_cli.practices.coverage.effect import Effect, Kept
from governor_cli.views import ink
from governor_cli.views.moves import moves_data, moves_text

_HOUR = 3600


def effect_data(path: str, what: Effect, covers: Sequence[Candidate] = ()) -> dict[str, Any]:
    """``{path, people, changes, coverage, broken, candidates}``."""
    return {
        "path": path,
        **moves_data(what.moves),
        "coverage": [
            {
                "promise": one.promise,
                "role": one.role,
                "promised_hours": round(one.promised, 4),
                "covered_hours_before": round(one.before, 4),
                "covered_hours_after": round(one.after, 4),
            }
            for one in what.coverage
        ],
        "broken": [
            {"code": one.fault.code, "severity": one.severity, "message": one.fault.message}
            for one in what.broken
        ],
        "candidates": [_candidate(one) for one in covers],
    }


def imported_data(entries: int, notes: Sequence[str], unread: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """``{entries, open, unread: [{line, message}]}``: what an import took over, and what it could not."""
    return {
        "entries": entries,
        "open": list(notes),
        "unread": [{"line": line, "message": message} for line, message in unread],
    }


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "handle": one.handle,
        "hours": round(one.seconds / _HOUR, 2),
        "least_rest_hours": None if one.least_rest is None else round(one.least_rest / _HOUR, 2),
        "warnings": len(one.effect.broken),
    }


def effect_text(what: Effect, where: str, covers: Sequence[Candidate] = ()) -> str:
    """Moves, coverage before and after, what breaks, who could cover."""
    parts = [moves_text(what.moves, where), "\n".join(_coverage(what.coverage))]
    if what.broken:
        parts.append("\n".join(_broken(what)))
    if covers:
        lines = [
            f"  @{one.handle}: {one.seconds / _HOUR:.0f} h on call around then, "
            f"least rest {'none needed' if one.least_rest is None else f'{one.least_rest / _HOUR:.0f} h'}"
            for one in covers
        ]
        parts.append("\n".join(["could cover, by rest and load:", *lines]))
    return "\n\n".join(parts)


def _coverage(kept: Sequence[Kept]) -> list[str]:
    changed = [one for one in kept if one.before != one.after]
    if not changed:
        covered, promised = (sum(getattr(one, name) for one in kept) for name in ("after", "promised"))
        return [f"coverage stays as it is: {covered:.0f} of {promised:.0f} promised hours"]
    return [
        f"coverage of {one.promise} ({one.role}): {one.before:g} h before, {one.after:g} h after, "
        f"of {one.promised:g} h promised"
        for one in changed
    ]


def _broken(what: Effect) -> list[str]:
    colours = {"error": "red", "warning": "yellow", "info": "cyan"}
    return [
        f"{ink.ink(colours[one.severity], one.severity)} {one.fault.code} {one.fault.message}"
        for one in what.broken
    ]
