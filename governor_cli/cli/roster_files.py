"""`gov roster export, import, drift, pin`: calendars and tables in and out."""

from typing import Annotated

import typer

from governor_cli.ui.options import Commit, DryRun, Format, Push
from governor_cli.ui.session import current

Role = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="The role it is about.")]
From = Annotated[str | None, typer.Option("--from", metavar="TIME", help="Where to begin. [default: now]")]
Horizon = Annotated[
    str | None, typer.Option("--horizon", metavar="DURATION", help="How far to look, such as 400d or 12w.")
]
Names = Annotated[
    list[str] | None,
    typer.Option("--as", metavar="NAME=HANDLE", help="Who a name in the file is; may be repeated."),
]


def export(
    role: Role = None,
    who: Annotated[str | None, typer.Option("--who", metavar="HANDLE", help="One person's shifts.")] = None,
    start: From = None,
    horizon: Horizon = None,
    table: Annotated[bool, typer.Option("--table", help="A Markdown table of weeks instead.")] = False,
) -> int:
    """Write the shifts as iCalendar to stdout; the same shifts give the same bytes and UIDs."""
    from datetime import timedelta

    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.views.icalendar import calendar
    from governor_cli.views.week_table import week_rows
    from governor_cli.workflows.roster.importing import HORIZON, exported
    from governor_cli.workflows.roster.questions import known_person
    from governor_cli.workflows.roster.reading import roster_of, roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    begin = planned(start, repository, session.now().replace(minute=0, second=0, microsecond=0))
    far = asked_horizon(horizon, prove=False)
    if table:
        _, roster = roster_of(repository)
        session.raw(week_rows(roster, repository.policy, begin, far or timedelta(weeks=4)))
        return 0
    _, roster = roster_of(repository)
    handle = known_person(roster, who) if who else None
    roster, shifts = exported(repository, role, handle, begin, begin + (far or HORIZON))
    session.raw(calendar(roster, shifts, {one.id: one.name for one in repository.policy.roles}))
    return 0


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="iCalendar, or Markdown with a table of weeks.")
    ],
    role: Role = None,
    start: From = None,
    horizon: Horizon = None,
    names: Names = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Take the shifts of a calendar or table over as dated entries; running it again adds nothing."""
    from governor_cli.cli.roster_entries import done, sharing
    from governor_cli.ui.roster import asked_horizon, asked_names, planned
    from governor_cli.workflows.roster.importing import HORIZON, shifts_of_file, take_over
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    now = session.now()
    begin = planned(start, repository, now)
    end = begin + (asked_horizon(horizon, prove=False) or HORIZON)
    wanted, notes = shifts_of_file(repository, file, role, asked_names(names), begin, end)
    found = take_over(repository, wanted, notes, now)
    for note in found.notes:
        session.note(note)
    if found.change is None:
        session.note("the roster has every shift of the file already")
        return 0
    session.note(f"{found.entries} entries")
    return done(found.change, f"import of {file}", dry_run, sharing(commit, push), format)


def drift(
    ics: Annotated[str, typer.Option("--ics", metavar="FILE", help="The calendar as it was exported.")],
    role: Role = None,
    start: From = None,
    horizon: Horizon = None,
    names: Names = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Compare the roster with an exported calendar: where each says somebody else is on."""
    from governor_cli.core.instants import format_instant
    from governor_cli.ui.roster import asked_horizon, asked_names, planned
    from governor_cli.views.duty import drift_text, moves_data
    from governor_cli.workflows.roster.importing import drift as drifted
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    begin = planned(start, repository, session.now().replace(second=0, microsecond=0))
    far = asked_horizon(horizon, prove=False)
    found, until, notes = drifted(
        repository, ics, role, asked_names(names), begin, begin + far if far else None
    )
    for note in notes:
        session.note(note)
    data = {"from": format_instant(begin), "until": format_instant(until), **moves_data(found)}
    session.answer("drift", data, lambda: drift_text(found, repository.policy.timezone), format)
    return int(bool(found))


def pin(format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Write the text to pin in the channel: who is on now, and how long."""
    from governor_cli.views.on_call import pin_text, who_data
    from governor_cli.workflows.roster.reading import roster_repository
    from governor_cli.workflows.roster.who import asked

    session = current()
    repository = roster_repository(session.workspace())
    answer = asked(repository, session.now(), None, None, reasons=False)
    session.answer("on_call", who_data(answer), lambda: pin_text(answer), format)
    return 0
