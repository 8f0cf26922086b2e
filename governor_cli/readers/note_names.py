"""The file names under which teams keep metrics notes: which day, where, and around what.

``2026-11-23.md``, ``2026-11-23_prod.md``, ``2026-11-23_staging.md``,
``20261123_predeploy_telemetry.txt``, ``20261123_postdeploy_telemetry.txt``.
"""

import re
from datetime import date
from typing import Final, NamedTuple

_NAME: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[_-]([A-Za-z0-9_-]{1,60}))?\.(?:md|txt|json)")
_ENVIRONMENTS: Final = {
    "prod": "production",
    "production": "production",
    "live": "production",
    "stage": "staging",
    "stg": "staging",
    "staging": "staging",
    "dev": "development",
    "development": "development",
    "test": "test",
    "qa": "qa",
    "uat": "uat",
}
_PHASES: Final = {
    "predeploy": "before",
    "pre": "before",
    "before": "before",
    "postdeploy": "after",
    "post": "after",
    "after": "after",
}
_SAID: Final = frozenset({"telemetry", "metrics", "snapshot", "health", "notes", "deploy", "deployment"})


class NoteName(NamedTuple):
    """What a file's name says of its content; "" where it says nothing."""

    day: date
    environment: str = ""
    trigger: str = "scheduled"
    phase: str = ""
    is_day: bool = False
    """It has the very name of the day's own file."""


def note_name(name: str) -> NoteName | None:
    """What a name says; None for one that is no note of a day."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    words = [word for word in re.split(r"[_-]", (match[4] or "").lower()) if word]
    phase = next((_PHASES[word] for word in words if word in _PHASES), "")
    deployed = bool(phase) or any(word.startswith("deploy") for word in words)
    known = next((_ENVIRONMENTS[word] for word in words if word in _ENVIRONMENTS), "")
    left = [word for word in words if word not in _PHASES and word not in _SAID and word not in _ENVIRONMENTS]
    environment = known or "-".join(left)
    trigger = "deployment" if deployed else "scheduled"
    return NoteName(day, environment, trigger, phase, is_day=name == f"{day.isoformat()}.md")
