"""`gov roster`: who is on call, and proof that what was promised is covered."""

from typing import Annotated

from governor_cli.core.errors import UsageError
from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import (
    AsOf,
    At,
    DryRun,
    Format,
    From,
    Horizon,
    ReportFormats,
    Strict,
    complete_person,
)
from governor_cli.ui.session import current

app = Commands()


@app.command("new")
def new(dry_run: DryRun = False) -> int:
    """Write a roster that has the right shape and nobody in it yet."""
    from governor_cli.workflows.repository.reading import open_repository
    from governor_cli.workflows.roster.new import new_roster

    session = current()
    workspace = session.workspace()
    path, data = new_roster(open_repository(workspace), write=not dry_run)
    if dry_run:
        session.raw(data.decode())
        return 0
    session.path(workspace.prefix + path)
    session.note("Add people and rotations, then run `gov roster check`.")
    return 0


@app.command("show")
def show(as_of: AsOf = None, format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Show people, how to reach them, and which rotation covers what."""
    from governor_cli.adapters.private import private_values
    from governor_cli.views.roster_show import roster_data, roster_text
    from governor_cli.workflows.roster.reading import roster_of, roster_repository

    session = current()
    workspace = session.workspace()
    document, roster = roster_of(roster_repository(workspace, as_of))
    private = private_values(workspace.git)
    path = workspace.prefix + document.path
    session.answer(
        "roster", roster_data(roster, path, private), lambda: roster_text(roster, path, private), format
    )
    return 0


@app.command("check")
def check(
    file: Annotated[
        str | None,
        Argument(
            metavar="[FILE.ics]",
            help="An exported calendar instead of the roster; - is stdin.",
        ),
    ] = None,
    promise: Annotated[
        str | None,
        Option("--promise", metavar="HOURS", help='With FILE: 24/7 or "Mon-Fri 06:00-22:00 Europe/Berlin".'),
    ] = None,
    horizon: Horizon = None,
    start: From = None,
    prove: Annotated[bool, Option("--prove", help="Look 28 years ahead: nothing new comes after.")] = False,
    blame: Annotated[bool, Option("--blame", help="Name the commit that opened each gap.")] = False,
    strict: Strict = False,
    format: ReportFormats = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Prove that every hour the playbook promises has somebody behind it who can be reached.

    With FILE.ics it proves the calendar a team already has, outside any repository.
    """
    from governor_cli.ui.roster import asked_horizon, planned, show_proof
    from governor_cli.ui.roster_files import check_calendar
    from governor_cli.workflows.repository.reading import open_repository
    from governor_cli.workflows.roster.check import prove as proved

    far = asked_horizon(horizon, prove=prove)
    if file is not None or promise is not None:
        if blame:
            raise UsageError("a calendar has no commits to blame", hint="Leave --blame or the file out.")
        return check_calendar(file, promise, start, far, format, strict=strict)
    session = current()
    repository = open_repository(session.workspace())
    now = session.now()
    begin = planned(start, repository, now, "--from") if start is not None else None
    found = proved(repository, now, start=begin, horizon=far, blame=blame)
    return show_proof(found, format, strict=strict)


@app.command("who")
def who(
    role: Annotated[str | None, Argument(metavar="[ROLE]", help="One role. [default: all]")] = None,
    at: At = None,
    as_of: AsOf = None,
    why: Annotated[bool, Option("--why", help="Say which line puts them on, and who wrote it.")] = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say who is on call, now or at any time; with --as-of also what the roster said at a revision."""
    from governor_cli.ui.who import answer_who

    return answer_who(role, at, as_of, why=why, format=format)


@app.command("next")
def next_(
    handle: Annotated[str, Argument(metavar="HANDLE", help="Whose shifts.", autocompletion=complete_person)],
    count: Annotated[int, Option("--count", "-n", min=1, max=200, help="How many.")] = 5,
    at: At = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say when somebody is on next, in their own time zone."""
    from governor_cli.ui.roster import planned
    from governor_cli.views.duty import next_data, next_text
    from governor_cli.workflows.roster.questions import next_shifts
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    found = next_shifts(repository, handle, planned(at, repository, session.now()), count)
    session.answer("shifts", next_data(*found), lambda: next_text(*found), format)
    return 0


@app.command("load")
def load(start: From = None, horizon: Horizon = None, format: Format = "text") -> int:  # noqa: A002
    """Say what each person bears: hours, nights, weekends, the longest stretch, the least rest, pages."""
    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.views.duty import load_data, load_text
    from governor_cli.workflows.repository.reading import open_repository
    from governor_cli.workflows.roster.questions import load as loaded

    session = current()
    repository = open_repository(session.workspace())
    now = session.now()
    begin = planned(start, repository, now, "--from") if start is not None else None
    found = loaded(repository, begin, asked_horizon(horizon, prove=False), now)
    if found.pages.unread:
        session.warn(f"pages of {found.pages.unread} incident reports cannot be read: run `gov check`")
    session.answer("load", load_data(found), lambda: load_text(found), format)
    return 0


@app.command("diff")
def diff(
    rev: Annotated[str, Argument(metavar="REV", help="The revision to compare with, such as main.")],
    start: From = None,
    horizon: Horizon = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say whose shifts the work tree moves, and only theirs; the table fits a pull request."""
    from governor_cli.core.instants import format_instant
    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.views.moves import difference_text, moves_data
    from governor_cli.workflows.roster.questions import difference
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    begin = planned(start, repository, session.now().replace(second=0, microsecond=0), "--from")
    found = difference(repository, rev, begin, asked_horizon(horizon, prove=False))
    data = {"rev": found.rev, "from": format_instant(found.start), "until": format_instant(found.end)}
    told = (found.moves, repository.policy.timezone, rev, found.start, found.end)
    session.answer("roster_diff", {**data, **moves_data(found.moves)}, lambda: difference_text(*told), format)
    return 0


@app.command("render")
def render(
    start: Annotated[
        str | None,
        Option("--from", metavar="DAY", help="The first week of the table. [default: as it is]"),
    ] = None,
    weeks: Annotated[int, Option("--weeks", min=1, max=53, help="With --from: how many weeks.")] = 4,
    dry_run: DryRun = False,
) -> int:
    """Write the tables in the roster's body anew: contacts, coverage windows, the coming weeks."""
    from governor_cli.ui.roster import asked_weeks
    from governor_cli.workflows.check.fixing import Fixed, difference
    from governor_cli.workflows.repository.reading import open_repository
    from governor_cli.workflows.repository.writing import rewrite_artifact
    from governor_cli.workflows.roster.reading import roster_of
    from governor_cli.workflows.roster.render import rendered

    session = current()
    workspace = session.workspace()
    repository = open_repository(workspace)
    document, roster = roster_of(repository)
    found = rendered(document, roster, repository.policy, asked_weeks(start, weeks))
    path = workspace.prefix + document.path
    if not found.blocks:
        session.note(f"{path}: every rendered block agrees with the front matter")
        return 0
    if dry_run:
        session.out(difference(Fixed(document, found.after.data, found.blocks), workspace.prefix))
        return 0
    rewrite_artifact(workspace, document, found.after.data)
    session.path(path)
    session.note(f"rendered {', '.join(found.blocks)}")
    return 0


app.from_module("governor_cli.cli.roster_entries", "join", "leave", "off", "swap", "override")
app.from_module("governor_cli.cli.roster_files", "export", **{"import": "import_"})
app.from_module("governor_cli.cli.roster_files", "drift", "pin")
