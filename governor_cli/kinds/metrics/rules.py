"""The rules over one day's captures: dates, units, targets, and the proof that nobody edited them."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Any

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.instants import format_instant
from governor_cli.kinds.metrics.compare import is_target, meets, unit_in
from governor_cli.kinds.metrics.digest import digest
from governor_cli.kinds.metrics.model import NO_DATA, Capture, Health, Metrics


def _healths(record: Metrics) -> Iterator[tuple[Loc, Capture, Health]]:
    for number, capture in enumerate(record.captures):
        for index, health in enumerate(capture.health):
            yield ("captures", number, "health", index), capture, health


def _zone(subject: Subject[Metrics]) -> tzinfo:
    from governor_cli.core.wall_clock import zone

    return zone(subject.policy.timezone if subject.policy else "UTC")


@rule("MET001", "a capture stands in the file of its day")
def right_day(subject: Subject[Metrics]) -> Iterator[Fault]:
    """A snapshot is found by its day, in the playbook's time zone.

    A capture in another day's file is missing where it is looked for.
    """
    day = subject.record.date
    zone = _zone(subject)
    for number, capture in enumerate(subject.record.captures):
        taken: date = capture.at.astimezone(zone).date()
        if taken != day:
            yield Fault(
                "MET001",
                f"taken on {taken}, in the file of {day}",
                f"Move the capture to the file of {taken}, or correct its time.",
                at=("captures", number, "at"),
            )


@rule("MET002", "captures stand in the order of time, each once")
def in_time_order(subject: Subject[Metrics]) -> Iterator[Fault]:
    """Two people adding captures on two branches then merge, and a comparison reads downwards.

    The same instant, environment and source is the same capture, unless two incidents are looked at.
    """
    seen: set[tuple[datetime, str, str, str | None]] = set()
    latest: datetime | None = None
    for number, capture in enumerate(subject.record.captures):
        key = (capture.at, capture.environment, capture.source, capture.incident)
        at = ("captures", number, "at")
        if key in seen:
            yield Fault("MET002", "the same capture stands twice", "Take one of them out.", at=at)
        elif latest is not None and capture.at < latest:
            message = f"stands after the capture of {format_instant(latest)}"
            yield Fault("MET002", message, "Move it up, so that times only grow.", at=at)
        seen.add(key)
        latest = capture.at if latest is None else max(latest, capture.at)


@rule("MET003", "a capture was not edited by hand")
def digest_agrees(subject: Subject[Metrics]) -> Iterator[Fault]:
    """The digest was taken over the capture when it was written.

    A value that changed since is no measurement any more. The proof itself is Git's history:
    whoever edits a value can recompute the digest, but not the commit that first had it. The
    bytes hashed are defined in ``kinds/metrics/digest.py``.
    """
    captures: list[Any] = subject.document.front.get("captures") or []
    for number, capture in enumerate(subject.record.captures):
        stated = capture.provenance.digest if capture.provenance else None
        if stated and number < len(captures) and digest(captures[number]) != stated:
            yield Fault(
                "MET003",
                "the capture is not what its digest was taken over",
                "Restore the capture with `git restore`, or capture again.",
                at=("captures", number, "provenance", "digest"),
            )


@rule("MET004", "a capture can be verified", severity="info")
def has_provenance(subject: Subject[Metrics]) -> Iterator[Fault]:
    """Numbers without an origin prove nothing: which commit, which definitions, which tool.

    `gov metrics capture` writes them; a capture written by hand stays unverifiable.
    """
    for number, capture in enumerate(subject.record.captures):
        provenance = capture.provenance
        lacking = [
            name
            for name in ("commit", "definitions", "tool", "digest")
            if provenance is None or getattr(provenance, name) is None
        ]
        if lacking:
            at: Loc = ("captures", number, *(("provenance",) if provenance else ()))
            yield Fault(
                "MET004", f"cannot be verified: no {', '.join(lacking)}", at=at, on="key", subject=f"{number}"
            )


@rule("MET005", "a measurement has one unit all day long")
def one_unit(subject: Subject[Metrics]) -> Iterator[Fault]:
    """A day that starts in seconds and ends in milliseconds shows a disaster, or hides one.

    Where the playbook defines the metric its unit counts.
    """
    policy = subject.policy
    units = {metric.name: metric.unit for metric in policy.metrics if metric.unit} if policy else {}
    for at, _, health in _healths(subject.record):
        if health.unit is None:
            continue
        unit = units.setdefault(health.name, health.unit)
        if health.unit != unit:
            message = f"`{health.name}` is in {health.unit} here, elsewhere in {unit}"
            yield Fault("MET005", message, f"Give the value in {unit}.", at=(*at, "unit"))


@rule("MET006", "no data is `no data`")
def no_data_as_such(subject: Subject[Metrics]) -> Iterator[Fault]:
    """A query that found nothing measured nothing: not 0, not fine, not broken.

    So a measurement that failed has the value `no data`, and neither it nor NaN is ok.
    """
    for at, _, health in _healths(subject.record):
        silent = health.value in {NO_DATA, "NaN"}
        if health.error is not None and health.value != NO_DATA:
            message = f"`{health.name}` failed, but has a value"
            yield Fault(
                "MET006", message, "Write `value: no data`, or take the error out.", at=(*at, "value")
            )
        if silent and health.ok:
            message = f"`{health.name}` is {health.value}, and cannot be ok"
            yield Fault("MET006", message, "Take `ok` out: nothing was measured.", at=(*at, "ok"))


@rule("MET007", "`ok` is what the target says")
def ok_agrees(subject: Subject[Metrics]) -> Iterator[Fault]:
    """A release gate goes by `ok`, a reader by value and target."""
    for at, _, health in _healths(subject.record):
        if health.target is None:
            continue
        if not is_target(health.target):
            hint = "Write it as `< 1` or `>= 99.5`."
            yield Fault("MET007", f"`{health.target}` is no target", hint, at=(*at, "target"))
            continue
        met = meets(health.value, health.target)
        if met is not None and health.ok is not None and health.ok != met:
            message = (
                f"`{health.name}` is {health.value}, which {'meets' if met else 'misses'} `{health.target}`"
            )
            yield Fault("MET007", message, f"Write `ok: {str(met).lower()}`.", at=(*at, "ok"))


@rule("MET008", "a capture says what it belongs to")
def belongs(subject: Subject[Metrics]) -> Iterator[Fault]:
    """Before, during and after are phases of something: of an incident, or of a deployment.

    A capture that an incident triggered names it; that is how its checklist finds the snapshot.
    """
    for number, capture in enumerate(subject.record.captures):
        at = ("captures", number)
        if capture.trigger == "incident" and capture.incident is None:
            hint = "Add `incident:` with its id."
            yield Fault("MET008", "an incident triggered it, but it names none", hint, at=(*at, "trigger"))
        if capture.phase is not None and capture.trigger == "scheduled" and capture.incident is None:
            hint = "Take the phase out, or correct the trigger."
            yield Fault(
                "MET008", f"a scheduled capture is not `{capture.phase}` anything", hint, at=(*at, "phase")
            )


@rule("MET009", "a capture measures something, each name once")
def measures_something(subject: Subject[Metrics]) -> Iterator[Fault]:
    """Two values of one name leave open which one counts; none at all proves nothing."""
    for number, capture in enumerate(subject.record.captures):
        if not capture.health:
            hint = "Add what was measured, or take the capture out."
            yield Fault(
                "MET009",
                "the capture measures nothing",
                hint,
                at=("captures", number),
                on="key",
                subject=f"{number}",
            )
        names = [health.name for health in capture.health]
        for index, name in enumerate(names):
            if name in names[:index]:
                at = ("captures", number, "health", index, "name")
                yield Fault("MET009", f"`{name}` stands twice in one capture", "Take one of them out.", at=at)


@rule("MET010", "a window and a latency are more than nothing")
def sound_lengths(subject: Subject[Metrics]) -> Iterator[Fault]:
    """A rate over no time and an answer before the question are faults of whatever measured."""
    for number, capture in enumerate(subject.record.captures):
        if capture.window is not None and not capture.window:
            hint = "Write the time that was looked at, such as 5m."
            yield Fault("MET010", "the window is empty", hint, at=("captures", number, "window"))
    for at, _, health in _healths(subject.record):
        if health.latency_ms is not None and health.latency_ms < 0:
            yield Fault(
                "MET010", "the latency is negative", "Write milliseconds from 0.", at=(*at, "latency_ms")
            )


@rule("MET011", "a target is in the unit of its measurement")
def unit_of_the_target(subject: Subject[Metrics]) -> Iterator[Fault]:
    """300 ms and a target of 0.3 s agree for people, and never for a comparison of numbers.

    The target needs no unit of its own: the measurement's counts.
    """
    for at, _, health in _healths(subject.record):
        unit = unit_in(health.target or "")
        if unit and unit != (health.unit or ""):
            found = f"in {health.unit}" if health.unit else "without a unit"
            message = f"the target of `{health.name}` is in {unit}, its value {found}"
            yield Fault("MET011", message, "Write both in the same unit.", at=(*at, "target"))


RULES = (
    right_day,
    in_time_order,
    digest_agrees,
    has_provenance,
    one_unit,
    no_data_as_such,
    ok_agrees,
    belongs,
    measures_something,
    sound_lengths,
    unit_of_the_target,
)
