"""Write the agenda of a week, or only its generated parts again: what people wrote stays byte for byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from governor_cli.adapters import templates
from governor_cli.core.document import Document, read
from governor_cli.core.edit import put
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.markdown_edit import append_to_section, replace_block
from governor_cli.core.trees import is_sequence
from governor_cli.core.yaml_write import dump_front
from governor_cli.practices.agenda import attendance, happened, previous
from governor_cli.practices.agenda.decision_cells import decisions
from governor_cli.practices.agenda.part import Part, is_generated, is_same, told
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.check.fixing import Fixed, difference
from governor_cli.workflows.repository.writing import create_artifact, rewrite_artifact
from governor_cli.workflows.sync.agenda import Agenda, Gathering
from governor_cli.workflows.sync.meetings import Syncs

_NOON = timedelta(hours=12)


@dataclass(frozen=True)
class Written:
    """The sync of a week before and after; ``before`` is None where it is new."""

    week: str
    before: Document | None
    document: Document
    notes: Sequence[str] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before is None or self.before.data != self.document.data


def new(syncs: Syncs, given: str | None, now: datetime, meeting: datetime | None = None) -> Written:
    """The agenda of the week meant, as things stand now.

    ``meeting`` is when it takes place, where somebody said so. GovError for a week that is over.
    """
    week = _week(syncs, given, now, meeting)
    if syncs.ends(week) <= now:
        hint = f"Close it with `gov sync close {week}`." if week in syncs.known else "Leave the week out."
        raise GovError(f"{week} is over: its agenda is not written any more", hint=hint)
    notes = list(_left_open(syncs, week))
    before = syncs.document(week)[0] if week in syncs.known else None
    if before is not None and before.front.get("status") == "closed":
        return Written(week, before, before, (*notes, f"the sync of {week} is closed: nothing is written"))
    at = meeting or (now if syncs.monday(week) <= now else syncs.monday(week) + _NOON)
    document = before or _blank(syncs.path(week), week)
    gathering = Gathering(syncs, week, now, at, _decided(document))
    agenda = gathering.agenda()
    day = day_of(syncs.recording.policy, meeting).isoformat() if meeting else None
    document = _with_facts(document, agenda, day)
    for part in agenda.parts:
        document = _with_part(document, part, notes)
    notes += [f"`gov:{name}` is not written: {why}" for name, why in agenda.missing.items()]
    return Written(week, before, document, tuple(dict.fromkeys([*notes, *agenda.notes])))


def _week(syncs: Syncs, given: str | None, now: datetime, meeting: datetime | None) -> str:
    this = syncs.this_week(meeting or now)
    if given is None:
        return this
    from governor_cli.workflows.sync.meetings import read_week

    week = read_week(given, syncs.this_week(now))
    if meeting is not None and week != this:
        raise UsageError(f"--at is in {this}, not in {week}", hint="Leave the week out.")
    return week


def _left_open(syncs: Syncs, week: str) -> Sequence[str]:
    last = syncs.before(week)
    if last is None:
        return ()
    try:
        _, record = syncs.document(last)
    except GovError as error:
        return (f"the sync of {last} cannot be read: {error.message}",)
    if record.status == "closed":
        return ()
    return (f"the sync of {last} is still open: `gov sync close {last}` makes tasks of its actions",)


def _blank(path: str, week: str) -> Document:
    front: dict[str, Any] = {"kind": "sync", "schema": "1", "week": week, "status": "open"}
    lists: dict[str, Any] = {"attendees": [], "absent": [], "incidents": []}
    return read(path, f"{dump_front(front | lists)}\n{templates.text('sync.md')}".encode())


def _decided(document: Document) -> dict[str, str]:
    block = document.markdown.blocks.get(previous.BLOCK)
    return dict(decisions(block.text)) if block else {}


def _with_facts(document: Document, agenda: Agenda, day: str | None) -> Document:
    """The front matter: lists that nobody has touched are written anew, others only grow."""
    people, absent = agenda.attendance.people, agenda.attendance.absent
    block = document.markdown.blocks.get(attendance.BLOCK)
    was = tuple(
        [name for name in told(block, key).split(",") if name] if block else list[str]()
        for key in ("people", "away")
    )
    now = (_listed(document, "attendees"), _listed(document, "absent"))
    wanted: dict[str, Any] = {}
    if now == was:
        wanted |= {"attendees": people, "absent": absent}
    listed = _listed(document, "incidents")
    shown = document.markdown.blocks.get(happened.BLOCK)
    known = {*listed, *(INCIDENT_ID.findall(shown.text) if shown else ())}
    wanted["incidents"] = [*listed, *(one for one in sorted(agenda.incidents) if one not in known)]
    if day is not None:
        wanted["date"] = day
    for key, value in wanted.items():
        if value or document.front.get(key):
            document = read(document.path, put(document, (key,), value))
    return document


def _listed(document: Document, key: str) -> list[str]:
    """A list of the front matter as written; one that is no list is for `gov check` to tell."""
    found: Any = document.front.get(key)
    return list(found) if is_sequence(found) else []


def _with_part(document: Document, part: Part, notes: list[str]) -> Document:
    """The minutes with one part written again, unless somebody wrote in it or took it out."""
    block = document.markdown.blocks.get(part.name)
    if block is None:
        section = document.markdown.section(part.section)
        if section is None or not section.is_empty:
            notes.append(f"`gov:{part.name}` is not in the minutes any more, and stays out")
            return document
        return read(document.path, append_to_section(document, part.section, part.marked))
    if not is_generated(block):
        notes.append(f"`gov:{part.name}` was edited by hand and stays as it is; empty it to have it anew")
        return document
    if is_same(part, block):
        return document
    return read(document.path, replace_block(document, part.name, part.text, part.args))


def write(syncs: Syncs, written: Written) -> None:
    """Write the agenda; GovError where the file changed meanwhile."""
    workspace = syncs.recording.workspace
    if written.before is None:
        create_artifact(workspace, written.document.path, written.document.data)
    elif written.is_changed:
        rewrite_artifact(workspace, written.before, written.document.data)


def shown(written: Written) -> str:
    """What ``write`` would write: a whole new file, or the difference to the one that is there."""
    if written.before is None:
        return written.document.text
    return difference(Fixed(written.before, written.document.data, ()), "") if written.is_changed else ""
