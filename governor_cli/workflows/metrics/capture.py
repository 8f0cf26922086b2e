"""Capture: ask a source what is so at one instant, and make a day's entry of the answers."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from governor_cli import __version__
from governor_cli.adapters.snapshot import commit_of
from governor_cli.core.blob import blob_ids
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import format_instant
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.metrics.model import NO_DATA
from governor_cli.policy.model import Metric
from governor_cli.practices.metrics.captures import SOON, Origin, Taken, answers, healths
from governor_cli.practices.metrics.definitions import WINDOW, defined, filled, metrics_of, uses_window
from governor_cli.practices.metrics.measurement import Measurement, Reading, joined, one_line
from governor_cli.readers.prometheus import Sample
from governor_cli.workflows.metrics.days import Days
from governor_cli.workflows.metrics.prometheus import Prometheus
from governor_cli.workflows.metrics.store import Stored, another, prepared, standing, store
from governor_cli.workflows.repository.recording import Recording

PRODUCTION: Final = "production"
TOOL: Final = f"gov {__version__}"

Reader = Callable[[bytes, str], Reading]


class Asked(NamedTuple):
    """What the command line says of a capture; None is what it leaves open."""

    now: datetime
    at: datetime | None = None
    environment: str | None = None
    trigger: str | None = None
    incident: str | None = None
    phase: str | None = None
    window: timedelta | None = None
    service: str | None = None


class Plan(NamedTuple):
    """What would be written: a new capture, or one that stands in its file already."""

    taken: Taken
    there: Stored | None = None
    notes: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """A capture in its file, and what a person should know about it."""

    stored: Stored
    notes: tuple[str, ...] = ()

    @property
    def has_data(self) -> bool:
        """Whether anything was measured."""
        return any(one.get("value") != NO_DATA for one in healths(self.stored.tree))


class Capturing:
    """One command's captures: all of the same instant and cause, each from a source of its own."""

    def __init__(self, recording: Recording, asked: Asked) -> None:
        self.recording = recording
        self.asked = asked
        self.days = Days(recording)
        self.incident = "" if asked.incident is None else recording.incident(asked.incident)
        self.trigger = _trigger(asked)

    def prometheus(self, server: Prometheus) -> Plan:
        """The playbook's metrics at the instant. What stands in its file already is not asked again."""
        metrics = self._metrics()
        window = self.asked.window or (WINDOW if uses_window(metrics) else None)
        blank = self._taken(server.source, Reading(()), window=window)
        there = standing(self.days, blank)
        if there is not None:
            if not answers(there.tree, blank.tree(), (one.name for one in metrics)):
                raise another(blank)
            return Plan(blank, there)
        queries = [filled(one, blank.environment, window or WINDOW) for one in metrics]
        samples = server.instants(queries, blank.at)
        found = zip(metrics, queries, samples, strict=True)
        measured = tuple(_measured(metric, query, sample) for metric, query, sample in found)
        return Plan(blank._replace(measurements=measured))

    def file(self, kind: str, path: Path, data: bytes, reader: Reader) -> Plan:
        """What a file says was measured: a health check, or telemetry."""
        reading = reader(data, one_line(str(path)))
        named = self._inside(path)
        blob = blob_ids(data)[self.recording.workspace.git.located.object_format == "sha256"]
        taken = self._taken(f"{kind} {named}", reading, blob=blob)
        standing(self.days, taken)
        return Plan(taken, notes=reading.notes)

    def values(self, given: Sequence[Measurement]) -> Plan:
        """Values typed by hand, with unit and target of the playbook's metric of the same name."""
        policy = self.recording.policy
        measured = tuple(defined(policy, one) for one in given)
        return Plan(self._taken("values", Reading(measured)))

    def kept(self, plan: Plan, *, write: bool) -> Outcome:
        """The capture in its file; only as it would be where nothing is to be written."""
        stored = plan.there
        if stored is None:
            stored = store(self.recording, plan.taken) if write else prepared(self.days, plan.taken)
        already = () if stored.is_changed else ("this capture stands there already",)
        return Outcome(stored, (*plan.notes, *already))

    def _metrics(self) -> list[Metric]:
        if not self.recording.policy.metrics:
            playbook = self.recording.workspace.settings.playbook
            hint = f"Add `{{name: ..., query: ..., unit: ..., target: ...}}` to `metrics` in {playbook}."
            raise GovError("the playbook declares no metrics", hint=hint)
        return metrics_of(self.recording.policy, self.asked.service)

    def _taken(
        self, source: str, reading: Reading, *, window: timedelta | None = None, blob: str = ""
    ) -> Taken:
        at = self.asked.at or reading.at or self.asked.now
        if at > self.asked.now + SOON:
            hint = f"It is {format_instant(self.asked.now)} now: set the clock right, or give --at."
            raise GovError(f"it was measured in the future, at {format_instant(at)}", hint=hint)
        return Taken(
            at=at.replace(microsecond=0),
            environment=self._environment(reading),
            source=source,
            measurements=reading.measurements,
            trigger=self.trigger,
            incident=self.incident,
            phase=self.asked.phase or self._phase(at),
            window=window or self.asked.window,
            origin=origin_of(self.recording)._replace(input=blob),
        )

    def _environment(self, reading: Reading) -> str:
        asked, said = self.asked.environment, reading.environment
        if asked and said and asked != said:
            hint = "Leave --environment out, or name the right file."
            raise GovError(f"the file is about {said}, not {asked}", hint=hint)
        return asked or said or PRODUCTION

    def _phase(self, at: datetime) -> str:
        """Before, during or after the incident, as its report tells; "" where it tells nothing."""
        if not self.incident:
            return ""
        try:
            _, record = self.recording.report(self.incident)
        except GovError:
            return ""
        return phase_of(record, at)

    def _inside(self, path: Path) -> str:
        """A file of the repository by its path there, any other by its name alone."""
        try:
            return path.resolve().relative_to(self.recording.workspace.root.resolve()).as_posix()
        except (ValueError, OSError):
            return one_line(path.name) or "-"


def origin_of(recording: Recording) -> Origin:
    """What is checked out, the playbook in force, and this tool."""
    try:
        commit = commit_of(recording.workspace.git, "HEAD")
    except GovError:
        commit = ""
    return Origin(commit, recording.policy_blob, TOOL)


def phase_of(record: Incident, at: datetime) -> str:
    """Where an instant lies in an incident; "" where the incident has no beginning yet."""
    times = record.times
    began = times.impact_started or times.detected or times.received or times.declared
    if began is None:
        return ""
    if at < began:
        return "before"
    ended = times.resolved or times.cancelled
    return "after" if ended and at >= ended else "during"


def _trigger(asked: Asked) -> str:
    if asked.incident and asked.trigger not in (None, "incident"):
        raise UsageError(f"--incident and --trigger {asked.trigger} disagree", hint="Leave --trigger out.")
    if asked.trigger == "incident" and not asked.incident:
        raise UsageError("which incident triggered it is not said", hint="Add --incident with its id.")
    trigger = asked.trigger or ("incident" if asked.incident else "scheduled")
    if asked.phase and trigger == "scheduled":
        hint = "Add --incident ID or --trigger deployment, or leave --phase out."
        raise UsageError(f"a scheduled capture is not `{asked.phase}` anything", hint=hint)
    return trigger


def _measured(metric: Metric, query: str, sample: Sample) -> Measurement:
    known = Measurement(metric.name, unit=metric.unit, target=metric.target or "", query=query)
    if sample.error:
        return known._replace(error=joined([sample.error, sample.note]))
    return known._replace(value=sample.value, note=sample.note).judged()
