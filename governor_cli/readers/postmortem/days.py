"""Days as people write them: certain ones only, with year, month and day in an order that is clear."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, NamedTuple

from governor_cli.core.instants import FIRST_YEAR, LAST_YEAR

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?\b"

DAY: Final = (
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?(?:"
    r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<a2>\d{1,2})(?P<s2>[/.-])(?P<b2>\d{1,2})(?P=s2)(?P<y2>\d{4})\b"
    rf"|(?P<n3>{_MONTH})\s+(?P<d3>{_NTH})(?:(?:,\s*|\s+(?:of\s+)?)(?P<y3>\d{{4}})\b)?"
    rf"|(?P<d4>{_NTH})(?:\s+(?:of\s+)?|-)(?P<n4>{_MONTH})(?:(?:,\s*|\s+|-)(?P<y4>\d{{4}})\b)?"
    r")"
)
"""The pattern of a day; it is read without regard to case."""
_DAY = re.compile(rf"(?<![\w.:/-]){DAY}(?![\w/-]|\.\d)", re.IGNORECASE)
_DATED = re.compile(rf"(?<![\w.:/-])(?=\d{{4}}-\d\d-\d\dT\d\d){DAY}", re.IGNORECASE)
"""A day with its time joined by a T."""


class Told(NamedTuple):
    """A day as it was told; ``day`` is None where ``doubt`` says why it is not certain."""

    day: date | None
    month_and_day: tuple[int, int] | None = None
    doubt: str = ""


def told(match: re.Match[str]) -> Told:
    """What a match of ``DAY`` says."""
    numbers = _numbers(match)
    if numbers is None:
        return Told(None, doubt="day and month could be either way round")
    year, month, day = numbers
    if year is None:
        return Told(None, (month, day), "has no year")
    try:
        found = date(year, month, day)
    except ValueError:
        return Told(None, doubt="is a day that does not exist")
    if not FIRST_YEAR < year <= LAST_YEAR:
        return Told(None, doubt="is not between the years 1971 and 2999")
    weekday = match["weekday"]
    if weekday and not weekday.lower().startswith(_WEEKDAYS[found.weekday()]):
        return Told(None, doubt=f"was no {weekday.rstrip('.')}")
    return Told(found)


def _numbers(match: re.Match[str]) -> tuple[int | None, int, int] | None:
    """Year, month and day; None where the order of the two is not clear."""
    if match["y1"]:
        return int(match["y1"]), int(match["m1"]), int(match["d1"])
    if match["y2"]:
        first, second, year = int(match["a2"]), int(match["b2"]), int(match["y2"])
        if first == second or first > len(_MONTHS):
            return year, second, first
        return (year, first, second) if second > len(_MONTHS) else None
    name, nth, year_text = (
        (match["n3"], match["d3"], match["y3"]) if match["n3"] else (match["n4"], match["d4"], match["y4"])
    )
    month = _MONTHS.index(name[:3].lower()) + 1
    return int(year_text) if year_text else None, month, int(re.sub(r"\D", "", nth))


def told_in(text: str) -> Iterator[Told]:
    """Every day in a line of text, certain or not, in order."""
    return (told(match) for pattern in (_DAY, _DATED) for match in pattern.finditer(text))


def days_in(text: str) -> Iterator[date]:
    """Every certain day in a line of text."""
    return (found.day for found in told_in(text) if found.day)


def the_day_in(text: str) -> date | None:
    """The day, where a text names exactly one."""
    days = set(days_in(text))
    return days.pop() if len(days) == 1 else None


def resolved(one: Told, known: Collection[date]) -> date | None:
    """The day that was told; one without a year is the only known day of that name."""
    if one.day or one.month_and_day is None:
        return one.day
    meant = [day for day in known if (day.month, day.day) == one.month_and_day]
    return meant[0] if len(meant) == 1 else None
