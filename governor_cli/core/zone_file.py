"""A compiled time zone: its offsets and when they change, read from TZif bytes (RFC 9636).

``zoneinfo`` answers which offset an instant has, but not when the next change is; turning
millions of wall-clock times into instants needs the changes themselves.
"""

import re
import struct
from calendar import isleap
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

_HEADER: Final = struct.Struct(">4sc15x6l")
_DAY: Final = 86_400
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()

_NAME = r"(?:<[^>]+>|[A-Za-z]{3,})"
_TIME = r"[+-]?[0-9]{1,3}(?::[0-9]{2}){0,2}"
_DATE = r"(?:M[0-9]+\.[0-9]+\.[0-9]+|J?[0-9]+)"
_FOOTER: Final = (
    f"{_NAME}(?P<standard>{_TIME})"
    f"(?:{_NAME}(?P<summer>{_TIME})?,(?P<begin>{_DATE})(?:/(?P<begin_at>{_TIME}))?"
    f",(?P<end>{_DATE})(?:/(?P<end_at>{_TIME}))?)?"
)


class Transitions(NamedTuple):
    """From ``starts[i]`` on (epoch seconds) the zone is ``offsets[i]`` seconds east of UTC.

    The first start is minus infinity.
    """

    starts: list[float]
    offsets: list[int]


class _Summer(NamedTuple):
    """The rule for all years after the table: two changes a year."""

    standard: int
    summer: int
    begin: Callable[[int], int]
    """Year -> the wall-clock second, as if UTC, at which summer time begins."""
    end: Callable[[int], int]

    def changes(self, year: int) -> Iterator[tuple[int, int]]:
        """(epoch second, offset from there) of one year."""
        yield self.begin(year) - self.standard, self.summer
        yield self.end(year) - self.summer, self.standard


def transitions(data: bytes, through_year: int) -> Transitions:
    """Every change of offset in a TZif file, its closing rule applied through the year given."""
    starts, offsets, footer = _table(data)
    rule = _rule(footer)
    if isinstance(rule, _Summer):
        last = starts[-1]
        # The table ends years after 1970 in every zone with a rule; the first year may repeat what it has.
        first_year = 1970 if last < 0 else date.fromordinal(_EPOCH_DAY + int(last) // _DAY).year
        coming = (change for year in range(first_year, through_year + 1) for change in rule.changes(year))
        for start, offset in sorted(coming):
            if start > last:
                starts.append(start)
                offsets.append(offset)
    return Transitions(starts, offsets)


def _table(data: bytes) -> tuple[list[float], list[int], str]:
    """The 64-bit table of the file, and the rule in its last line."""
    magic, version, *counts = _HEADER.unpack_from(data)
    if magic != b"TZif" or version < b"2":
        raise ValueError("is not a compiled time zone")
    at = _HEADER.size + _size(counts, 4)
    _, _, *counts = _HEADER.unpack_from(data, at)
    at += _HEADER.size
    footer = data[at + _size(counts, 8) :].strip(b"\n").decode("ascii")
    _, _, _, times, kinds, _ = counts
    changes = struct.unpack_from(f">{times}q", data, at)
    indexes = data[at + times * 8 : at + times * 9]
    at += times * 9
    offsets = [struct.unpack_from(">lBB", data, at + 6 * kind)[0] for kind in range(kinds)]
    return [float("-inf"), *changes], [offsets[0], *(offsets[index] for index in indexes)], footer


def _size(counts: list[int], width: int) -> int:
    """The bytes of one block of the file; ``width`` is that of a time."""
    universal, standard, leaps, times, kinds, letters = counts
    return times * (width + 1) + kinds * 6 + letters + leaps * (width + 4) + standard + universal


def _rule(footer: str) -> _Summer | None:
    """The rule of a POSIX TZ string; None where the offset no longer changes."""
    match = re.fullmatch(_FOOTER, footer)
    if match is None or not match["begin"]:
        return None
    standard = -_seconds(match["standard"])
    summer = -_seconds(match["summer"]) if match["summer"] else standard + 3600
    begin_at, end_at = (_seconds(match[key] or "2") for key in ("begin_at", "end_at"))
    return _Summer(standard, summer, _second_of(match["begin"], begin_at), _second_of(match["end"], end_at))


def _seconds(text: str) -> int:
    """``-3:30`` as seconds."""
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    total = sum(part * size for part, size in zip(parts, (3600, 60, 1), strict=False))
    return -total if text.startswith("-") else total


def _second_of(text: str, at: int) -> Callable[[int], int]:
    """A rule's date and time of day, as a function of the year."""
    if text.startswith("M"):
        month, week, weekday = (int(part) for part in text[1:].split("."))
        return lambda year: _nth_weekday(year, month, week, weekday) * _DAY + at
    if text.startswith("J"):  # 1 to 365: the 29th of February is never counted
        nth = int(text[1:])
        return lambda year: (_first_day(year) + nth - 1 + (isleap(year) and nth >= 60)) * _DAY + at  # noqa: PLR2004
    return lambda year: (_first_day(year) + int(text)) * _DAY + at


def _first_day(year: int) -> int:
    return date(year, 1, 1).toordinal() - _EPOCH_DAY


def _nth_weekday(year: int, month: int, week: int, weekday: int) -> int:
    """The day since 1970 of the week-th weekday (0 Sunday) of a month; week 5 is the last."""
    first = date(year, month, 1).toordinal()
    day = first + (weekday - first) % 7 + 7 * (week - 1)
    following = date(year + month // 12, month % 12 + 1, 1).toordinal()
    return (day if day < following else day - 7) - _EPOCH_DAY
