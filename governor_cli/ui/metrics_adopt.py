"""How `gov metrics adopt` answers: what became a capture, and what could not be read."""

from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import GovError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import How, in_turn, seen_from_here, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.metrics.adopt import Adopted
    from governor_cli.workflows.repository.recording import Recording


def adopt_notes(
    files: list[str],
    environment: str | None,
    how: How | None,
    *,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Adopt each note; one that cannot be read stops none of the others. 1 where one was not read."""
    from governor_cli.workflows.metrics.adopt import adopt, notes_in
    from governor_cli.workflows.repository.recording import Recording
    from governor_cli.workflows.said import checked_name

    session = current()
    recording = recording_here()
    where = checked_name(environment, "--environment")
    paths = [_below_root(recording, file) for file in files] or notes_in(recording)
    found: list[Adopted] = []
    failed = 0
    for path in paths:
        try:
            found.append(adopt(recording, path, where, write=not dry_run))
        except GovError as error:
            if len(paths) == 1:
                raise
            session.fail(error.message, error.hint)
            failed += 1
        recording = recording if dry_run else Recording(recording.workspace)
    written = dict.fromkeys(one.stored.path for one in found if one.stored and one.stored.is_changed)

    def share() -> None:
        for path in () if dry_run else written:
            share_written(recording, path, f"Adopt metrics notes in {path}", f"the capture in {path}", how)

    in_turn(lambda: _answer(recording, found, dry_run=dry_run, format=format), share, how)
    return int(failed > 0 or any(one.stored is None for one in found))


def _below_root(recording: "Recording", file: str) -> str:
    """A file as typed, relative to the root of the gov repository; GovError for one outside."""
    root = recording.workspace.root.resolve()
    full = (current().start / file).resolve()
    if not full.is_relative_to(root):
        raise GovError(f"{file} is not in this repository", hint=f"Copy it into {root.name} first.")
    path = full.relative_to(root).as_posix()
    if not recording.repository.exists(path):
        raise GovError(f"{file} is not there", hint="Name a note that git sees: tracked, or not ignored.")
    return path


def _answer(
    recording: "Recording",
    found: "list[Adopted]",
    *,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> None:
    session = current()
    if format == "json":
        session.answer(
            "adoption", {"written": not dry_run, "notes": [_data(one) for one in found]}, "", format
        )
        return
    for path in dict.fromkeys(one.stored.path for one in found if one.stored):
        if dry_run:
            session.note(f"would write {path}")
        else:
            session.path(seen_from_here(recording, path))
    for one in found:
        count = "1 measurement" if one.measured == 1 else f"{one.measured} measurements"
        done = "nothing new" if one.stored and not one.stored.is_changed else count
        session.out(f"{one.note}: {done}\n")
        for note in one.notes:
            session.note(f"{one.note}: {note}")
    if not found:
        session.note("there is no note to adopt")


def _data(one: "Adopted") -> dict[str, Any]:
    return {
        "note": one.note,
        "path": one.stored.path if one.stored else None,
        "measurements": one.measured,
        "changed": bool(one.stored and one.stored.is_changed),
        "remarks": list(one.notes),
    }
