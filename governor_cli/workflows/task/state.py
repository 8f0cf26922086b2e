"""The follow-ups of one repository as they stand: the file they are in, and the one that is meant."""

from collections.abc import Sequence
from functools import cached_property

from governor_cli.core.errors import GovError
from governor_cli.core.ids import match_id
from governor_cli.kinds.tasks.file import TaskFile, read_tasks
from governor_cli.kinds.tasks.model import Task
from governor_cli.workflows.repository.recording import Recording

_NAMED = 10


class Tasks:
    """The tasks of a repository; a file that is not there yet holds none."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording

    def after(self, file: TaskFile) -> "Tasks":
        """The tasks as they will be once a change is written: for one more change on top of it."""
        later = Tasks(self.recording)
        later.file = file
        return later

    @property
    def path(self) -> str:
        """The file that the playbook names, relative to the root."""
        return self.recording.policy.knowledge.tasks

    @property
    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.recording.repository.exists(self.path)

    @cached_property
    def file(self) -> TaskFile:
        """The file as it is; GovError with the place where it cannot be read as one of tasks."""
        if not self.exists:
            self.recording.refuse_hidden(self.path)
            return read_tasks(self.path, b"[]\n")
        data = self.recording.repository.snapshot.read(self.recording.workspace.prefix + self.path)
        file = read_tasks(self.path, data)
        if file.shape is None:
            raise refused(file)
        return file

    @cached_property
    def closed_by(self) -> dict[str, str]:
        """Task, in lower case -> the commit that says so."""
        from governor_cli.workflows.task.history import closing_commits

        return closing_commits(self.recording.workspace)

    @property
    def editable(self) -> TaskFile:
        """The file, where a change of it cannot go astray; else GovError with the place of what is wrong."""
        if self.file.json.faults:
            raise refused(self.file)
        return self.file

    def of_incident(self, incident: str) -> list[Task]:
        """The follow-ups of an incident, in the order of the file."""
        return [task for task in self.file.tasks if task.incident == incident]

    def find(self, given: str) -> Task:
        """The one task meant by its id, or by a unique beginning or the last four characters of one.

        A number is never taken for the beginning of another. GovError for none or several.
        """
        file, wanted = self.file, given.strip().casefold()
        exact = file.called(wanted)
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise _ambiguous(file, given, exact)
        by_name = {file.name(task): task for task in file.tasks}
        if wanted.isdecimal():
            known = [name for name in by_name if not name.isdecimal()]
            hint = "Run `gov task list` to see them." if by_name else "No task is recorded yet."
            if not any(name.casefold().endswith(f"-{wanted}") for name in known):
                raise GovError(f"there is no task `{given}`", hint=hint)
            return by_name[match_id(given, known, "task")]
        return by_name[match_id(given, by_name, "task")]


def refused(file: TaskFile) -> GovError:
    """Why a file cannot be worked on, with its first place."""
    from governor_cli.workflows.repository.task_verdict import unreadable

    first = next(unreadable(file))
    place = first.place or file.json.place(first.at, first.on)
    return GovError(f"{file.path}:{place.line}:{place.column}: {first.message}", hint=first.hint)


def _ambiguous(file: TaskFile, given: str, found: Sequence[Task]) -> GovError:
    names = list(dict.fromkeys(file.name(task) for task in found))
    if len(names) == 1:
        lines = ", ".join(str(file.json.place((*task.at, "id")).line) for task in found[:_NAMED])
        return GovError(
            f"`{given}` is the id of {len(found)} tasks, on lines {lines} of {file.path}",
            hint="Give each an id of its own, then run the command again.",
        )
    shown = ", ".join(names[:_NAMED])
    return GovError(f"`{given}` is the id of {len(found)} tasks", hint=f"Name one of {shown}.")
