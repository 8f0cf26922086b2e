"""Adopt the notes that a team has: what is certain in them becomes a capture, their text stays."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from governor_cli.adapters import files, templates
from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError
from governor_cli.core.markdown_edit import replace_block
from governor_cli.core.text import BOM
from governor_cli.core.wall_clock import instant_of
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.metrics.body import blocks
from governor_cli.kinds.metrics.model import Metrics
from governor_cli.practices.metrics.captures import Taken
from governor_cli.practices.metrics.measurement import Reading
from governor_cli.readers.metrics_note import read_note
from governor_cli.readers.note_names import NoteName, note_name
from governor_cli.workflows.metrics.capture import PRODUCTION, origin_of
from governor_cli.workflows.metrics.days import Days
from governor_cli.workflows.metrics.store import Stored, prepared, store
from governor_cli.workflows.repository.reading import record_of
from governor_cli.workflows.repository.recording import Recording

NOTE: Final = "note"
_ORDER: Final = {"before": 0, "": 1, "after": 2}


class Adopted(NamedTuple):
    """One note: where its capture stands now (None: nothing in it could be read), and what to know."""

    note: str
    stored: Stored | None
    measured: int
    notes: tuple[str, ...]


def notes_in(recording: Recording, since: datetime | None = None, until: datetime | None = None) -> list[str]:
    """The notes of the metrics folder, by their names, of the days from one instant to another."""
    days = Days(recording)
    prefix = recording.workspace.prefix + days.folder
    found: list[str] = []
    for path in recording.repository.snapshot.entries:
        name = path[len(prefix) :]
        known = note_name(name) if path.startswith(prefix) else None
        relative = days.folder + name
        if known and days.holds(known.day, since, until) and not _has_front(recording, relative):
            found.append(relative)
    return sorted(found, key=_in_time)


def _has_front(recording: Recording, path: str) -> bool:
    """Whether a file is an artifact already; one that nobody can read is none, and its adoption says why."""
    try:
        return recording.repository.document(path).has_front
    except GovError:
        return False


def _in_time(path: str) -> tuple[str, int, str]:
    """By day, and what was before a deployment first."""
    known = note_name(PurePosixPath(path).name)
    return (known.day.isoformat(), _ORDER[known.phase], path) if known else ("", 0, path)


def adopt(recording: Recording, path: str, environment: str | None, *, write: bool) -> Adopted:
    """Adopt one note. GovError for what is no note of a day, or cannot be read."""
    known = note_name(PurePosixPath(path).name)
    if known is None:
        hint = "Name it by its day, such as 2026-11-23_prod.md or 20261123_predeploy_telemetry.txt."
        raise GovError(f"{path} does not say which day it is of", hint=hint)
    document = recording.repository.document(path)
    reading = read_note(document.data, path)
    days = Days(recording)
    in_place = path == days.path(known.day)
    if in_place and document.has_front:
        raise GovError(
            f"{path} has front matter already", hint=f"Run `gov check {path}` to see what it lacks."
        )
    taken = _taken(recording, days, known, path, reading, environment)
    notes = (*reading.notes, *_remarks(known, taken, reading))
    if in_place:
        stored = _in_place(recording, known, document, taken, write=write)
    elif not reading.measurements:
        return Adopted(path, None, 0, notes)
    else:
        stored = store(recording, taken) if write else prepared(days, taken)
    return Adopted(path, stored, len(reading.measurements), notes)


def _taken(
    recording: Recording,
    days: Days,
    known: NoteName,
    path: str,
    reading: Reading,
    environment: str | None,
) -> Taken:
    said = reading.at if reading.at and reading.at.astimezone(days.zone).date() == known.day else None
    midnight = instant_of(datetime(known.day.year, known.day.month, known.day.day), days.zone)  # noqa: DTZ001
    return Taken(
        at=(said or midnight).astimezone(UTC).replace(microsecond=0),
        environment=environment or known.environment or reading.environment or PRODUCTION,
        source=f"{NOTE} {path}",
        measurements=reading.measurements,
        trigger=known.trigger,
        phase=known.phase,
        origin=origin_of(recording)._replace(
            input=recording.repository.snapshot.oid(recording.workspace.prefix + path)
        ),
    )


def _remarks(known: NoteName, taken: Taken, reading: Reading) -> Iterator[str]:
    if reading.measurements and (reading.at is None or taken.at != reading.at.replace(microsecond=0)):
        yield "it names no time of its day: the beginning of the day stands for it"
    if reading.measurements and not (known.environment or reading.environment):
        yield f"it names no environment: {taken.environment} is meant"
    if not reading.measurements:
        yield "nothing in it reads as a measurement"


def _in_place(
    recording: Recording, known: NoteName, document: Document, taken: Taken, *, write: bool
) -> Stored:
    """The day's own note: front matter goes before its text, the rendered table behind it."""
    tree = taken.tree()
    front = {"kind": "metrics", "schema": "1", "date": known.day.isoformat()}
    captures = {"captures": [tree] if taken.measurements else []}
    ending = document.newline
    table = (
        ""
        if "captures" in document.markdown.blocks
        else templates.text("metrics.md").partition("## Notes")[0]
    )
    text = document.text if document.text.endswith("\n") or not document.text else f"{document.text}{ending}"
    head = f"{dump_front({**front, **captures})}\n".replace("\n", ending)
    tail = f"\n{table.rstrip()}\n".replace("\n", ending) if table else ""
    data = f"{BOM if document.bom else ''}{head}{text}{tail}".encode()
    adopted = read(document.path, data)
    record = record_of(adopted)
    if not isinstance(record, Metrics):
        raise GovError(f"{document.path} cannot be adopted as it is", hint="Add its front matter by hand.")
    if captures["captures"]:
        data = replace_block(adopted, "captures", blocks(record, adopted)["captures"])
    stored = Stored(document.path, tree, document, data)
    if write:
        files.replace(files.inside(recording.workspace.root, stored.path), document.data, data)
    return stored
