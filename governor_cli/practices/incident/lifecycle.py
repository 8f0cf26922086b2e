"""The life of an incident: which step may follow which state, and what each step sets."""

from collections.abc import Mapping
from typing import NamedTuple

from governor_cli.kinds.incident.model import MILESTONES

_OPEN = ("draft", "declared", "acknowledged", "mitigated")
_UNSEEN = ("draft", "declared", "mitigated", "resolved")
"""Where an acknowledgement may still be missing."""


class Step(NamedTuple):
    """One verb. ``sets`` is the time it fills, ``to`` the state it leads to, where it changes it."""

    verb: str
    row: str
    """The type of its timeline row; "" for a note."""
    takes: tuple[str, ...]
    """The states in which it may be taken."""
    to: str | None = None
    sets: str | None = None


STEPS: Mapping[str, Step] = {
    step.verb: step
    for step in (
        Step("ack", "acknowledged", _UNSEEN, "acknowledged", "acknowledged"),
        Step("triage", "severity", (*_OPEN, "resolved")),
        Step("assign", "assigned", (*_OPEN, "resolved")),
        Step("log", "", (*_OPEN, "resolved", "closed", "cancelled")),
        Step("learn", "learned", (*_OPEN, "resolved", "closed", "cancelled")),
        Step("update", "update", (*_OPEN, "resolved")),
        Step("runbook", "runbook", (*_OPEN, "resolved")),
        Step("page", "paged", _OPEN),
        Step("handoff", "handoff", (*_OPEN, "resolved")),
        Step("mitigate", "mitigated", ("declared", "acknowledged", "resolved"), "mitigated", "mitigated"),
        Step("resolve", "resolved", ("declared", "acknowledged", "mitigated"), "resolved", "resolved"),
        Step("close", "closed", ("resolved",), "closed", "closed"),
        Step("cancel", "cancelled", _OPEN, "cancelled", "cancelled"),
        Step("reopen", "reopened", ("mitigated", "resolved", "closed", "cancelled")),
    )
}
"""Every step there is. A milestone that was reached is not taken again; one that was passed without
anybody writing it down still can be, with the time it was: the order of the times is judged, not that
of the typing."""


def is_repeated(step: Step, times: Mapping[str, object]) -> bool:
    """Whether a milestone step was taken already: it then changes nothing."""
    return step.sets is not None and times.get(step.sets) is not None


def is_allowed(step: Step, status: str) -> bool:
    """Whether the step may be taken in this state."""
    return status in step.takes


def state_after(step: Step, status: str) -> str:
    """The state after the step: a draft stays one until somebody sets its severity, or cancels it."""
    if step.to is None or (status == "draft" and step.to != "cancelled"):
        return status
    return max(step.to, status, key=_rank)


def refusal(step: Step, status: str) -> tuple[str, str]:
    """Why a step may not be taken, and what to do instead."""
    if status == "draft":
        hint = "Set its severity first: gov incident triage."
        return f"the incident is a draft: it cannot {step.verb} yet", hint
    if step.verb in {"close", "reopen"}:
        hint = "Resolve it first: gov incident resolve." if step.verb == "close" else "Go on with it."
        return f"the incident is {status}: it cannot {step.verb}", hint
    if status in {"resolved", "closed", "cancelled"}:
        return f"the incident is {status} already", "Open it again with `gov incident reopen`, or log a note."
    return f"the incident is {status} already", "Add what happened with `gov incident log`."


def _rank(status: str) -> int:
    return MILESTONES.index(status) if status in MILESTONES else -1
