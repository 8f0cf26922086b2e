"""How documentation commands open, submit and answer."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import GovError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.recorded import instant_given
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from datetime import datetime

    from governor_cli.workflows.docs.branches import Branches, Known
    from governor_cli.workflows.docs.submission import Submission
    from governor_cli.workflows.repository.recording import Recording

_NAMED = 10
"""Files that are named."""


def learned_given(recording: "Recording", text: str | None) -> "datetime | None":
    """--learned as the command line takes times."""
    mine = None
    if text is not None and text.strip().endswith("@me"):
        from governor_cli.workflows.acting import acting, zone_of

        mine = zone_of(recording, acting(recording, None))
    return instant_given(text, recording, current().now(), mine, "--learned")


def chosen(recording: "Recording", given: str | None) -> "tuple[Branches, Known]":
    """The branch meant, by what was given or by the folder that the caller is in."""
    from governor_cli.workflows.docs.branches import Branches

    branches = Branches(recording.workspace)
    return branches, branches.choose(given, str(current().start.absolute()))


def who_acts(recording: "Recording", by: str | None) -> str:
    """Who acts; what should be known about it goes to stderr."""
    from governor_cli.workflows.acting import acting

    actor = acting(recording, by)
    if actor.note:
        current().warn(actor.note)
    return actor.who


def show_plan(one: "Submission", format: str) -> int:  # noqa: A002 - it is the option's name
    """What submitting would send, and to where. NotReadyError where there is nothing to send."""
    from governor_cli.views.docs import plan_data, plan_text
    from governor_cli.workflows.docs.submission import way_of

    one.refuse_empty()
    way = way_of(one)
    delivery, home = way.forge.deliver(way.proposal), way.home
    asked = (home.api, home.variable) if home.api and home.token else ("", "")
    told = (way.proposal, way.remote(delivery), delivery, *asked)
    current().answer("documentation_plan", plan_data(*told), lambda: plan_text(*told), format)
    return 0


def submit_one(one: "Submission", format: str) -> int:  # noqa: A002 - it is the option's name
    """Submit, telling on stderr what is done, and answer."""
    from governor_cli.views.docs import submitted_data, submitted_text
    from governor_cli.workflows.docs.submit import submit

    session = current()
    submit(one)
    told = (one.name, one.proposed.url, one.proposed.by_hand, one.text)
    session.answer(
        "documentation_proposal",
        {**submitted_data(*told, merged=one.merged), "unmet": one.proposed.unmet or None},
        lambda: submitted_text(*told, merged=one.merged),
        format,
    )
    if one.committed:
        more = f" and {len(one.committed) - _NAMED} more" if len(one.committed) > _NAMED else ""
        session.note(f"committed {', '.join(one.committed[:_NAMED])}{more}")
    if one.proposed.unmet:
        session.warn(f"the review is open, but {one.proposed.unmet}")
    if one.removed:
        session.note(f"removed the work tree {one.removed}")
    return 0


def submission_of(recording: "Recording", name: str, seen: "Branches | None" = None) -> "Submission":
    """A branch on its way; ``seen`` are the branches as somebody has just looked at them."""
    from governor_cli.workflows.docs.submission import Submission

    return Submission(recording.workspace, recording.policy, name, current().now(), seen=seen)


def correct(
    given: str,
    incident: str | None,
    learned: str | None,
    format: str,  # noqa: A002 - the option's name
) -> int:
    """Branch, editor, proposal; a file left as it was leaves nothing behind."""
    from governor_cli.adapters.editor import can_edit, edit
    from governor_cli.workflows.docs.fix import drop_unchanged, start_correcting

    session = current()
    recording = recording_here()
    if not can_edit(recording.workspace.git, terminal=session.is_interactive and session.is_terminal):
        raise GovError(
            "there is no terminal to edit in",
            hint="Set EDITOR to a program that needs none, or run `gov docs open` and `gov docs submit`.",
        )
    now = session.now()
    one = start_correcting(recording, given, incident, learned_given(recording, learned), now)
    session.note(f"editing {one.file} on {one.branch}")
    try:
        edit(recording.workspace.git, str(one.file))
    finally:
        untouched = one.fresh and not one.is_changed
        if untouched:
            drop_unchanged(recording, one, who_acts(recording, None), now)
    if untouched:
        session.note("nothing was changed, so nothing is proposed")
        return 0
    return submit_one(submission_of(recording, one.branch), format)
