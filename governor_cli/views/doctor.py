"""The health of the tooling: a table for people, fields for scripts."""

from typing import Any, Final

from governor_cli.contracts.examination import Examination, Result
from governor_cli.core.instants import format_instant
from governor_cli.views.columns import table
from governor_cli.views.ink import bold, ink

_WORDS: Final = {
    "ok": ("green", "ok"),
    "failed": ("red", "failed"),
    "not_configured": ("dim", "not configured"),
}


def doctor_data(examination: Examination) -> dict[str, Any]:
    """``{at, probes: [{name, state, detail, seconds, hint}]}``."""
    return {
        "at": format_instant(examination.at),
        "probes": [
            {
                "name": one.name,
                "state": one.state,
                "detail": one.detail,
                "seconds": round(one.seconds, 3),
                "hint": one.hint or None,
            }
            for one in examination.probes
        ],
    }


def doctor_text(examination: Examination) -> str:
    """A line a probe; below them what to do, what failed first."""
    rows = [(_state(one), one.name, f"{one.seconds:.1f} s", one.detail) for one in examination.probes]
    advised = sorted((one for one in examination.probes if one.hint), key=lambda one: one.state != "failed")
    hints = "".join(f"{bold(one.name)}: {one.hint}\n" for one in advised)
    count = len(examination.failed)
    verdict = ink("red", f"{count} of {len(rows)} failed") if count else ink("green", "nothing failed")
    told = table(rows, ("state", "probe", "took", "found"))
    return f"{told}\n\n{hints}{verdict}\n"


def _state(one: Result) -> str:
    colour, word = _WORDS[one.state]
    return ink(colour, word)
