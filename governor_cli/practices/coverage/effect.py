"""What a change of a roster does: whose shifts move, coverage before and after, which rules it breaks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from governor_cli.core.finding import Fault, Severity
from governor_cli.practices.coverage import coverage_rules, duty_rules, reach_rules
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.schedule.moves import Move, moves


class Kept(NamedTuple):
    """One promise, in hours; ``before`` and ``after`` are what is covered of it."""

    promise: str
    role: str
    promised: float
    before: float
    after: float


class Broken(NamedTuple):
    """What a rule says of the changed roster that it did not say before."""

    severity: Severity
    fault: Fault


class Effect(NamedTuple):
    """The difference between two rosters over one stretch of time."""

    moves: Sequence[Move]
    coverage: Sequence[Kept]
    broken: Sequence[Broken]


def effect(before: Proof, after: Proof) -> Effect:
    """Compare two proofs of the same time."""
    kept = [
        Kept(new.promise.name, new.promise.role, new.promised_hours, old.covered_hours, new.covered_hours)
        for old, new in zip(before.coverage, after.coverage, strict=True)
    ]
    known = {_identity(one) for one in _faults(before)}
    broken = [one for one in _faults(after) if _identity(one) not in known]
    return Effect(moves(before.schedule, after.schedule), kept, broken)


def _faults(proof: Proof) -> Iterator[Broken]:
    for rule in (*coverage_rules.RULES, *reach_rules.RULES, *duty_rules.RULES):
        for fault in rule.check(proof):
            yield Broken(fault.severity or rule.severity, fault)


def _identity(one: Broken) -> tuple[str, str, str]:
    """What is broken, wherever it stands in the file now."""
    return one.fault.code, one.fault.subject, one.fault.message
