"""How far ahead a roster keeps what was promised."""

from datetime import UTC, datetime

from governor_cli.contracts.probe import Covered
from governor_cli.core.spans import Span
from governor_cli.practices.coverage.covered import is_on_call
from governor_cli.practices.coverage.gaps import grouped
from governor_cli.practices.coverage.proof import Proof


def horizon(proof: Proof) -> Covered | None:
    """Up to the first promised hour in which nobody is on call; None where no hour is promised."""
    counted = [one for one in proof.coverage if is_on_call(proof.policy, one.promise.role)]
    if not any(one.promised for one in counted):
        return None
    open_ones = [(one.open[0], one.promise.role) for one in counted if one.open]
    if not open_ones:
        return Covered(proof.end)
    span, role = min(open_ones, key=_soonest)
    return Covered(datetime.fromtimestamp(span[0], UTC), _told(span, role, proof.policy.timezone))


def _soonest(one: tuple[Span, str]) -> tuple[int, int]:
    """Of gaps that begin at once, the longest first."""
    (start, end), _ = one
    return start, -end


def _told(span: Span, role: str, zone: str) -> str:
    return f"`{role}` has nobody {grouped([span], zone)[0]} ({zone})"
