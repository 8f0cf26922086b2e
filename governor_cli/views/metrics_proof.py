"""Gates, proofs, adoptions and what could be pruned: for people and for scripts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from governor_cli.core.instants import format_duration, format_instant
from governor_cli.kinds.metrics.model import Capture
from governor_cli.practices.metrics.gates import Gate
from governor_cli.practices.metrics.pruning import Pruning
from governor_cli.practices.metrics.verification import DIFFERS, VERIFIED, Finding
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.metrics import number

_STATES = {"pass": "green", "fail": "red", "no data": "yellow", "verified": "green", "differs": "red"}


def gate_data(
    gates: Sequence[Gate], about: Mapping[str, str], since: datetime, until: datetime, state: str
) -> dict[str, Any]:
    """The verdict, the stretch that was asked for, and each gate with what is known of the stretch."""
    return {
        **about,
        "since": format_instant(since),
        "until": format_instant(until),
        "state": state,
        "gates": [
            {
                "name": one.name,
                "unit": one.unit or None,
                "target": one.target or None,
                "state": one.state,
                "n": one.n,
                "missed": one.missed,
                "worst": number(one.worst.value) if one.worst else None,
                "measured": one.worst.value if one.worst else None,
                "worst_at": format_instant(one.worst.at) if one.worst else None,
                "first": format_instant(one.first) if one.first else None,
                "last": format_instant(one.last) if one.last else None,
                "reason": one.reason or None,
            }
            for one in gates
        ],
    }


def gate_text(
    gates: Sequence[Gate], about: Mapping[str, str], since: datetime, until: datetime, state: str
) -> str:
    """The verdict first, then a line a gate: its worst value and how much of the stretch is known."""
    span = f"{format_instant(since)} to {format_instant(until)} ({format_duration(until - since)})"
    head = f"{_inked(state)}  {ink.bold(about['environment'])}  {span}  {ink.dim('from ' + about['source'])}"
    rows = [(_inked(one.state), one.name, _worst(one), one.target, _known(one)) for one in gates]
    return f"{head}\n{table(rows, ('', 'measurement', 'worst', 'target', ''))}\n"


def _worst(gate: Gate) -> str:
    if gate.worst is None:
        return ""
    unit = f" {gate.unit}" if gate.unit else ""
    return f"{gate.worst.value}{unit} at {format_instant(gate.worst.at)}"


def _known(gate: Gate) -> str:
    if gate.first is None or gate.last is None:
        return gate.reason
    points = "1 point" if gate.n == 1 else f"{gate.n} points over {format_duration(gate.last - gate.first)}"
    missed = f"{gate.missed} of {points} missed" if gate.missed else points
    return f"{missed}; {gate.reason}" if gate.reason else missed


def proof_data(path: str, capture: Capture, findings: Sequence[Finding]) -> dict[str, Any]:
    """A capture with every finding about it."""
    return {
        "path": path,
        "at": format_instant(capture.at),
        "environment": capture.environment,
        "source": capture.source,
        "findings": [
            {
                "what": one.what,
                "state": one.state,
                "recorded": one.recorded or None,
                "found": one.found or None,
                "why": one.why or None,
            }
            for one in findings
        ],
    }


def proof_text(path: str, capture: Capture, findings: Sequence[Finding]) -> str:
    """A heading, a line for each finding: both values where they differ, the reason where it is unknown."""
    about = f"{format_instant(capture.at)} {capture.environment}"
    head = f"{ink.bold(about)}  {ink.dim(f'{path}, from {capture.source}')}"
    return f"{head}\n{table((_inked(one.state), one.what, _said(one)) for one in findings)}\n"


def _said(finding: Finding) -> str:
    if finding.state == VERIFIED:
        return finding.recorded
    if finding.state == DIFFERS:
        return f"recorded {finding.recorded or 'nothing'}, now {finding.found or 'nothing'}"
    return f"{finding.recorded}: {finding.why}" if finding.recorded else finding.why


def pruning_data(pruning: Pruning, before: datetime) -> dict[str, Any]:
    """What would go, and what would stay."""
    return {
        "before": format_instant(before),
        "kept": pruning.kept,
        "captures": [
            {"path": one.path, "at": format_instant(one.capture.at), "environment": one.capture.environment}
            for one in pruning.gone
        ],
        "files": list(pruning.files),
    }


def pruning_text(pruning: Pruning) -> str:
    """A line for each capture that would go, then what that comes to."""
    return "\n".join(_pruning_lines(pruning)) + "\n"


def _pruning_lines(pruning: Pruning) -> Iterator[str]:
    if not pruning.gone:
        yield f"nothing would go: {_captures(pruning.kept)} {'stays' if pruning.kept == 1 else 'stay'}"
        return
    rows = [(format_instant(one.capture.at), one.capture.environment, one.path) for one in pruning.gone]
    yield table(rows, ("capture", "environment", "file"))
    yield ""
    yield f"{_captures(len(pruning.gone))} would go, {_captures(pruning.kept)} would stay"
    if pruning.files:
        yield f"nothing would stay in {', '.join(pruning.files)}"


def _captures(count: int) -> str:
    return "1 capture" if count == 1 else f"{count} captures"


def _inked(state: str) -> str:
    return ink.ink(_STATES.get(state, "yellow"), state)
