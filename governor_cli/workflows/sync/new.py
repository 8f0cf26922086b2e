"""Write the agenda of a week, or only its generated parts again: what people wrote stays byte for byte."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from governor_cli.adapters.beside import beside
from governor_cli.core.errors import GovError, UsageError
from governor_cli.practices.tasks import day_of
from governor_cli.workflows.sync.agenda import Told, View, restored
from governor_cli.workflows.sync.meetings import Syncs

if TYPE_CHECKING:  # while this process imports what edits minutes, the other looks at how things stand
    from governor_cli.core.document import Document

_SHARED: Final = ("core.json_text", "kinds.tasks.extract", "practices.agenda.text", "policy.hours")
for _name in _SHARED:  # both processes use them, so they are imported before there are two
    import_module(f"governor_cli.{_name}")

_NOON = timedelta(hours=12)
_A_YEAR = timedelta(days=366)


class Written(NamedTuple):
    """The sync of a week before and after; ``before`` is None where it is new."""

    week: str
    before: "Document | None"
    document: "Document"
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
    _refuse_far(syncs, week, now)
    if week not in syncs.known:
        syncs.recording.refuse_hidden(syncs.path(week))
    monday = syncs.monday(week)
    view = View(syncs, week, now, meeting or (now if monday <= now else monday + _NOON))
    _ = syncs.recording.repository.corpus  # read before the fork, for both processes look at it
    with beside(lambda: _standing(view).plain) as standing:
        return _written(view, meeting, lambda: restored(standing()))


def _standing(view: View) -> Told:
    from governor_cli.workflows.sync.standing import Standing

    return Standing(view).told()


def _written(view: View, meeting: datetime | None, standing: Callable[[], Told]) -> Written:
    from governor_cli.practices.agenda.minutes import Facts, decided, unknown_parts, with_facts, with_part
    from governor_cli.workflows.sync.looking_back import looking_back

    syncs, week = view.syncs, view.week
    notes = list(_left_open(syncs, week, view.now))
    before = syncs.document(week)[0] if week in syncs.known else None
    if before is not None and before.front.get("status") == "closed":
        return Written(week, before, before, (*notes, f"the sync of {week} is closed: nothing is written"))
    document = before or _blank(syncs.path(week), week)
    back, now = looking_back(view, decided(document)), standing()
    day = day_of(syncs.recording.policy, meeting).isoformat() if meeting else None
    document = with_facts(document, Facts(now.people, now.absent, back.incidents, day))
    missing = {**back.missing, **now.missing}
    for part in (*back.parts, *now.parts, *unknown_parts(document, missing)):
        document, note = with_part(document, part)
        notes += [note] if note else []
    notes += [f"`gov:{name}` is not written: {why}" for name, why in missing.items()]
    return Written(week, before, document, tuple(dict.fromkeys([*notes, *now.notes])))


def _week(syncs: Syncs, given: str | None, now: datetime, meeting: datetime | None) -> str:
    this = syncs.this_week(meeting or now)
    if given is None:
        return this
    from governor_cli.workflows.sync.meetings import read_week

    week = read_week(given, syncs.this_week(now))
    if meeting is not None and week != this:
        raise UsageError(f"--at is in {this}, not in {week}", hint="Leave the week out.")
    return week


def _refuse_far(syncs: Syncs, week: str, now: datetime) -> None:
    """What is over is not written any more, and nobody plans a year ahead: that is a slip of the hand."""
    if syncs.ends(week) <= now:
        hint = f"Close it with `gov sync close {week}`." if week in syncs.known else "Leave the week out."
        raise GovError(f"{week} is over: its agenda is not written any more", hint=hint)
    if syncs.monday(week) - now > _A_YEAR:
        raise GovError(f"{week} is more than a year away", hint=f"This week is {syncs.this_week(now)}.")


def _left_open(syncs: Syncs, week: str, now: datetime) -> Sequence[str]:
    last = syncs.before(week)
    if last is None or syncs.ends(last) > now:
        return ()
    try:
        _, record = syncs.document(last)
    except GovError as error:
        return (f"the sync of {last} cannot be read: {error.message}",)
    if record.status == "closed":
        return ()
    return (f"the sync of {last} is still open: `gov sync close {last}` makes tasks of its actions",)


def _blank(path: str, week: str) -> "Document":
    from governor_cli.adapters import templates
    from governor_cli.core.document import read
    from governor_cli.core.yaml_write import dump_front

    front: dict[str, Any] = {"kind": "sync", "schema": "1", "week": week, "status": "open"}
    lists: dict[str, Any] = {"attendees": [], "absent": [], "incidents": []}
    return read(path, f"{dump_front(front | lists)}\n{templates.text('sync.md')}".encode())


def write(syncs: Syncs, written: Written) -> None:
    """Write the agenda; ChangedError where somebody wrote the file meanwhile."""
    from governor_cli.workflows.repository.writing import create_artifact, rewrite_artifact

    workspace, path = syncs.recording.workspace, written.document.path
    if written.before is None:
        try:
            create_artifact(workspace, path, written.document.data)
        except GovError:
            syncs.recording.refuse_hidden(path)
            raise
    elif written.is_changed:
        rewrite_artifact(workspace, written.before, written.document.data)


def shown(written: Written) -> str:
    """What ``write`` would write: a whole new file, or the difference to the one that is there."""
    if written.before is None:
        return written.document.text
    if not written.is_changed:
        return ""
    from governor_cli.workflows.check.fixing import Fixed, difference

    return difference(Fixed(written.before, written.document.data, ()), "")
