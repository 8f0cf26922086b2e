"""Proof of a capture: what is recorded against what can be found again, or why it cannot."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from governor_cli.kinds.metrics.compare import meets
from governor_cli.kinds.metrics.digest import digest
from governor_cli.kinds.metrics.model import Capture
from governor_cli.policy.model import Playbook
from governor_cli.practices.metrics.definitions import WINDOW, filled
from governor_cli.practices.metrics.measurement import Measurement

State = Literal["verified", "differs", "not verifiable"]
VERIFIED: Final = "verified"
DIFFERS: Final = "differs"
UNKNOWN: Final = "not verifiable"
_CLOSE: Final = 1e-9
"""Sums of floats may differ in their last digit when they are added up again."""


class Finding(NamedTuple):
    """What was found about one thing: both values where they differ, the reason where it is unknown."""

    what: str
    state: State
    recorded: str = ""
    found: str = ""
    why: str = ""
    is_unreached: bool = False


def compared(what: str, recorded: str, found: str) -> Finding:
    """Verified where both say the same."""
    return Finding(what, VERIFIED if same_value(recorded, found) else DIFFERS, recorded, found)


def unknown(what: str, why: str, recorded: str = "", *, unreached: bool = False) -> Finding:
    """Not verifiable, and why."""
    return Finding(what, UNKNOWN, recorded, why=why, is_unreached=unreached)


def same_value(one: str, other: str) -> bool:
    """The same text, or numbers that are equal but for rounding."""
    if one == other:
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=_CLOSE)
    except ValueError:
        return False


def own_digest(tree: Mapping[str, Any]) -> Finding:
    """The digest that a capture states against the one of what it says now."""
    provenance: Mapping[str, Any] = tree.get("provenance") or {}
    stated = provenance.get("digest")
    if not stated:
        return unknown("digest", "the capture was written without one")
    return compared("digest", str(stated), digest(tree))


def judgements(capture: Capture) -> Iterator[Finding]:
    """Every ``ok`` that disagrees with its value and target."""
    for health in capture.health:
        met = meets(health.value, health.target) if health.target else None
        if met is not None and health.ok is not None and met != health.ok:
            yield compared(f"{health.name}.ok", str(health.ok).lower(), str(met).lower())


def definitions(capture: Capture, policy: Playbook) -> Iterator[Finding]:
    """Queries, units and targets against the playbook that the capture names."""
    known = {metric.name: metric for metric in policy.metrics}
    for health in capture.health:
        metric = known.get(health.name)
        if metric is None:
            yield compared(f"{health.name}.query", health.query or "", "not defined in that playbook")
            continue
        query = filled(metric, capture.environment, capture.window or WINDOW)
        pairs = (
            ("query", health.query or "", query),
            ("unit", health.unit or "", metric.unit),
            ("target", health.target or "", metric.target or ""),
        )
        for key, recorded, wanted in pairs:
            if recorded != wanted:
                yield compared(f"{health.name}.{key}", recorded, wanted or "none")


def recomputed(capture: Capture, measured: Sequence[Measurement]) -> Iterator[Finding]:
    """Values against those of the file they came from, read once more."""
    found = {one.name: one.value for one in measured}
    for health in capture.health:
        yield compared(health.name, health.value, found.pop(health.name, "not in the file"))
    for name, value in found.items():
        yield compared(name, "not in the capture", value)
