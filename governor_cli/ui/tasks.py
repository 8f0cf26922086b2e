"""How task commands act and answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import How, answer_written, in_turn, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.repository.recording import Recording
    from governor_cli.workflows.task.list import Wanted
    from governor_cli.workflows.task.state import Tasks
    from governor_cli.workflows.task.write import Changed


def tasks_here() -> "Tasks":
    """The follow-ups of the repository at work."""
    from governor_cli.workflows.task.state import Tasks

    return Tasks(recording_here())


def answer_changed(
    changing: "Callable[[Tasks], Changed]",
    what: str,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Write the change, or show it, and the task after it."""
    from governor_cli.views.task import task_data, task_text
    from governor_cli.workflows.task.list import shown, waiting_for
    from governor_cli.workflows.task.write import written

    session = current()
    tasks, changed = _changed(changing, dry_run=dry_run)
    one = shown(tasks, changed.task, session.now())
    for note in changed.notes:
        session.note(note)
    if dry_run:
        session.note(
            f"would write {' and '.join(changed.paths)}" if changed.is_changed else "nothing to write"
        )
        session.raw(written(changed)) if changed.is_changed else None
        return 0
    data = {**task_data(one), "path": changed.after.path}

    def answer() -> None:
        human: Callable[[], str] = lambda: task_text(one, waiting_for(tasks, changed.task))  # noqa: E731
        answer_written(tasks.recording, changed.after.path, "task", data, human, format)

    def share() -> None:
        if changed.is_changed:
            subject = f"{what} {one.name}: {changed.task.title}"
            path, *also = changed.paths
            share_written(tasks.recording, path, subject, one.name, how, also=also)

    in_turn(answer, share, how)
    return 0


def _changed(changing: "Callable[[Tasks], Changed]", *, dry_run: bool) -> "tuple[Tasks, Changed]":
    """The change, written, and the tasks that it was made of."""
    from governor_cli.workflows.repository.recording import recorded_on
    from governor_cli.workflows.task.state import Tasks
    from governor_cli.workflows.task.write import write

    def attempt(on: "Recording") -> "tuple[Tasks, Changed]":
        tasks = Tasks(on)
        changed = changing(tasks)
        if changed.is_changed and not dry_run:
            write(tasks, changed)
        return tasks, changed

    return recorded_on(recording_here(), attempt)


def answer_list(wanted: "Wanted", format: str) -> int:  # noqa: A002 - it is the option's name
    """The tasks that are wanted, in one of three formats."""
    from governor_cli.views.task import list_data, list_markdown, list_text
    from governor_cli.workflows.task.list import list_tasks

    session = current()
    tasks = tasks_here()
    listing = list_tasks(tasks, wanted, session.now())
    if format == "markdown":
        session.out(list_markdown(listing.tasks, listing.today))
    else:
        session.answer("tasks", list_data(listing.tasks), lambda: list_text(listing.tasks), format)
    if not listing.tasks:
        session.note("no task" if tasks.exists else f"no task: there is no {tasks.path} yet")
    return 0


def answer_one(given: str, format: str) -> int:  # noqa: A002 - it is the option's name
    """One task with what it waits for."""
    from governor_cli.views.task import task_data, task_text
    from governor_cli.workflows.task.list import shown, waiting_for

    session = current()
    tasks = tasks_here()
    task = tasks.find(given)
    one = shown(tasks, task, session.now())
    data = {**task_data(one), "path": tasks.path}
    session.answer("task", data, lambda: task_text(one, waiting_for(tasks, task)), format)
    return 0


def render_report(given: str, how: How | None, dry_run: bool) -> int:
    """Write the follow-ups into the report of an incident."""
    from governor_cli.core.document import read
    from governor_cli.workflows.check.fixing import Fixed, difference
    from governor_cli.workflows.repository.writing import rewrite_artifact
    from governor_cli.workflows.task.render import render

    session = current()
    tasks = tasks_here()
    incident, rendered = render(tasks, given)
    path = tasks.recording.reports[incident]
    if rendered is None:
        session.note(f"the report of {incident} shows its follow-ups already")
    elif dry_run:
        session.raw(difference(Fixed(read(path, rendered[0].data), rendered[1], ()), ""))
        return 0
    else:
        rewrite_artifact(tasks.recording.workspace, *rendered)
    answer_written(tasks.recording, path, "task", {}, lambda: "", "text")
    if rendered is not None:
        share_written(tasks.recording, path, f"{incident}: render the follow-ups", incident, how)
    return 0
