"""Write a change of the follow-ups: the file of tasks first, then the report that shows them."""

from collections.abc import Sequence
from typing import NamedTuple

from governor_cli.adapters import files
from governor_cli.core.document import Document, read
from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.kinds.tasks.model import Task
from governor_cli.workflows.check.fixing import Fixed, difference
from governor_cli.workflows.repository.recording import Recording, recorded_on
from governor_cli.workflows.repository.writing import create_artifact, rewrite_artifact
from governor_cli.workflows.task.render import Rendered, kept_in_step
from governor_cli.workflows.task.state import Tasks


class Changed(NamedTuple):
    """The file of tasks before (None where it is new) and after; ``task`` as it is after the change.

    ``report`` is the incident's report with its follow-ups rendered again, where that is needed.
    """

    before: TaskFile | None
    after: TaskFile
    task: Task
    notes: Sequence[str] = ()
    report: tuple[Document, bytes] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before is None or self.before.json.data != self.after.json.data

    @property
    def paths(self) -> list[str]:
        """The files that change, relative to the root."""
        return [self.after.path, *([self.report[0].path] if self.report else [])]


def write(tasks: Tasks, changed: Changed) -> None:
    """Write both files; ChangedError where the file of tasks changed meanwhile: nothing is written then."""
    workspace = tasks.recording.workspace
    if changed.before is None:
        create_artifact(workspace, changed.after.path, changed.after.json.data)
    elif changed.is_changed:
        where = files.inside(workspace.root, changed.after.path)
        files.replace(where, changed.before.json.data, changed.after.json.data)
    if changed.report:
        _show(tasks, changed.task.incident, changed.report)


def _show(tasks: Tasks, incident: str, report: Rendered) -> None:
    """Write the report; rendered anew where somebody wrote into it meanwhile, for the task is recorded."""
    known: list[Rendered | None] = [report]

    def attempt(on: Recording) -> None:
        fresh = Tasks(on)
        rendered = known.pop() if known else kept_in_step(fresh, incident, fresh.file)[0]
        if rendered:
            rewrite_artifact(on.workspace, *rendered)

    recorded_on(tasks.recording, attempt)


def written(changed: Changed) -> str:
    """What ``write`` would write, as a difference to what is there."""
    before = b"" if changed.before is None else changed.before.json.data
    after = changed.after.json.data
    shown = difference(Fixed(read(changed.after.path, before), after, ()), "") if before != after else ""
    if changed.report:
        document, data = changed.report
        shown += difference(Fixed(document, data, ()), "")
    return shown
