"""Close a sync: what its boxes and decisions ask for is done first, then nothing may be left undecided."""

from collections.abc import Iterator
from datetime import date, datetime

from governor_cli.core.document import read
from governor_cli.core.edit import put
from governor_cli.core.instants import format_instant
from governor_cli.kinds.sync.model import Sync, week_of
from governor_cli.practices.agenda.boxes import boxes
from governor_cli.practices.agenda.decided import needs_decision
from governor_cli.practices.agenda.decision_cells import decisions
from governor_cli.practices.agenda.part import ACTIONS
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.acting import acting
from governor_cli.workflows.check.fixing import Fixed, difference
from governor_cli.workflows.repository.writing import rewrite_artifact
from governor_cli.workflows.sync.closing import Closing, Undecided
from governor_cli.workflows.sync.meetings import Syncs
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.write import Changed
from governor_cli.workflows.task.write import write as write_tasks
from governor_cli.workflows.task.write import written as tasks_written


def close(syncs: Syncs, week: str, by: str | None, now: datetime, day: date | None = None) -> Closing:
    """Everything that follows from the minutes of a week; nothing is written yet.

    ``day`` is when it took place, where somebody says so. GovError where there are no minutes, and
    UsageError for somebody that nobody knows.
    """
    document, record = syncs.document(week)
    acting(syncs.recording, by)
    today = day_of(syncs.recording.policy, now)
    held = day or record.date or (today if week_of(today) == week else None)
    judged = min(held or today, today)
    closing = Closing(syncs.recording, document, document, Tasks(syncs.recording), judged, by, now)
    source = f"sync {week}"
    _make_tasks(closing, source)
    _carry_out(closing, source)
    if record.status == "closed":
        closing.undecided.clear()
        closing.closed = True
        if document.data == closing.document.data and not closing.changes:
            closing.notes.append(f"the sync of {week} is closed already")
        return closing
    closing.lacking += _lacking(record, held, today)
    if closing.is_ready and held is not None:
        _set_closed(closing, record, held)
    return closing


def _make_tasks(closing: Closing, source: str) -> None:
    roles = [role.id for role in closing.recording.policy.roles]
    closing.take_up([box for box in boxes(closing.document, roles) if not box.task], source)


def _carry_out(closing: Closing, source: str) -> None:
    """Every decision in the agenda, then whatever is still carried over."""
    block = closing.document.markdown.blocks.get(ACTIONS)
    problems = closing.carry_out(decisions(block.text if block else ""))
    file = closing.tasks.file
    for task in file.tasks:
        name = file.name(task)
        is_action = task.owner or task.due or task.incident
        if name in problems and task.is_open:
            closing.undecided.append(Undecided(name, task, problems[name]))
        elif is_action and task.source != source and needs_decision(task, closing.day):
            why = f"it was due on {task.due}" if task.day else "it has no date"
            closing.undecided.append(Undecided(name, task, why))
    known = {file.name(task) for task in file.tasks}
    closing.notes += [f"{name}: {why}" for name, why in problems.items() if name not in known]


def _lacking(record: Sync, held: date | None, today: date) -> Iterator[str]:
    if held is None:
        yield "nobody says on which day it took place: add --date"
    elif week_of(held) != record.week:
        yield f"{held} is in {week_of(held)}, not in {record.week}"
    elif held > today:
        yield f"it takes place on {held}, which is still to come"
    if not record.attendees:
        yield "nobody is named under `attendees`"


def _set_closed(closing: Closing, record: Sync, held: date) -> None:
    facts = {"status": "closed"}
    if record.date != held:
        facts["date"] = held.isoformat()
    for key, value in {**facts, "closed": format_instant(closing.now)}.items():
        closing.document = read(closing.document.path, put(closing.document, (key,), value))
    closing.closed = True


def write(closing: Closing) -> None:
    """Write the tasks first, then the reports that show them, then the minutes that name them.

    ChangedError where one changed meanwhile: whoever closes again takes up what is left.
    """
    for changed in _together(closing):
        write_tasks(Tasks(closing.recording), changed)
    rewrite_artifact(closing.recording.workspace, closing.before, closing.document.data)


def written(closing: Closing) -> str:
    """What ``write`` would write, as a difference to what is there."""
    shown = "".join(map(tasks_written, _together(closing)))
    minutes = Fixed(closing.before, closing.document.data, ())
    return shown + (difference(minutes, "") if minutes.data != closing.before.data else "")


def _together(closing: Closing) -> Iterator[Changed]:
    """Several changes of the tasks as one; then of each report the last text."""
    if closing.changes:
        first, last = closing.changes[0], closing.changes[-1]
        yield Changed(first.before, last.after, last.task)
        reports = {one.report[0].path: one for one in closing.changes if one.report}
        yield from (one._replace(before=last.after, after=last.after) for one in reports.values())
