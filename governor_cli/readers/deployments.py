"""Deployments that a pipeline or a tool wrote down as JSON.

A list of objects, alone, under ``deployments`` or in the envelope of ``gov deploy list``:
``{"at", "id"?, "environment"?, "service"? or "services"?, "commit"?, "outcome"?, "planned"? or
"unplanned"?, "fixes"?, "approved_by"?, "changes"?}``. ``changes`` tells when each change was written
where the commits stand in another repository. The words that common tools use for these keys are
understood; what is not said stays unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_instant
from governor_cli.core.suggest import hint_for
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.practices.deployments.deployment import OUTCOMES, WORDS, Deployment, Outcome, folded
from governor_cli.practices.metrics.measurement import one_line
from governor_cli.readers.plain_json import Digits, mapping, parsed, sequence, shape

MOST: Final = 100_000
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "name", "tag"),
    "at": ("at", "deployed_at", "finished_at", "time", "timestamp", "created_at"),
    "environment": ("environment", "env"),
    "services": ("services", "service", "application", "component"),
    "commit": ("commit", "sha", "revision", "ref"),
    "outcome": ("outcome", "status", "state", "result"),
    "fixes": ("fixes", "fixes_incident", "incident"),
    "approved_by": ("approved_by", "approver"),
}
_RUNNING: Final = frozenset(
    {"running", "pending", "queued", "in-progress", "created", "waiting", "skipped", "cancelled"}
)
"""States of a deployment that has not come out, or never will."""

_FORM: Final = "Write it as 2026-11-23T10:02:00Z."
_LATEST: Final = 32_503_679_999  # the end of the year 2999


def read_deployments(data: bytes, what: str, environment: str) -> list[Deployment]:
    """The deployments of a file, none of them one that did not come out; GovError for another shape.

    ``environment`` is meant where an entry names none. Commits stand as they are written.
    """
    told = parsed(data, what)
    if is_mapping(told) and is_mapping(told.get("data")):  # what `gov deploy list -f json` says
        told = told["data"]
    whole = is_mapping(told)
    listed = sequence(
        told.get("deployments") if whole else told, f"`deployments` of {what}" if whole else what
    )
    if len(listed) > MOST:
        raise GovError(f"{what} has {len(listed)} deployments; {MOST} are the most")
    found = [one for number, each in enumerate(listed) if (one := _read(each, number, what, environment))]
    _each_once(found, what)
    return found


def _read(value: Any, number: int, what: str, environment: str) -> Deployment | None:
    where = f"{what}: entry {number + 1}"
    told = mapping(value, where)
    outcome, is_out = _outcome(told, where)
    if not is_out:
        return None
    at = _instant(_first(told, "at"), f"{where}: `at`")
    return Deployment(
        _text(_first(told, "id"), f"{where}: `id`") or f"{what}#{number + 1}",
        at,
        _text(_first(told, "environment"), f"{where}: `environment`") or environment,
        _text(_first(told, "commit"), f"{where}: `commit`") or None,
        tuple(_texts(_first(told, "services"), f"{where}: `services`")),
        outcome,
        _planned(told, where),
        tuple(_texts(_first(told, "fixes"), f"{where}: `fixes`")),
        _text(_first(told, "approved_by"), f"{where}: `approved_by`"),
        dated="file",
        source="file",
        changes=_changes(told, where),
    )


def _first(told: Mapping[str, Any], key: str) -> Any:
    return next((told[name] for name in _KEYS[key] if told.get(name) is not None), None)


def _outcome(told: Mapping[str, Any], where: str) -> tuple[Outcome | None, bool]:
    """How it ended, and whether it came out at all."""
    text = _text(_first(told, "outcome"), f"{where}: `outcome`")
    said = folded(text)
    if not said:
        return None, True
    if said in _RUNNING:
        return None, False
    if said not in WORDS:
        raise GovError(f"{where}: `outcome` cannot be `{one_line(text, 60)}`", hint=hint_for(text, OUTCOMES))
    return WORDS[said], True


def _planned(told: Mapping[str, Any], where: str) -> bool | None:
    for key, yes in (("planned", True), ("unplanned", False)):
        value = told.get(key)
        if isinstance(value, bool):
            return value is yes
        if value is not None:
            raise GovError(f"{where}: `{key}` is {shape(value)}, not true or false")
    return None


def _changes(told: Mapping[str, Any], where: str) -> tuple[datetime, ...] | None:
    """When each change was written: instants, or objects with one under ``at``."""
    value = told.get("changes")
    if value is None:
        return None
    found: list[datetime] = []
    for number, one in enumerate(sequence(value, f"{where}: `changes`"), 1):
        at = one.get("at") if is_mapping(one) else one
        found.append(_instant(at, f"{where}: change {number}"))
    return tuple(found)


def _instant(value: Any, where: str) -> datetime:
    """An instant in RFC 3339, or the seconds since 1970."""
    if not isinstance(value, str):
        raise GovError(f"{where} is {shape(value)}, not an instant", hint=_FORM)
    text = one_line(value, 60)
    try:
        return _since_1970(float(value)) if isinstance(value, Digits) else parse_instant(value)
    except ValueError as error:
        raise GovError(f"{where} `{text}` {error}", hint=_FORM) from None


def _since_1970(seconds: float) -> datetime:
    if not 0 <= seconds <= _LATEST:
        raise ValueError("is no instant")
    return datetime.fromtimestamp(seconds, UTC)


def _text(value: Any, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise GovError(f"{where} is {shape(value)}, not text")
    return one_line(value, 200)


def _texts(value: Any, where: str) -> Iterator[str]:
    many = value if is_sequence(value) else [value]
    return (text for one in many if (text := _text(one, where)))


def _each_once(found: Sequence[Deployment], what: str) -> None:
    seen: set[str] = set()
    for one in found:
        if one.name in seen:
            raise GovError(
                f"{what} has the deployment `{one.name}` twice", hint="Give each an id of its own."
            )
        seen.add(one.name)
