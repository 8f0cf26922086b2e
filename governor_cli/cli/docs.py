"""`gov docs`: what was learned, on a branch of its own, proposed in time."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import Because, By, DryRun, Format, Incident, ReportFormats, Strict
from governor_cli.ui.session import current

app = Commands()

Learned = Annotated[
    str | None,
    Option(
        "--learned",
        metavar="TIME",
        help="When it was learned. [default: where the incident's clock started, else now]",
    ),
]
Branch = Annotated[
    str | None,
    Argument(
        metavar="[BRANCH]", help="Its name, topic or incident. [default: the one you are in, or the only one]"
    ),
]


@app.command("open")
def open_(
    topic: Annotated[str, Argument(metavar="TOPIC", help="What it is about, such as restart-search.")],
    incident: Incident = None,
    learned: Learned = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Open a documentation branch in a work tree of its own, and print where to edit.

    Your checkout is not touched. The first commit says when the clock started.
    """
    from governor_cli.ui.documentation import learned_given
    from governor_cli.ui.incidents import recording_here
    from governor_cli.views.docs import opened_data, opened_text
    from governor_cli.workflows.docs.open import open_branch

    session = current()
    recording = recording_here()
    now = session.now()
    made = open_branch(recording, topic, incident, learned_given(recording, learned), now)
    data = opened_data(made.branch, made.worktree, made.incident, made.learned, made.due)
    if made.found:
        where = "as it is" if made.found == "here" else f"that {made.found} has"
        session.note(f"goes on with the branch {where}")
    if format == "text":
        session.path(made.worktree)
    session.answer(
        "documentation_branch",
        data,
        lambda: opened_text(made.branch, made.folder, made.base, made.due, now),
        format,
    )
    return 0


@app.command("status")
def status(format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Show each documentation branch, its clock and its review, and incidents that still owe one."""
    from governor_cli.ui.incidents import recording_here
    from governor_cli.views.docs import status_data, status_text
    from governor_cli.workflows.docs.status import documentation

    session = current()
    now = session.now()
    found = documentation(recording_here())
    told = (found.branches, found.owed, now)
    session.answer("documentation", status_data(*told), lambda: status_text(*told), format)
    return 0


@app.command("submit")
def submit(
    branch: Branch = None,
    pull_request: Annotated[
        str | None, Option("--pull-request", metavar="URL", help="Record a review opened by hand.")
    ] = None,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Check, commit, push and propose a documentation branch, then remove its work tree.

    Safe to run again after any failure: it goes on where it stopped.
    """
    from governor_cli.ui.documentation import chosen, show_plan, submission_of, submit_one
    from governor_cli.ui.incidents import recording_here
    from governor_cli.workflows.docs.submit import record_review

    recording = recording_here()
    branches, known = chosen(recording, branch)
    one = submission_of(recording, known.name, branches)
    if dry_run:
        return show_plan(one, format)
    if pull_request is not None:
        record_review(one, pull_request)
    return submit_one(one, format)


@app.command("abandon")
def abandon(
    reason: Because,
    branch: Branch = None,
    by: By = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Give a documentation branch up; its work and the reason are kept under refs/gov/abandoned."""
    from governor_cli.ui.documentation import chosen, who_acts
    from governor_cli.ui.incidents import recording_here
    from governor_cli.views.docs import abandoned_data, abandoned_text
    from governor_cli.workflows.docs.abandon import abandon as give_up

    session = current()
    recording = recording_here()
    branches, known = chosen(recording, branch)
    gone = give_up(branches, known, reason, who_acts(recording, by), session.now())
    data = abandoned_data(gone.branch, gone.kept, gone.pull_request)
    session.answer("documentation_abandoned", data, lambda: abandoned_text(gone.branch, gone.kept), format)
    if gone.pull_request:
        session.note(f"its review stays open until somebody closes it: {gone.pull_request}")
    elif gone.pushed:
        session.note("the remote still has the branch")
    return 0


@app.command("fix")
def fix(
    file: Annotated[str, Argument(metavar="FILE", help="A document, there already or new.")],
    incident: Incident = None,
    learned: Learned = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Open your editor on one document, and propose what you changed, in one go."""
    from governor_cli.ui.documentation import correct

    return correct(file, incident, learned, format)


@app.command("check")
def check(strict: Strict = False, format: ReportFormats = "text") -> int:  # noqa: A002 - it is the option's name
    """Judge the documentation: links, anchors, runbooks that are missing or have not kept up."""
    from governor_cli.ui.reporting import progress, show_report
    from governor_cli.workflows.docs.check import check_documentation

    session = current()
    answer = check_documentation(session.workspace(), session.now(), progress("judging documents"))
    return show_report(answer, format, strict=strict)
