"""How sync commands act and answer."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui.incidents import begin_here, recording_here
from governor_cli.ui.recorded import How, answer_written, in_turn, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from governor_cli.core.document import Document
    from governor_cli.kinds.sync.model import Sync
    from governor_cli.practices.agenda.boxes import Box
    from governor_cli.views.sync import Outcome
    from governor_cli.workflows.repository.recording import Recording
    from governor_cli.workflows.sync.closing import Closing
    from governor_cli.workflows.sync.meetings import Syncs
    from governor_cli.workflows.sync.new import Written


def syncs_here() -> "Syncs":
    """The syncs of the repository at work."""
    from governor_cli.workflows.sync.meetings import Syncs

    return Syncs(recording_here())


def write_agenda(
    week: str | None,
    at: str | None,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Write the agenda, or show it."""
    begin_here()
    from governor_cli.workflows.repository.recording import recorded_on
    from governor_cli.workflows.sync.meetings import Syncs
    from governor_cli.workflows.sync.new import new, shown, write

    session = current()

    def attempt(on: "Recording") -> "tuple[Syncs, Written]":
        syncs = Syncs(on)
        written = new(syncs, week, session.now(), _planned(syncs, at))
        if not dry_run:
            write(syncs, written)
        return syncs, written

    syncs, written = recorded_on(recording_here(), attempt)
    for note in written.notes:
        session.note(note)
    if dry_run:
        _say_planned([written.document.path] if written.is_changed else [], shown(written))
    else:
        _answer_written(syncs, written, how, format)
    return 0


def _answer_written(
    syncs: "Syncs",
    written: "Written",
    how: How | None,
    format: str,  # noqa: A002 - it is the option's name
) -> None:
    """The agenda after it was written."""
    from governor_cli.views.sync import sync_data, sync_text

    path, told = written.document.path, _read(syncs, written.document)
    verb = "Write" if written.before is None else "Refresh"

    def answer() -> None:
        data = sync_data(path, *told)
        answer_written(syncs.recording, path, "sync", data, lambda: sync_text(*told), format)

    def share() -> None:
        if written.is_changed:
            what = f"the agenda of {written.week}"
            share_written(syncs.recording, path, f"{verb} {what}", what, how)

    in_turn(answer, share, how)


def _say_planned(paths: "Sequence[str]", text: str) -> None:
    """What a dry run would write."""
    session = current()
    session.note(f"would write {' and '.join(paths)}" if paths else "nothing would be written")
    if paths:
        session.raw(text)


def show_sync(week: str | None, format: str) -> int:  # noqa: A002 - it is the option's name
    """The minutes of a week, and what closing them would come to."""
    from governor_cli.views.sync import outcome_data, outcome_text, sync_data, sync_text
    from governor_cli.workflows.sync.close import close

    session = current()
    syncs = syncs_here()
    now = session.now()
    meant = syncs.meant(week, now)
    document, record = syncs.document(meant)
    told = _read(syncs, document)
    data = sync_data(document.path, *told)
    planned = ""
    try:
        outcome = _outcome(close(syncs, meant, None, now))
    except GovError as error:
        session.warn(f"what is undecided is not known: {error.message}")
    else:
        data |= {**outcome_data(outcome), "tasks": []}
        planned = outcome_text(outcome, planned=True) if record.status == "open" else ""
    session.answer("sync", data, lambda: sync_text(*told) + planned, format)
    return 0


def close_sync(
    week: str | None,
    day: str | None,
    by: str | None,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Make tasks, carry out decisions, and close; 1 while something is undecided."""
    from governor_cli.practices.agenda.decided import HOW
    from governor_cli.workflows.repository.recording import recorded_on
    from governor_cli.workflows.sync.close import close, write, written
    from governor_cli.workflows.sync.meetings import Syncs

    session = current()
    now, held = session.now(), _day(day)

    def attempt(on: "Recording") -> "tuple[Syncs, Closing]":
        syncs = Syncs(on)
        closing = close(syncs, syncs.meant(week, now), by, now, held)
        if not dry_run:
            write(closing)
        return syncs, closing

    syncs, closing = recorded_on(recording_here(), attempt)
    for note in closing.notes:
        session.note(note)
    if closing.undecided:
        session.note(f"hint: {HOW} Or run `gov task done`, `change` or `decline`.")
    if dry_run:
        _say_planned(closing.changed_paths, written(closing))
    else:
        _answer_closed(syncs, closing, how, format)
    return int(not closing.closed)


def _answer_closed(
    syncs: "Syncs",
    closing: "Closing",
    how: How | None,
    format: str,  # noqa: A002 - it is the option's name
) -> None:
    """The minutes after they were closed, or what keeps them open."""
    from governor_cli.views.sync import outcome_data, outcome_text, sync_data, sync_text

    path, told, outcome = closing.document.path, _read(syncs, closing.document), _outcome(closing)

    def answer() -> None:
        data = {**sync_data(path, *told), **outcome_data(outcome)}
        human = lambda: sync_text(*told) + outcome_text(outcome)  # noqa: E731
        answer_written(syncs.recording, path, "sync", data, human, format)

    def share() -> None:
        if closing.is_changed:
            verb = "Close" if closing.closed else "Take up the actions of"
            what = f"the sync of {closing.week}"
            first, *also = closing.changed_paths
            share_written(syncs.recording, first, f"{verb} {what}", what, how, also=also)

    in_turn(answer, share, how)


def _outcome(closing: "Closing") -> "Outcome":
    from governor_cli.views.sync import Outcome

    return Outcome(closing.made, closing.decided, closing.undecided, closing.lacking)


def _read(syncs: "Syncs", document: "Document") -> "tuple[Sync, list[Box]]":
    """The record of the minutes, and the boxes in them that are not ticked."""
    from governor_cli.practices.agenda.boxes import boxes
    from governor_cli.workflows.sync.meetings import record_in

    roles = [role.id for role in syncs.recording.policy.roles]
    return record_in(document), list(boxes(document, roles))


def _planned(syncs: "Syncs", text: str | None) -> "datetime | None":
    """When the sync takes place, where somebody says so."""
    if text is None:
        return None
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when

    try:
        return read_when(text, current().now(), zone(syncs.recording.policy.timezone), None, planned=True)
    except UsageError as error:
        raise UsageError(f"--at {error.message}", hint=error.hint) from None


def _day(text: str | None) -> "date | None":
    if text is None:
        return None
    from governor_cli.core.instants import parse_day

    try:
        return parse_day(text.strip())
    except ValueError as error:
        raise UsageError(f"--date `{text}` {error}", hint="Write it as 2026-11-23.") from None
