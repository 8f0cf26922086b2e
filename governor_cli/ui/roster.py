"""How roster commands read times and horizons, and show a proof."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from governor_cli.core.errors import UsageError
from governor_cli.core.instants import parse_duration
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.practices.coverage.week_table import Weeks
    from governor_cli.workflows.repository.reading import Repository
    from governor_cli.workflows.roster.calendar import CalendarProof
    from governor_cli.workflows.roster.check import Proved


def asked_horizon(text: str | None, *, prove: bool) -> timedelta | None:
    """The horizon asked for; None where the roster's own counts."""
    from governor_cli.workflows.roster.check import LONGEST, PROVE

    if text is None:
        return PROVE if prove else None
    if prove:
        raise UsageError("--horizon and --prove exclude each other", hint="Give one of them.")
    try:
        horizon = parse_duration(text)
    except ValueError as error:
        raise UsageError(f"--horizon `{text}` {error}", hint="Write days or weeks, such as 400d.") from None
    if not horizon:
        raise UsageError(f"--horizon `{text}` is no time at all", hint="Write days or weeks, such as 400d.")
    if horizon > LONGEST:
        raise UsageError(
            f"--horizon `{text}` is out of reach", hint="After 28 years nothing new is found: use --prove."
        )
    return horizon


def planned(text: str | None, repository: "Repository", now: datetime) -> datetime:
    """A time of a question about the schedule, past or to come; now where none is given."""
    if text is None:
        return now
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when
    from governor_cli.workflows.roster.who import own_zone

    mine = own_zone(repository) if "@me" in text else None
    return read_when(text, now, zone(repository.policy.timezone), mine, planned=True)


def asked_weeks(start: str | None, count: int) -> "Weeks | None":
    """The weeks a table is to show; None where it keeps those of its marker."""
    from governor_cli.core.instants import parse_day
    from governor_cli.practices.coverage.week_table import Weeks

    if start is None:
        return None
    try:
        return Weeks(parse_day(start), count)
    except ValueError as error:
        raise UsageError(f"--from `{start}` {error}", hint="Write a day, such as 2026-11-23.") from None


def asked_names(given: list[str] | None) -> dict[str, str]:
    """``NAME=HANDLE`` options as a mapping."""
    names: dict[str, str] = {}
    for text in given or ():
        name, equals, handle = text.rpartition("=")
        if not equals or not name.strip() or not handle.strip():
            raise UsageError(f"--as `{text}` is not NAME=HANDLE", hint='Write --as "Ada K.=ada".')
        names[name.strip()] = handle.strip().removeprefix("@")
    return names


def show_proof(found: "Proved | CalendarProof", format: str, *, strict: bool) -> int:  # noqa: A002 - the option's name
    """Findings, then the figures; the exit code."""
    from governor_cli.ui.reporting import show_report
    from governor_cli.views.moments import utc
    from governor_cli.views.roster import coverage_data, coverage_text

    session = current()
    if format == "json":
        from governor_cli.views.reports.json_report import report_data

        data = {
            **report_data(found.report),
            "coverage": coverage_data(found.coverage),
            "from": utc(int(found.start.timestamp())),
            "until": utc(int(found.end.timestamp())),
            "tzdata": found.tzdata,
        }
        session.answer("report", data, "", format)
        return int(found.report.fails(strict=strict))
    code = show_report(found, format, strict=strict)
    if format == "text" and found.coverage:
        session.out(coverage_text(found.coverage, found.start, found.end, found.tzdata))
    return code


def check_calendar(
    file: str | None,
    promise: str | None,
    start: str | None,
    horizon: timedelta | None,
    format: str,  # noqa: A002 - the option's name
    *,
    strict: bool,
) -> int:
    """Prove an exported calendar; needs no repository."""
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when
    from governor_cli.workflows.roster.calendar import promised, prove_calendar

    if file is None:
        raise UsageError("--promise is about a calendar", hint="Give its file, such as schedule.ics.")
    if promise is None:
        hint = 'Give --promise 24/7, or --promise "Mon-Fri 06:00-22:00 Europe/Berlin".'
        raise UsageError(f"what does {file} promise?", hint=hint)
    asked = promised(promise)
    now = current().now()
    begin = read_when(start, now, zone(asked.zone), planned=True) if start else None
    found = prove_calendar(file, asked, now, start=begin, horizon=horizon)
    return show_proof(found, format, strict=strict)
