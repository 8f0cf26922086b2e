"""How checklist commands act and answer."""

from typing import TYPE_CHECKING

from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import How, answer_written, in_turn, share_written
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.checklist.edit import Changed
    from governor_cli.workflows.checklist.state import Checklists, ChecklistState


def checklists_here() -> "Checklists":
    """The checklists of the repository at work."""
    from governor_cli.workflows.checklist.state import Checklists

    return Checklists(recording_here())


def acting_here(checklists: "Checklists", by: str | None) -> str:
    """Who acts; what should be known about it goes to stderr."""
    from governor_cli.workflows.acting import acting

    actor = acting(checklists.recording, by)
    if actor.note:
        current().warn(actor.note)
    return actor.who


def answer_state(state: "ChecklistState", format: str) -> None:  # noqa: A002 - it is the option's name
    """A checklist as it stands."""
    from governor_cli.views.checklist import checklist_data, checklist_text

    told = (state.record.incident, state.record.status, state.items)
    current().answer("checklist", checklist_data(*told), lambda: checklist_text(*told), format)


def answer_changed(
    checklists: "Checklists",
    changed: "Changed",
    what: str,
    how: How | None,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> None:
    """Write the change, or show it, and the checklist after it."""
    from governor_cli.views.checklist import checklist_data, checklist_text
    from governor_cli.workflows.checklist.edit import write, written

    session = current()
    state = changed.state
    incident = state.record.incident
    if changed.note:
        session.note(changed.note)
    told = (incident, state.record.status, state.items)
    data = checklist_data(*told)
    if dry_run:
        session.note(f"would write {state.path}" if changed.is_changed else "nothing would be written")
        session.answer("checklist", data, lambda: checklist_text(*told), format)
        if format == "text":
            session.raw(written(changed))
        return
    write(checklists, changed)
    recording = checklists.recording

    def answer() -> None:
        answer_written(recording, state.path, "checklist", data, lambda: checklist_text(*told), format)

    def share() -> None:
        if changed.is_changed:
            share_written(recording, state.path, f"{incident}: {what}", f"the checklist of {incident}", how)

    in_turn(answer, share, how)
