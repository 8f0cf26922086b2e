"""Prove captures: recompute what comes from the repository, ask again what still exists, say why not."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.adapters.git import Git
from governor_cli.adapters.objects import read_blob
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.core.validation import validate
from governor_cli.kinds.metrics.model import NO_DATA, Capture, Health
from governor_cli.policy.model import Playbook
from governor_cli.practices.metrics import verification
from governor_cli.practices.metrics.captures import SOON
from governor_cli.practices.metrics.definitions import metrics_of
from governor_cli.practices.metrics.measurement import Reading
from governor_cli.practices.metrics.verification import DIFFERS, VERIFIED, Finding, compared, unknown
from governor_cli.readers.health import read_health
from governor_cli.readers.metrics_note import read_note
from governor_cli.readers.prometheus import EMPTY
from governor_cli.readers.telemetry import read_telemetry
from governor_cli.workflows.metrics.days import Days, Kept
from governor_cli.workflows.metrics.prometheus import SOURCE, Prometheus
from governor_cli.workflows.repository.recording import Recording

_FILES: Final = {"health": read_health, "telemetry": read_telemetry, "note": read_note}
_BY_HAND: Final = "values"


def was_answered(health: Health) -> bool:
    """Whether the server said something then, if only that it has nothing."""
    return health.value != NO_DATA or (health.error or "").startswith(EMPTY)


class Verified(NamedTuple):
    """One capture and what was found about it."""

    kept: Kept
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Verification:
    """All captures of a stretch, and the files that could not be read."""

    captures: tuple[Verified, ...]
    unreadable: tuple[str, ...]

    def count(self, state: str) -> int:
        """How many findings have this state."""
        return sum(one.state == state for verified in self.captures for one in verified.findings)

    @property
    def is_unreached(self) -> bool:
        """Whether a source could not be asked."""
        return any(one.is_unreached for verified in self.captures for one in verified.findings)


class Verifying:
    """One command's proofs. Only a server that the caller names is asked, never one a file names."""

    def __init__(
        self, recording: Recording, now: datetime, server: Prometheus | None, *, any_source: bool
    ) -> None:
        self.recording = recording
        self.now = now
        self.server = server
        self.any_source = any_source
        """Whether the server stands for every other one, because it was named for this very command."""
        self._until = time.monotonic() + server.seconds if server else 0.0
        self._unreached = ""
        self._playbooks: dict[str, Playbook | None] = {}

    def between(
        self,
        since: datetime | None,
        until: datetime | None,
        environment: str | None,
        service: str | None = None,
    ) -> Verification:
        """The proofs of every capture of a stretch, in one environment or all; whole, as they were taken.

        Of a service it is those that measured something of it.
        """
        found = Days(self.recording).between(since, until)
        wanted = [
            kept for kept in found.captures if environment is None or kept.capture.environment == environment
        ]
        if service is not None:
            names = {metric.name for metric in metrics_of(self.recording.policy, service)}
            wanted = [kept for kept in wanted if any(one.name in names for one in kept.capture.health)]
        captures = tuple(Verified(kept, tuple(self._findings(kept))) for kept in wanted)
        return Verification(captures, found.unreadable)

    def _findings(self, kept: Kept) -> Iterator[Finding]:
        capture = kept.capture
        yield verification.own_digest(kept.tree)
        if capture.at > self.now + SOON:
            at, now = format_instant(capture.at), format_instant(self.now)
            yield Finding("at", DIFFERS, at, f"not before {now}, which is now")
            return
        yield from self._commit(capture)
        yield from verification.judgements(capture)
        if self._is_asked(capture):
            yield from self._definitions(capture)
        yield from self._values(capture)

    def _commit(self, capture: Capture) -> Iterator[Finding]:
        commit = capture.provenance.commit if capture.provenance else None
        if commit is None:
            yield unknown("commit", "none is recorded")
        elif self._git.ask("cat-file", "-e", f"{commit}^{{commit}}") is None:
            yield unknown("commit", "it is not in this clone, or was rewritten", commit)
        else:
            yield Finding("commit", VERIFIED, commit, commit)

    @property
    def _git(self) -> Git:
        return self.recording.workspace.git

    def _definitions(self, capture: Capture) -> Iterator[Finding]:
        blob = capture.provenance.definitions if capture.provenance else None
        if blob is None:
            yield unknown("definitions", "none are recorded")
            return
        playbook = self._playbook(blob)
        if playbook is None:
            yield unknown("definitions", "that version of the playbook is not in this clone", blob)
            return
        differing = list(verification.definitions(capture, playbook))
        yield from differing or [Finding("definitions", VERIFIED, blob, blob)]

    def _playbook(self, blob: str) -> Playbook | None:
        if blob not in self._playbooks:
            try:
                document = read("playbook.md", read_blob(self._git, blob))
            except GovError:
                self._playbooks[blob] = None
            else:
                self._playbooks[blob], _ = validate(Playbook, document.front)
        return self._playbooks[blob]

    def _values(self, capture: Capture) -> Iterator[Finding]:
        kind, _, named = capture.source.partition(" ")
        if kind in _FILES:
            yield from self._recomputed(capture, kind, named)
        elif kind == SOURCE:
            yield from self._asked_again(capture, named)
        else:
            by_hand = capture.source == _BY_HAND
            why = "typed by hand: nothing can be asked again" if by_hand else "its source is not known to gov"
            yield from (unknown(one.name, why, one.value) for one in capture.health)

    def _recomputed(self, capture: Capture, kind: str, named: str) -> Iterator[Finding]:
        blob = capture.provenance.input if capture.provenance else None
        try:
            if blob is None:
                raise GovError("the file it came from is not recorded")  # noqa: TRY301 - one way to say why
            reading: Reading = _FILES[kind](self._input(blob, named), named or kind)
        except GovError as error:
            yield from (unknown(one.name, error.message, one.value) for one in capture.health)
            return
        yield from verification.recomputed(capture, reading.measurements)

    def _input(self, blob: str, named: str) -> bytes:
        """The bytes that were read then: as git has them, or as they still stand in the work tree."""
        repository = self.recording.repository
        path = self.recording.workspace.prefix + named
        try:
            return read_blob(self._git, blob)
        except GovError:
            if path in repository.snapshot.entries and repository.snapshot.oid(path) == blob:
                return repository.snapshot.read(path)
        there = "has changed since" if path in repository.snapshot.entries else "is not in this repository"
        raise GovError(f"the file it came from, `{named}`, {there}, and this clone has no such version of it")

    def _is_asked(self, capture: Capture) -> bool:
        return capture.source.partition(" ")[0] == SOURCE

    def _asked_again(self, capture: Capture, named: str) -> Iterator[Finding]:
        measured = [one for one in capture.health if was_answered(one)]
        silent = [one for one in capture.health if not was_answered(one)]
        yield from (unknown(one.name, "nothing was measured then", one.value) for one in silent)
        why = self._why_not(capture, named)
        if why or self.server is None:
            unreached = bool(self._unreached)
            yield from (unknown(one.name, why, one.value, unreached=unreached) for one in measured)
            return
        server = self.server._replace(seconds=max(0.0, self._until - time.monotonic()))
        for one, sample in zip(
            measured, server.instants([one.query or "" for one in measured], capture.at), strict=True
        ):
            if sample.is_unreached:
                self._unreached = sample.error
                yield unknown(one.name, sample.error, one.value, unreached=True)
            elif sample.is_empty and one.value == NO_DATA:
                yield compared(one.name, NO_DATA, NO_DATA)
            elif sample.is_empty:
                yield unknown(one.name, f"{named or 'the server'} holds nothing for that time", one.value)
            elif sample.error:
                yield unknown(one.name, sample.error, one.value, unreached=sample.is_failed)
            else:
                yield compared(one.name, one.value, sample.value)

    def _why_not(self, capture: Capture, named: str) -> str:
        if self.server is None:
            return f"no Prometheus is named to ask again: it came from {named or 'one'}"
        if not self.any_source and self.server.source != capture.source:
            return f"it came from {named}: name that with --prometheus to ask it again"
        return self._unreached
