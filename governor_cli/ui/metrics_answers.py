"""How the metrics commands that only answer do so: series, gates, proofs, what could go."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from governor_cli.core.errors import UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.metrics import OUTSIDE_FAILED, length_given, server_here
from governor_cli.ui.session import current
from governor_cli.ui.stretch import moment_given, stretch_given

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from governor_cli.workflows.repository.recording import Recording

_FAILED: Final = 1
Given = tuple[str | None, str | None]
"""--prometheus and --timeout as typed."""


def show_series(
    names: Sequence[str],
    since: str | None,
    until: str | None,
    environment: str | None,
    service: str | None,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """The series that were asked for."""
    from governor_cli.views import metrics_series as view
    from governor_cli.workflows.metrics.show import Wanted, show
    from governor_cli.workflows.said import checked_name

    session = current()
    recording = recording_here()
    began, ended = _span(recording, since, until)
    where = checked_name(environment, "--environment")
    shown = show(recording, Wanted(began, ended, where, service, tuple(names)))
    if format == "csv":
        session.raw(view.series_csv(shown.series))
    elif format == "markdown":
        session.raw(view.series_markdown(shown.series))
    else:
        data = view.series_data(shown.series, began, ended)
        session.answer("metrics", data, lambda: view.series_text(shown.series), format)
    if not shown.series:
        session.note("nothing was captured")
    if shown.notes:
        session.note(f"{len(shown.notes)} notes beside the captures: `gov metrics adopt` reads them")
    _unread(shown.unreadable)
    return 0


def judge_gate(
    span: tuple[str | None, str | None],
    environment: str | None,
    service: str | None,
    given: Given,
    *,
    recorded: bool,
    window: str | None,
    allow_no_data: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """The verdict on every target; its exit code."""
    from governor_cli.views.metrics_proof import gate_data, gate_text
    from governor_cli.workflows.metrics.capture import PRODUCTION
    from governor_cli.workflows.metrics.gate import gate
    from governor_cli.workflows.said import checked_name

    session = current()
    recording = recording_here()
    began, ended = _span(recording, *span)
    ended = ended or session.now()
    server = None if recorded else server_here(recording, *given)
    gating = gate(
        recording,
        began or ended - timedelta(hours=1),
        ended,
        environment=checked_name(environment, "--environment") or PRODUCTION,
        service=service,
        server=server,
        window=length_given(window, "--window"),
    )
    if recording.note:
        session.warn(recording.note)
    about = {"environment": gating.environment, "source": gating.source}
    told = (gating.gates, about, gating.since, gating.until, gating.state)
    session.answer("gate", gate_data(*told), lambda: gate_text(*told), format)
    _unread(gating.unreadable)
    if gating.is_unreached:
        return OUTSIDE_FAILED
    if gating.state == "pass" or (gating.state == "no data" and allow_no_data and not gating.unreadable):
        return 0
    return _FAILED


def verify_captures(
    span: tuple[str | None, str | None, str | None],
    environment: str | None,
    service: str | None,
    given: Given,
    *,
    strict: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Every finding about every capture; 1 where something differs, 4 where nobody could be asked."""
    from governor_cli.practices.metrics.verification import DIFFERS, UNKNOWN, VERIFIED
    from governor_cli.views.metrics_proof import proof_data, proof_text
    from governor_cli.workflows.metrics.verify import Verifying
    from governor_cli.workflows.said import checked_name

    session = current()
    recording = recording_here()
    server = server_here(recording, *given)
    verifying = Verifying(recording, session.now(), server, any_source=given[0] is not None)
    where = checked_name(environment, "--environment")
    found = verifying.between(*_asked_span(recording, *span), where, service)
    told = [(one.kept.path, one.kept.capture, one.findings) for one in found.captures]
    counts = {state: found.count(state) for state in (VERIFIED, DIFFERS, UNKNOWN)}
    summary = {state.replace(" ", "_"): count for state, count in counts.items()}
    data = {"captures": [proof_data(*one) for one in told], "summary": summary}
    session.answer("verification", data, lambda: "\n".join(proof_text(*one) for one in told), format)
    if told and format == "text":
        session.out(", ".join(f"{count} {state}" for state, count in counts.items()))
    elif not told:
        session.note("there is no capture to verify")
    _unread(found.unreadable)
    if counts[DIFFERS] or (strict and (counts[UNKNOWN] or found.unreadable)):
        return _FAILED
    return OUTSIDE_FAILED if found.is_unreached else 0


def say_prunable(before: str | None, format: str) -> int:  # noqa: A002 - it is the option's name
    """What could go, and what would stay."""
    from governor_cli.practices.metrics.pruning import WEEKS_KEPT
    from governor_cli.views.metrics_proof import pruning_data, pruning_text
    from governor_cli.workflows.metrics.show import prune

    session = current()
    recording = recording_here()
    now = session.now()
    limit = moment_given(before, "--before", now, _zone(recording)) or now - timedelta(weeks=WEEKS_KEPT)
    found, unreadable = prune(recording, limit)
    session.answer("pruning", pruning_data(found, limit), lambda: pruning_text(found), format)
    if found.gone:
        session.note("nothing was removed")
    _unread(unreadable)
    return 0


def _span(
    recording: "Recording", since: str | None, until: str | None
) -> tuple[datetime | None, datetime | None]:
    """A stretch that is over, or goes on: nothing was measured in the future."""
    return stretch_given(since, until, current().now(), _zone(recording), ahead=False)


def _zone(recording: "Recording") -> "ZoneInfo":
    from governor_cli.core.wall_clock import zone

    return zone(recording.policy.timezone)


def _asked_span(
    recording: "Recording", day: str | None, since: str | None, until: str | None
) -> tuple[datetime | None, datetime | None]:
    if day is None:
        return _span(recording, since, until)
    if since is not None or until is not None:
        raise UsageError("a day and --since or --until are given", hint="Give the one or the other.")
    from governor_cli.core.instants import parse_day
    from governor_cli.core.wall_clock import instant_of

    try:
        asked = parse_day(day)
    except ValueError as error:
        raise UsageError(f"`{day}` {error}", hint="Write it as 2026-11-23.") from None
    midnight = datetime(asked.year, asked.month, asked.day)  # noqa: DTZ001 - the zone is the playbook's
    where = _zone(recording)
    next_day = instant_of(midnight + timedelta(days=1), where)
    return instant_of(midnight, where), next_day - timedelta(seconds=1)


def _unread(paths: Sequence[str]) -> None:
    for path in paths:
        current().warn(f"{path} cannot be read: run `gov check`")
