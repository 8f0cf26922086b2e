"""Write captures into the file of their day: one entry more, every other byte as it was."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from governor_cli.adapters import files, templates
from governor_cli.core.document import Document, read
from governor_cli.core.edit import insert_item, put
from governor_cli.core.errors import GovError
from governor_cli.core.finding import dotted
from governor_cli.core.instants import format_instant
from governor_cli.core.markdown_edit import replace_block
from governor_cli.core.trees import same
from governor_cli.core.validation import validate
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.artifact.drift import drifted
from governor_cli.kinds.metrics.body import blocks
from governor_cli.kinds.metrics.model import Metrics
from governor_cli.practices.metrics.captures import Taken, agrees, index_for, twin
from governor_cli.workflows.check.fixing import Fixed, difference
from governor_cli.workflows.metrics.days import Days
from governor_cli.workflows.repository.recording import Recording

_TRIES: Final = 10
"""How often somebody else may write the same file first."""


class Stored(NamedTuple):
    """One capture and the file it stands in; ``before`` is None where the file is new."""

    path: str
    tree: Mapping[str, Any]
    before: Document | None
    data: bytes

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before is None or self.before.data != self.data


def standing(days: Days, taken: Taken) -> Stored | None:
    """The same capture where it stands already. GovError where the day's file cannot take any."""
    found = days.document(taken.day(days.zone))
    if found is None:
        return None
    document, _ = found
    there = twin(document.front.get("captures") or [], taken.tree())
    return Stored(document.path, there, document, document.data) if there is not None else None


def prepared(days: Days, taken: Taken) -> Stored:
    """The day's file with the capture in it. The same capture again changes nothing.

    GovError where another one stands in its place, or where the file cannot be edited.
    """
    day, tree = taken.day(days.zone), taken.tree()
    found = days.document(day)
    if found is None:
        document = _fresh(days, day, tree)
        return Stored(document.path, tree, None, document.data)
    document, _ = found
    captures: list[Mapping[str, Any]] = document.front.get("captures") or []
    there = twin(captures, tree)
    if there is None:
        data = (
            insert_item(document, ("captures",), index_for(captures, taken.at), tree)
            if "captures" in document.front
            else put(document, ("captures",), [tree])
        )
        return Stored(document.path, tree, document, _rendered(read(document.path, data)).data)
    if not agrees(there, tree):
        raise another(taken)
    return Stored(document.path, there, document, document.data)


def another(taken: Taken) -> GovError:
    """What to say where the place of a capture is taken by one that measured something else."""
    message = f"another capture from {taken.source} at {format_instant(taken.at)} stands there already"
    return GovError(message, hint="Capture at another instant.")


def _fresh(days: Days, day: date, tree: Mapping[str, Any]) -> Document:
    front = {"kind": "metrics", "schema": "1", "date": day.isoformat(), "captures": [tree]}
    document = read(days.path(day), f"{dump_front(front)}\n{templates.text('metrics.md')}".encode())
    if not same(document.front, front):
        raise GovError("the capture cannot be written as front matter")
    return _rendered(document)


def _rendered(document: Document) -> Document:
    """The document with its table as the front matter has it; one without the markers keeps its body.

    GovError where the capture that is new in it would make a file that nobody can use any more.
    """
    record, faults = validate(Metrics, document.front)
    if record is None:
        why = faults[0].message or dotted(faults[0].at)
        raise GovError(f"the capture cannot be written: {why}", hint="Correct that where it comes from.")
    for name, text in drifted(record, document, blocks):
        document = read(document.path, replace_block(document, name, text))
    return document


def store(recording: Recording, taken: Taken) -> Stored:
    """Write a capture. Where somebody else writes the same file meanwhile, it is put beside theirs."""
    days = Days(recording)
    for attempt in range(_TRIES):
        stored = prepared(days, taken)
        file = files.inside(recording.workspace.root, stored.path)
        try:
            if stored.before is None:
                files.create(file, stored.data)
            elif stored.is_changed:
                files.replace(file, stored.before.data, stored.data)
        except GovError:
            if attempt == _TRIES - 1:
                raise
            days = Days(Recording(recording.workspace))
            if not days.recording.repository.exists(stored.path):
                raise
            continue
        return stored
    raise AssertionError("the last attempt returns or raises")  # pragma: no cover


def written(stored: Stored) -> str:
    """What is written: a whole new file, or the difference to the one that is there."""
    if stored.before is None:
        return stored.data.decode()
    return difference(Fixed(stored.before, stored.data, ()), "") if stored.is_changed else ""
