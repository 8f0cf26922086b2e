"""Public holidays: the days on which named hours are closed, and on which duty weighs more.

The calendars come from the ``holidays`` library (the extra of that name), imported when asked.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from governor_cli.core.errors import GovError


def closed_days(calendars: Iterable[str], start: int, end: int) -> frozenset[date]:
    """The holidays of these calendars (``DE-BE``) from a day before to a day after two epoch seconds."""
    first, last = (datetime.fromtimestamp(second, UTC).year for second in (start - 86_400, end + 86_400))
    return frozenset(day for name in calendars for day in _of(name, first, last))


def _of(calendar: str, first: int, last: int) -> Iterable[date]:
    try:
        from holidays import country_holidays
    except ModuleNotFoundError:
        raise GovError(
            f"the holidays of {calendar} cannot be known",
            hint="Install the calendars with `pip install governor-oncall[holidays]`.",
        ) from None
    country, _, part = calendar.partition("-")
    try:
        days: Iterable[date] = country_holidays(country, subdiv=part or None, years=range(first, last + 1))
        return list(days)
    except NotImplementedError:
        raise GovError(
            f"no holiday calendar is called {calendar}", hint="Write a country and its part, such as DE-BE."
        ) from None
