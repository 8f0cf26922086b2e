"""`gov roster export, import, drift, pin`: calendars and tables in and out."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import AboutRole, Commit, DryRun, Format, From, Horizon, Push
from governor_cli.ui.session import current

Names = Annotated[
    list[str] | None,
    Option("--as", metavar="NAME=HANDLE", help="Who a name in the file is; may be repeated."),
]


def export(
    role: AboutRole = None,
    who: Annotated[str | None, Option("--who", metavar="HANDLE", help="One person's shifts.")] = None,
    start: From = None,
    horizon: Horizon = None,
    table: Annotated[bool, Option("--table", help="A Markdown table of weeks instead.")] = False,
) -> int:
    """Write the shifts as iCalendar to stdout; the same shifts give the same bytes and UIDs."""
    from datetime import timedelta

    from governor_cli.kinds.roster.model import USUAL_HORIZON
    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.views.icalendar import calendar
    from governor_cli.views.week_table import week_rows
    from governor_cli.workflows.roster.exporting import exported
    from governor_cli.workflows.roster.reading import roster_of, roster_repository

    session = current()
    repository = roster_repository(session.workspace())
    begin = planned(start, repository, session.now().replace(minute=0, second=0, microsecond=0), "--from")
    far = asked_horizon(horizon, prove=False)
    if table:
        _, roster = roster_of(repository)
        session.raw(week_rows(roster, repository.policy, begin, far or timedelta(weeks=4)))
        return 0
    roster, shifts = exported(repository, role, who, begin, begin + (far or USUAL_HORIZON))
    session.raw(calendar(roster, shifts, {one.id: one.name for one in repository.policy.roles}))
    return 0


def import_(
    file: Annotated[
        str,
        Argument(
            metavar="FILE", help="iCalendar, PagerDuty's JSON, or Markdown with a table of weeks; - is stdin."
        ),
    ],
    role: AboutRole = None,
    start: From = None,
    horizon: Horizon = None,
    names: Names = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Take the shifts of a calendar or table over as dated entries; running it again adds nothing.

    What cannot be read of the file is told with its line, the rest is taken over, and the exit is 1.
    """
    from governor_cli.kinds.roster.model import USUAL_HORIZON
    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.ui.roster_entries import decided, done, sharing
    from governor_cli.ui.roster_files import asked_names, given_file, nothing_new, told_unread
    from governor_cli.views.effect import imported_data
    from governor_cli.workflows.roster.foreign import Asked, refuse_strangers, shifts_of
    from governor_cli.workflows.roster.importing import take_over
    from governor_cli.workflows.roster.reading import roster_of, roster_repository

    session = current()
    given = given_file(file)
    repository = roster_repository(session.workspace())
    now = session.now()
    begin = planned(start, repository, now, "--from")
    end = begin + (asked_horizon(horizon, prove=False) or USUAL_HORIZON)
    document, roster = roster_of(repository)
    said = shifts_of(given, Asked(repository, roster, role, asked_names(names), begin, end))
    unread = [(one.line, one.message) for one in said.unread]
    told_unread(given.name, unread)
    refuse_strangers(given, said, roster)
    for note in said.notes:
        session.note(note)
    change, entries = decided(lambda on: take_over(on, said.wanted, now), dry_run=dry_run)
    more = imported_data(entries, said.notes, unread)
    if change is None:
        nothing_new(
            repository.workspace.prefix + document.path, begin, end, more, format, any_=bool(said.wanted)
        )
    else:
        session.note(f"{entries} {'entry' if entries == 1 else 'entries'}")
        done(change, f"import of {given.name}", dry_run, sharing(commit, push), format, more=more)
    return int(bool(unread))


def drift(
    ics: Annotated[
        str,
        Option(
            "--ics",
            "--pagerduty",
            metavar="FILE",
            help="The calendar as it was exported, or PagerDuty's answer for a schedule; - is stdin.",
        ),
    ],
    role: AboutRole = None,
    start: From = None,
    horizon: Horizon = None,
    names: Names = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Compare the roster with an exported calendar: where each says somebody else is on.

    What cannot be read of the calendar, or is missing from its end, is no agreement: the exit is 1.
    """
    from governor_cli.ui.roster import asked_horizon, planned
    from governor_cli.ui.roster_files import asked_names, given_file, told_unread
    from governor_cli.views.moves import drift_data, drift_text
    from governor_cli.workflows.roster.drifting import drift as drifted
    from governor_cli.workflows.roster.reading import roster_repository

    session = current()
    given = given_file(ics)
    repository = roster_repository(session.workspace())
    begin = planned(start, repository, session.now().replace(second=0, microsecond=0), "--from")
    far = asked_horizon(horizon, prove=False)
    found = drifted(repository, given, role, asked_names(names), begin, far)
    told_unread(given.name, found.unread)
    zone = repository.policy.timezone
    session.answer("drift", drift_data(found), lambda: drift_text(found, zone), format)
    return int(not found.agrees)


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
