"""The forms of value that only a playbook has: severity ids, targets of metrics, holiday calendars."""

import re
from typing import Annotated

from governor_cli.core.scalar import Form

_SEVERITY = "^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$"
_TARGET = r"^(<=|>=|<|>|=) ?[+-]?[0-9]+(\.[0-9]+)?$"
_CALENDAR = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"
_LONGEST_SEVERITY = 32


def _severity_id(text: str) -> str:
    if not re.fullmatch(_SEVERITY, text) or len(text) > _LONGEST_SEVERITY:
        raise ValueError("is not the id of a severity")
    return text


def _target(text: str) -> str:
    if not re.fullmatch(_TARGET, text):
        bare = re.match(rf"{_TARGET.removesuffix('$')} *(?![eE][0-9+-])(?=[^\s0-9.,])", text)
        raise ValueError(
            "is not a target" if bare is None else "has a unit of its own: that of the metric counts"
        )
    return text


def _calendar(text: str) -> str:
    if not re.fullmatch(_CALENDAR, text):
        raise ValueError("is not a holiday calendar")
    return text


SeverityId = Annotated[
    str,
    Form(
        _severity_id,
        "Write a letter, then letters, digits or hyphens, such as P1, SEV2 or critical.",
        {"type": "string", "pattern": _SEVERITY, "maxLength": _LONGEST_SEVERITY},
    ),
]
"""What people type after ``gov declare``."""

Target = Annotated[
    str,
    Form(
        _target,
        'Write a comparison in quotes, such as "< 1" or ">= 99.5".',
        {"type": "string", "pattern": _TARGET},
    ),
]
"""A comparison that a value must pass."""

Calendar = Annotated[
    str,
    Form(
        _calendar,
        "Write a country, or a country and its part, such as DE or DE-BE.",
        {"type": "string", "pattern": _CALENDAR},
    ),
]
"""Public holidays, by ISO 3166 code."""
