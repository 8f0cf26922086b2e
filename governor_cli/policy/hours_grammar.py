"""The grammar of hours: text into windows of a week, and windows into text.

``Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00`` has eleven windows, ``Sun 22:00 - Fri 22:00``
one unbroken one. An end at or before its start falls on the next day, and 24:00 is the end of
a day. Windows that touch stay two, since one window is one shift; an overlap is refused.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY: Final = 1440
WEEK: Final = 7 * DAY

Minutes = tuple[int, int]
"""A window in minutes from Monday 00:00; it begins in the week and may end after it."""

_LONGEST: Final = 1000
_WORD = "([A-Za-z]+)"
_CLOCK = "([0-9:.]+)"
_STRETCH: Final = rf"{_WORD}\s+{_CLOCK}\s*[-–]\s*{_WORD}\s+{_CLOCK}"
_DAYS_THEN_TIMES: Final = "([^0-9]*[A-Za-z])\\s+([0-9].*)"
_DAY_RANGE: Final = rf"{_WORD}(?:\s*[-–]\s*{_WORD})?"
_TIMES: Final = rf"{_CLOCK}\s*[-–]\s*{_CLOCK}"
_TIME_OF_DAY: Final = "([01][0-9]|2[0-4]):([0-5][0-9])"


class HoursError(ValueError):
    """Text that is not hours; the message continues the text, the hint says what to write."""

    def __init__(self, message: str, hint: str = "Write hours such as Mon-Fri 06:00-22:00.") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def format_windows(windows: Iterable[Minutes]) -> str:
    """Windows as text that reads back as the same windows; days with equal times share a part."""
    windows = tuple(windows)
    days: dict[int, list[str]] = {}
    for start, end in windows:
        if end - start <= DAY:
            days.setdefault(start // DAY, []).append(f"{_clock(start)}-{_clock(end, closing=True)}")
    shared: dict[str, list[int]] = {}
    for day, times in days.items():
        shared.setdefault(", ".join(times), []).append(day)
    parts = [f"{_day_ranges(numbers)} {times}" for times, numbers in shared.items()]
    parts += [f"{_moment(start)} - {_moment(end)}" for start, end in windows if end - start > DAY]
    return "; ".join(parts)


def read_windows(text: str) -> tuple[Minutes, ...]:
    """The windows of a week, sorted; HoursError when the text has none or they overlap."""
    if len(text) > _LONGEST:
        raise HoursError(f"is longer than {_LONGEST} characters")
    windows = sorted(window for part in text.split(";") for window in _part(part.strip()))
    ends = [windows[-1][1] - WEEK, *(end for _, end in windows)]
    if any(start < end for (start, _), end in zip(windows, ends, strict=False)):
        raise HoursError(
            "has windows that overlap", "Make each window begin where the one before ends, or later."
        )
    return tuple(windows)


def _part(part: str) -> Iterator[Minutes]:
    """The windows of what stands between two semicolons."""
    if stretch := re.fullmatch(_STRETCH, part):
        start = _day(stretch[1]) * DAY + _minute(stretch[2])
        end = _day(stretch[3]) * DAY + _minute(stretch[4], closing=True)
        yield start, end if end > start else end + WEEK
        return
    split = re.fullmatch(_DAYS_THEN_TIMES, part)
    if split is None:
        raise HoursError(f"has `{part}`, which is not days with times" if part else "has an empty part")
    times = list(_times(split[2]))
    for day in _days(split[1]):
        yield from ((day * DAY + start, day * DAY + end) for start, end in times)


def _days(text: str) -> Iterator[int]:
    """``Mon-Fri``, ``Sat, Sun`` or ``Fri-Mon`` as days from Monday 0."""
    for item in text.split(","):
        match = re.fullmatch(_DAY_RANGE, item.strip())
        if match is None:
            raise HoursError(f"has `{item.strip()}`, which is not a day or a range of days")
        first = _day(match[1])
        last = _day(match[2]) if match[2] else first
        yield from ((first + offset) % 7 for offset in range((last - first) % 7 + 1))


def _times(text: str) -> Iterator[Minutes]:
    """``08:00-12:00, 13:00-17:00`` as minutes of a day, an end at or before its start a day later."""
    for item in text.split(","):
        match = re.fullmatch(_TIMES, item.strip())
        if match is None:
            hint = "Separate days with a semicolon: Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00."
            raise HoursError(f"has `{item.strip()}`, which is not a time range such as 08:00-12:00", hint)
        start, end = _minute(match[1]), _minute(match[2], closing=True)
        yield start, end if end > start else end + DAY


def _day(word: str) -> int:
    try:
        return DAYS.index(word.capitalize())
    except ValueError:
        raise HoursError(f"has `{word}`, which is not one of {', '.join(DAYS)}") from None


def _minute(text: str, *, closing: bool = False) -> int:
    match = re.fullmatch(_TIME_OF_DAY, text)
    minute = int(match[1]) * 60 + int(match[2]) if match else DAY + 1
    if minute > (DAY if closing else DAY - 1):
        raise HoursError(f"has `{text}`, which is not a time of day such as 06:00")
    return minute


def _clock(minute: int, *, closing: bool = False) -> str:
    minute %= DAY
    return "24:00" if closing and not minute else f"{minute // 60:02}:{minute % 60:02}"


def _moment(minute: int) -> str:
    return f"{DAYS[minute // DAY % 7]} {_clock(minute)}"


def _day_ranges(days: list[int]) -> str:
    """``Mon-Wed, Sat``: days in a row are a range."""
    ranges: list[list[int]] = []
    for day in days:
        if ranges and day == ranges[-1][-1] + 1:
            ranges[-1].append(day)
        else:
            ranges.append([day])
    return ", ".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in ranges)
