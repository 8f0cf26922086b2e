"""An escalation for people at night and for scripts: who, how to reach them, how long to wait."""

from typing import Any

from governor_cli.core.instants import format_duration, format_instant
from governor_cli.practices.coverage.escalation import Chain, Judgement, Reached, StepsJudged
from governor_cli.views import ink
from governor_cli.views.columns import table


def chain_data(chain: Chain) -> dict[str, Any]:
    """``{severity, at, steps: [{step, verb, roles, people: [{handle, reach}], after}]}``."""
    return {
        "severity": chain.severity,
        "at": format_instant(chain.at),
        "steps": [
            {
                "step": step.step,
                "verb": step.verb,
                "roles": list(step.roles),
                "people": [{"handle": one.handle, "reach": dict(one.reach)} for one in step.people],
                "after": None if step.after is None else format_duration(step.after),
            }
            for step in chain.steps
        ],
    }


def chain_text(chain: Chain) -> str:
    """A line a person, in the order in which they are told."""
    rows: list[list[str]] = []
    for step in chain.steps:
        head = [f"{step.step}. {step.verb}", _delay(step), ", ".join(step.roles)]
        if not step.people:
            rows.append([*head, ink.ink("red", "nobody"), ""])
        for number, person in enumerate(step.people):
            ways = "  ".join(f"{method} {value}" for method, value in person.reach.items())
            rows.append([*(head if number == 0 else ["", "", ""]), ink.bold(f"@{person.handle}"), ways])
    return f"{ink.bold(chain.severity)} at {format_instant(chain.at)}\n{table(rows)}"


def _delay(step: Reached) -> str:
    if step.after is None:
        return "at once" if step.step == 1 else ""
    return f"{'after' if step.verb == 'tell' else 'within'} {format_duration(step.after)}"


def steps_data(judged: StepsJudged) -> dict[str, Any]:
    """Every step with the hours at which it reaches nobody."""
    return {
        "from": format_instant(judged.start),
        "until": format_instant(judged.end),
        "steps": [
            {
                "severity": one.step.severity,
                "step": one.step.step,
                "verb": one.step.verb,
                "roles": list(one.step.roles),
                "best_effort": one.best_effort,
                "finding": one.severity,
                "gaps": [{"when": str(group), "times": len(group.spans)} for group in one.gaps],
            }
            for one in judged.steps
        ],
    }


def steps_text(judged: StepsJudged) -> str:
    """A line a step; below it the hours at which it reaches nobody."""
    lines: list[str] = []
    for one in judged.steps:
        head = f"{one.step.severity} step {one.step.step} {one.step.verb}s {', '.join(one.step.roles)}"
        lines.append(f"{head}: {_verdict(one)}")
        lines += [f"    nobody {group}" for group in one.gaps[:12]]
        if len(one.gaps) > 12:  # noqa: PLR2004 - what fits on a screen
            lines.append(f"    and {len(one.gaps) - 12} more")
    days = (judged.end - judged.start).days
    period = f"{judged.start:%Y-%m-%d %H:%MZ} to {judged.end:%Y-%m-%d %H:%MZ} ({days} days), in {judged.zone}"
    return "\n".join([*lines, ink.dim(period)])


def _verdict(one: Judgement) -> str:
    """Which hours fail the check is said by the word before them."""
    if one.severity is None:
        return ink.ink("green", "reaches somebody at every hour")
    if one.severity == "error":
        return ink.ink(
            "red", f"error: reaches nobody{'' if one.step.is_held else ', for nobody ever holds it'}"
        )
    why = " (best effort)" if one.severity == "info" else ""
    return ink.ink("yellow", f"{one.severity}: reaches nobody{why}")
