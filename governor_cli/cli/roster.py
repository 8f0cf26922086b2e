"""`gov roster`: who is on call, and proof that what was promised is covered."""

from typing import Annotated

import typer

from governor_cli.ui.options import AsOf, At, DryRun, Format, ReportFormats, Strict
from governor_cli.ui.session import current

app = typer.Typer(add_completion=False)


@app.command("new")
def new(dry_run: DryRun = False) -> int:
    """Write a roster that has the right shape and nobody in it yet."""
    from governor_cli.workflows.reading import open_repository
    from governor_cli.workflows.roster_new import new_roster

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
    from governor_cli.workflows.roster_check import roster_of
    from governor_cli.workflows.roster_who import roster_repository

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
    horizon: Annotated[
        str | None,
        typer.Option("--horizon", metavar="DURATION", help="How far to look. [default: the roster's, 400d]"),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help="Where to begin. [default: now]")
    ] = None,
    prove: Annotated[
        bool, typer.Option("--prove", help="Look 28 years ahead: nothing new comes after.")
    ] = False,
    strict: Strict = False,
    format: ReportFormats = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Prove that every hour the playbook promises has somebody behind it who can be reached."""
    from governor_cli.ui.roster import asked_horizon, planned, show_proof
    from governor_cli.workflows.reading import open_repository
    from governor_cli.workflows.roster_check import prove as proved

    session = current()
    repository = open_repository(session.workspace())
    now = session.now()
    found = proved(
        repository,
        now,
        start=planned(start, repository, now) if start else None,
        horizon=asked_horizon(horizon, prove=prove),
    )
    return show_proof(found, format, strict=strict)


@app.command("who")
def who(
    role: Annotated[str | None, typer.Argument(metavar="[ROLE]", help="One role. [default: all]")] = None,
    at: At = None,
    as_of: AsOf = None,
    why: Annotated[
        bool, typer.Option("--why", help="Say which line puts them on, and who wrote it.")
    ] = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say who is on call, now or at any time; with --as-of also what the roster said at a revision."""
    from governor_cli.ui.roster import planned
    from governor_cli.views.on_call import who_data, who_text
    from governor_cli.workflows.roster_who import asked, roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    moment = planned(at, repository, session.now())
    answer = asked(repository, moment, role, as_of, reasons=why)
    session.answer("on_call", who_data(answer), lambda: who_text(answer), format)
    if not any(answer.on.values()):
        session.warn(f"nobody is on at {moment:%Y-%m-%d %H:%MZ}")
    return 0
