"""A day's snapshot of measurements: what was measured when, against which target, and its proof."""

import re
from typing import Annotated

from governor_cli.core.fields import (
    BlobId,
    Day,
    Duration,
    Flag,
    IncidentId,
    Instant,
    Number,
    Paragraph,
    Text,
    choice,
)
from governor_cli.core.record import Part, Record, field
from governor_cli.core.scalar import Form

TRIGGERS = ("scheduled", "deployment", "incident")
PHASES = ("before", "during", "after")
NO_DATA = "no data"
"""What a measurement without a result is; never 0."""
NOT_NUMBERS = ("NaN", "+Inf", "-Inf")
"""What Prometheus may answer beside numbers, kept as it says it."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def is_value(text: str) -> bool:
    """Whether something was measured: a number, or what Prometheus says instead of one."""
    return text in NOT_NUMBERS or _NUMBER.fullmatch(text) is not None


def _measured(text: str) -> str:
    if text == NO_DATA or is_value(text):
        return text
    raise ValueError("is no measurement")


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise ValueError("is no digest")
    return text


Measured = Annotated[
    str,
    Form(
        _measured,
        "Write a number, NaN, +Inf, -Inf, or `no data`.",
        {"type": ["number", "string"], "pattern": f"^({_NUMBER.pattern}|NaN|[+-]Inf|no data)$"},
    ),
]
"""The value as it was measured, as text: digits are never rounded."""
Digest = Annotated[
    str,
    Form(
        _digest,
        "Write `sha256:` and 64 of 0-9 and a-f, as `gov metrics capture` does.",
        {"type": "string", "pattern": f"^{_DIGEST.pattern}$"},
    ),
]


class Health(Part):
    """One measurement; ``ok`` is absent where there is no target, or nothing to compare."""

    name: Text
    value: Measured
    unit: Text | None = None
    target: Text | None = None
    ok: Flag | None = None
    query: Paragraph | None = None
    latency_ms: Number | None = None
    error: Paragraph | None = None
    """Why there is no value."""
    note: Paragraph | None = None
    """What a reader should know about a value that is there: partial data, an HTTP status."""


class Provenance(Part):
    """Where a capture comes from: the commit checked out, the playbook's blob, the tool, its digest.

    ``input`` is the blob id of the file that was read, where one was.
    """

    commit: BlobId | None = None
    definitions: BlobId | None = None
    tool: Text | None = None
    input: BlobId | None = None
    digest: Digest | None = None


class Capture(Part):
    """All measurements of one moment."""

    at: Instant
    trigger: Annotated[str, choice(*TRIGGERS)]
    incident: IncidentId | None = None
    phase: Annotated[str, choice(*PHASES)] | None = None
    environment: Text
    window: Duration | None = None
    source: Text
    health: list[Health] = field(default_factory=list[Health])
    provenance: Provenance | None = None


class Metrics(Record):
    """The captures of one day."""

    date: Day
    captures: list[Capture] = field(default_factory=list[Capture])
