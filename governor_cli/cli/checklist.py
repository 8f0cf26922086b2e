"""`gov checklist`: what must be done after an incident, with its evidence."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import Because, By, Commit, DryRun, Format, IncidentId, Push
from governor_cli.ui.session import current

app = Commands()

Item = Annotated[str, Argument(metavar="ITEM", help="An item of the checklist, such as report.")]


@app.command("new")
def new(
    incident: IncidentId,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Write the checklist of an incident, with the items of the playbook."""
    from governor_cli.ui.checklists import answer_changed, checklists_here
    from governor_cli.ui.recorded import asked_share
    from governor_cli.workflows.checklist.edit import new_checklist

    checklists = checklists_here()
    changed = new_checklist(checklists, incident, current().now())
    answer_changed(checklists, changed, "open the checklist", asked_share(commit, push), dry_run, format)
    return 0


@app.command("show")
def show(
    incident: IncidentId,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Show each item with its evidence, or with what would satisfy it."""
    from governor_cli.ui.checklists import answer_state, checklists_here

    answer_state(checklists_here().open(incident), format)
    return 0


@app.command("done")
def done(
    incident: IncidentId,
    item: Item,
    evidence: Annotated[
        str | None,
        Option("--evidence", metavar="E", help="What proves it. [default: what the repository proves]"),
    ] = None,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Record the evidence of an item and tick it; without any it is refused."""
    from governor_cli.ui.checklists import acting_here, answer_changed, checklists_here
    from governor_cli.ui.recorded import asked_share
    from governor_cli.workflows.checklist.edit import prove

    checklists = checklists_here()
    who = acting_here(checklists, by)
    changed = prove(checklists, incident, item, evidence, who, current().now())
    answer_changed(checklists, changed, f"prove {item}", asked_share(commit, push), dry_run, format)
    return 0


@app.command("waive")
def waive(
    incident: IncidentId,
    item: Item,
    reason: Because,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say that this incident does not need an item, and who decided so."""
    from governor_cli.ui.checklists import acting_here, answer_changed, checklists_here
    from governor_cli.ui.recorded import asked_share
    from governor_cli.workflows.checklist.edit import waive as waived

    checklists = checklists_here()
    who = acting_here(checklists, by)
    changed = waived(checklists, incident, item, reason, who, current().now())
    answer_changed(checklists, changed, f"waive {item}", asked_share(commit, push), dry_run, format)
    return 0


@app.command("close")
def close(
    incident: IncidentId,
    walk: Annotated[
        bool, Option("--walk", help="Go through what is missing, and run the command of each.")
    ] = False,
    by: By = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Find the evidence of each item; close when every item is proved or waived.

    What can be proved is recorded and ticked in any case. While something is missing the
    checklist stays open, and the exit code is 1.
    """
    from governor_cli.ui.checklists import acting_here, answer_changed, checklists_here
    from governor_cli.ui.recorded import asked_share
    from governor_cli.workflows.checklist.edit import close as closed

    if walk:
        _walked(incident, dry_run, format)
    checklists = checklists_here()
    changed = closed(checklists, incident, acting_here(checklists, by), current().now())
    said = "close the checklist" if not changed.state.open_items else "record evidence"
    answer_changed(checklists, changed, said, asked_share(commit, push), dry_run, format)
    return int(bool(changed.state.open_items))


def _walked(incident: str, dry_run: bool, format: str) -> None:  # noqa: A002 - it is the option's name
    """UsageError where the options leave nothing to walk for."""
    from governor_cli.core.errors import UsageError
    from governor_cli.ui.checklist_walk import walk

    if dry_run or format != "text":
        raise UsageError("--walk runs commands and talks to a person", hint="Leave out --dry-run and -f.")
    walk(incident)
