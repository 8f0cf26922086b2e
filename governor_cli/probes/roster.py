"""The roster: how far ahead every promised hour has somebody."""

from datetime import timedelta
from typing import Final

from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

_NEAR: Final = timedelta(days=28)
"""What a weekly sync looks at: whoever finds a gap there can still fill it in time."""


def _check(ground: Ground) -> Outcome:
    covered = ground.coverage()
    if covered is None:
        return not_configured("the playbook promises no hours")
    until = f"{covered.until:%Y-%m-%d}"
    if not covered.gap:
        return ok(f"every promised hour is covered up to {until}")
    hint = "Run `gov roster check` for every gap, and fill this one with `gov roster override`."
    if covered.until - ground.now() < _NEAR:
        return failed(covered.gap, hint)
    return ok(f"every promised hour is covered up to {until}, then {covered.gap}", hint)


PROBE = Probe("roster", "every promised hour of the coming weeks has somebody", _check)
