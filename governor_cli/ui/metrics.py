"""How metrics commands capture and answer."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from governor_cli.core.errors import UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import How, in_turn, instant_given, seen_from_here, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.metrics.capture import Asked, Capturing, Outcome, Plan
    from governor_cli.workflows.metrics.prometheus import Prometheus
    from governor_cli.workflows.repository.recording import Recording

OUTSIDE_FAILED: Final = 4
_STDIN: Final = "-"


def capture_here(
    sources: "dict[str, Any]",
    asked: "dict[str, Any]",
    *,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Capture from every source that was named, write, answer, share; 4 where nothing was measured."""
    from governor_cli.workflows.metrics.capture import Capturing

    recording = recording_here()
    _noted(recording)
    capturing = Capturing(recording, _asked(recording, asked))
    plans = _plans(capturing, sources)
    for plan in plans:
        capturing.kept(
            plan, write=False
        )  # a place that is taken refuses the whole command, not its second half
    outcomes = [capturing.kept(plan, write=not dry_run) for plan in plans]
    for outcome in outcomes:
        for note in outcome.notes:
            current().note(note)

    def share() -> None:
        for path in () if dry_run else _changed(outcomes):
            share_written(recording, path, f"Capture metrics in {path}", f"the capture in {path}", how)

    in_turn(lambda: _answer(recording, outcomes, dry_run=dry_run, format=format), share, how)
    missing = [one.stored.path for one in outcomes if not one.has_data]
    if len(missing) == len(outcomes):
        current().warn("nothing was captured: every measurement is `no data`, and recorded as such")
        return OUTSIDE_FAILED
    return 0


def server_here(recording: "Recording", address: str | None, timeout: str | None) -> "Prometheus | None":
    """The Prometheus that is named somewhere; None where it is not."""
    from governor_cli.workflows.metrics.prometheus import LIMIT, Prometheus, address_of, checked_address

    found = address_of(recording.workspace, address)
    if not found:
        return None
    checked_address(found, "--prometheus" if address is not None else "the Prometheus")
    limit = length_given(timeout, "--timeout")
    return Prometheus(found, limit.total_seconds() if limit else LIMIT)


def length_given(text: str | None, option: str) -> timedelta | None:
    """A duration as typed, more than nothing."""
    from governor_cli.core.instants import parse_duration

    if text is None:
        return None
    hint = "Write a length such as 60m, 4h or 12w."
    try:
        length = parse_duration(text.strip())
    except ValueError as error:
        raise UsageError(f"{option} `{text}` {error}", hint=hint) from None
    if not length:
        raise UsageError(f"{option} `{text}` is no time at all", hint=hint)
    return length


def _noted(recording: "Recording") -> None:
    _ = recording.policy
    if recording.note:
        current().warn(recording.note)


def _asked(recording: "Recording", said: "dict[str, Any]") -> "Asked":
    from governor_cli.workflows.metrics.capture import Asked
    from governor_cli.workflows.said import checked_name

    now = current().now()
    return Asked(
        now=now,
        at=instant_given(said["at"], recording, now, None, "--at"),
        environment=checked_name(said["environment"], "--environment"),
        trigger=said["trigger"],
        incident=said["incident"],
        phase=said["phase"],
        window=length_given(said["window"], "--window"),
        service=said["service"],
    )


def _plans(capturing: "Capturing", sources: "dict[str, Any]") -> "list[Plan]":
    """A capture from each source; from Prometheus where it is named, or where nothing else is."""
    from governor_cli.practices.metrics.definitions import typed
    from governor_cli.readers.health import read_health
    from governor_cli.readers.telemetry import read_telemetry

    values = [typed(capturing.recording.policy, text) for text in sources["values"]]
    _each_once(sources["values"], [one.name for one in values])
    files = [("health", path, read_health) for path in sources["health"]]
    files += [("telemetry", path, read_telemetry) for path in sources["telemetry"]]
    read = [(kind, Path(path), _bytes(path), reader) for kind, path, reader in files]
    found = [capturing.file(*one) for one in read]
    if values:
        found.append(capturing.values(values))
    if sources["prometheus"] is not None or not found:
        server = server_here(capturing.recording, sources["prometheus"], sources["timeout"])
        if server is None:
            hint = "Give --prometheus URL, --health FILE, --telemetry FILE or --value NAME=NUMBER."
            raise UsageError("there is nothing to capture from", hint=hint)
        found.append(capturing.prometheus(server))
    return found


def _each_once(given: Sequence[str], names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        if name in names[:number]:
            raise UsageError(f"--value `{given[number]}`: `{name}` is given twice", hint="Give it once.")


def _bytes(path: str) -> bytes:
    from governor_cli.adapters.given import read_given, read_stdin
    from governor_cli.readers.plain_json import LARGEST

    return read_stdin(LARGEST) if path == _STDIN else read_given(path, LARGEST)


def _changed(outcomes: "Sequence[Outcome]") -> list[str]:
    return list(dict.fromkeys(one.stored.path for one in outcomes if one.stored.is_changed))


def _answer(
    recording: "Recording",
    outcomes: "Sequence[Outcome]",
    *,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> None:
    from governor_cli.views.metrics import capture_data, captures_text
    from governor_cli.workflows.metrics.store import written

    session = current()
    trees = [one.stored.tree for one in outcomes]
    if format == "json":
        captures = [capture_data(one.stored.tree, one.stored.path) for one in outcomes]
        session.answer("metrics_capture", {"written": not dry_run, "captures": captures}, "", format)
        return
    if dry_run:
        for one in outcomes:
            path = one.stored.path
            session.note(f"would write {path}" if one.stored.is_changed else f"{path} would stay as it is")
            session.raw(written(one.stored))
        return
    for path in dict.fromkeys(one.stored.path for one in outcomes):
        session.path(seen_from_here(recording, path))
    session.out(captures_text(trees))
