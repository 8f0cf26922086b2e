"""How roster commands read times and horizons, and show a proof."""

import re
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
    from governor_cli.kinds.roster.model import LONGEST_HORIZON, SHORTEST_HORIZON
    from governor_cli.workflows.roster.check import PROVE

    if text is None:
        return PROVE if prove else None
    if prove:
        raise UsageError("--horizon and --prove exclude each other", hint="Give one of them.")
    try:
        horizon = parse_duration(text)
    except ValueError as error:
        raise UsageError(f"--horizon `{text}` {error}", hint=_meant(text)) from None
    if horizon < SHORTEST_HORIZON:
        raise UsageError(f"--horizon `{text}` is less than a day", hint=_meant(text))
    if horizon > LONGEST_HORIZON:
        raise UsageError(
            f"--horizon `{text}` is out of reach", hint="After 28 years nothing new is found: use --prove."
        )
    return horizon


_UNITS = {"m": (30, "month", "; m is for minutes"), "y": (365, "year", ""), "": (1, "day", "")}
_GIVEN = r"([1-9][0-9]{0,2}) ?(?:(m)(?:o|onths?)?|(y)(?:ears?)?)?"


def _meant(text: str) -> str:
    """The days that somebody may have meant by months, years or a bare number."""
    from governor_cli.kinds.roster.model import LONGEST_HORIZON

    match = re.fullmatch(_GIVEN, text.strip().casefold())
    days, unit, aside = _UNITS[(match[2] or match[3] or "") if match else ""]
    count = int(match[1]) if match else 0
    if not 0 < count * days <= LONGEST_HORIZON.days:
        return "Write days or weeks, such as 400d."
    return f"Write {count * days}d for {count} {unit}{'s' if count > 1 else ''}{aside}."


def planned(text: str | None, repository: "Repository", now: datetime, option: str = "--at") -> datetime:
    """A time of a question about the schedule, past or to come; now where none is given."""
    if text is None:
        return now
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when
    from governor_cli.workflows.roster.who import own_zone

    mine = own_zone(repository) if "@me" in text else None
    try:
        return read_when(text, now, zone(repository.policy.timezone), mine, planned=True)
    except UsageError as error:
        raise UsageError(f"{option} {error.message}", hint=error.hint) from None


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


def show_proof(found: "Proved | CalendarProof", format: str, *, strict: bool) -> int:  # noqa: A002 - the option's name
    """Findings, then the figures; the exit code."""
    from governor_cli.ui.reporting import show_report
    from governor_cli.views.moments import utc
    from governor_cli.views.roster import coverage_data, coverage_text

    session = current()
    if format == "json":
        from governor_cli.core.report import shortened
        from governor_cli.views.reports.json_report import report_data

        data = {
            **report_data(shortened(found.report)),
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
