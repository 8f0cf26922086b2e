"""Lengths of time in people's words: "half an hour", "2 hrs", "hourly", "one business day"."""

import re
from fractions import Fraction
from typing import NamedTuple

_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905, E501
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_NUMBERS = {word: count for count, word in enumerate(_SMALL, 1)} | {
    word: 10 * count for count, word in enumerate(_TENS, 2)
}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_SMALL[:9])}))?|(?:{'|'.join(reversed(_SMALL))}))"
_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_DIGITS = r"(?:\d/[2-9]|\d{1,5}(?:[.,]\d{1,2})?[½¼¾]?|[½¼¾])"

_UNITS: tuple[tuple[str, int], ...] = (
    (r"sec(?:ond)?s?(?![a-z])\.?|(?-i:s)(?![a-z])", 1),
    (r"min(?:ute)?s?(?![a-z])\.?|mns?(?![a-z])|(?-i:m)(?![a-z])", 60),
    (r"h(?:ou)?rs?(?![a-z])\.?|hs?(?![a-z])", 3600),
    (r"days?(?![a-z])|(?-i:d)(?![a-z])", 86400),
    (r"fortnights?(?![a-z])", 14 * 86400),
    (r"w(?:ee)?ks?(?![a-z])|(?-i:w)(?![a-z])", 7 * 86400),
    (r"months?(?![a-z])", 30 * 86400),
    (r"quarters?(?![a-z])", 90 * 86400),
)
_UNIT = "|".join(pattern for pattern, _ in _UNITS)
_WORKING = (
    r"(?:(?:full\s+)?(?P<working>business|working|work|office|week|support|service)\b[-\s]*|calendar\s+)?"
)
_PART = re.compile(
    rf"(?:(?<![\w.,/:-])|(?<=\d[hd]))(?:(?P<low>{_DIGITS}\s*(?:-|–|—|to|or)\s*|{_WORD}\s*(?:–|—|\s+to|\s+or)\s+))?"
    rf"(?P<number>{_DIGITS}|{_WORD}\b|an?\b)(?P<half>\s+and\s+an?\s+half)?(?:\s*\(\d{{1,4}}\))?[-\s]*{_WORKING}(?P<unit>{_UNIT})(?P<and_half>\s+and\s+an?\s+half)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<![\w/])(?:(?P<three>three)[-\s]quarters|(?:an?\s+|one\s+)?(?P<part>half|quarter))(?:[-\s]+(?:of\s+)?(?:an?\s+)?)"
    r"(?P<working>business|working|work)?[-\s]*(?P<unit>hour|day)s?\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:immediate(?:ly)?|instant(?:ly|aneous(?:ly)?)?|at\s+once|right\s+away|straight\s*away|without\s+delay|"
    r"without\s+waiting|on\s+detection|asap|as\s+soon\s+as\s+possible)\b",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\b(?:(?:by\s+(?:the\s+)?)?(?:end\s+of\s+(?:the\s+)?(?:(?:next|same)\s+)?(?:business\s+|working\s+)?day|(?:next|same|following)[-\s]+(?:business\s+|working\s+)?day)|EOD|EOB|COB|NBD)\b"
)
_ADVERBS = {
    r"half[-\s]hourly": 1800,
    r"quarter[-\s]hourly": 900,
    r"bi[-\s]?weekly|fortnightly": 14 * 86400,
    r"bi[-\s]?hourly": 7200,
    r"hourly": 3600,
    r"daily": 86400,
    r"weekly": 7 * 86400,
    r"monthly": 30 * 86400,
    r"quarterly": 90 * 86400,
}
_TIMES = {"once": 1, "twice": 2, "two times": 2, "three times": 3, "3x": 3, "2x": 2, "1x": 1, "four times": 4}
_TIMES_A = re.compile(
    rf"\b(?P<times>{'|'.join(_TIMES)}|(?P<count>\d{{1,2}})\s*(?:times|x))\s*(?:an?|per|each|every|/)?\s*(?:(?:business|working)\s+)?(?P<unit>hour|hourly|day|daily|week|weekly|month|monthly)\b",
    re.IGNORECASE,
)
_PER = {"hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30 * 86400}
_EACH = re.compile(
    rf"\b(?:every|each|per)\s+(?P<skip>other\s+|second\s+|2nd\s+|third\s+|3rd\s+)?{_WORKING}(?P<unit>half[-\s]hour|quarter[-\s](?:of\s+an\s+)?hour|{_UNIT}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(r"\b(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b", re.IGNORECASE)
_PERIODIC = re.compile(r"\b(?:every|each|interval|cadence|per\b)", re.IGNORECASE)
_SKIPS = {"other": 2, "second": 2, "2nd": 2, "third": 3, "3rd": 3}


class Quantity(NamedTuple):
    """A length of time in a text, from ``start`` to ``end`` there.

    ``text`` is how front matter writes it. ``exact`` is False where the words leave something
    open: a business day, a month, the end of the day, a range (whose upper end is taken).
    """

    seconds: int
    start: int
    end: int
    exact: bool
    text: str


def durations(text: str) -> list[Quantity]:
    """Every length of time in the text, in order, none inside another."""
    found = [*_fractions(text), *_counted(text)]
    found += [
        Quantity(0, m.start(), m.end(), not m[0].lower().startswith("as"), "0m")
        for m in _AT_ONCE.finditer(text)
    ]
    found += [Quantity(86400, m.start(), m.end(), False, "1d") for m in _NEXT_DAY.finditer(text)]
    return _apart(found)


def duration(text: str) -> Quantity | None:
    """The first length of time in the text."""
    return next(iter(durations(text)), None)


def cadences(text: str) -> list[Quantity]:
    """Every "every so often" in the text, in order: hourly, every other day, twice a week, each Monday."""
    found = [
        Quantity(
            seconds, match.start(), match.end(), "month" not in word and word != "quarterly", written(seconds)
        )
        for word, seconds in _ADVERBS.items()
        for match in re.finditer(rf"(?<![-\w])(?:{word})\b", text, re.IGNORECASE)
    ]
    found += [_times_a(match) for match in _TIMES_A.finditer(text)]
    found += [_each(match) for match in _EACH.finditer(text)]
    found += [
        Quantity(7 * 86400, match.start(), match.end(), exact=True, text="7d")
        for match in _WEEKDAYS.finditer(text)
    ]
    for length in durations(text):
        around = text[max(0, length.start - 12) : length.end + 12]
        if length.seconds and _PERIODIC.search(around):
            found.append(length)
    return _apart(found)


def cadence(text: str) -> Quantity | None:
    """The first "every so often" in the text."""
    return next(iter(cadences(text)), None)


def written(seconds: int) -> str:
    """How front matter writes a length: whole days as days, up to an hour in minutes.

    >>> [written(n) for n in (0, 90, 3600, 5400, 7200, 86400)]
    ['0m', '90s', '60m', '90m', '2h', '1d']
    """
    if seconds and seconds % 86400 == 0:
        return f"{seconds // 86400}d"
    if seconds > 3600 and seconds % 3600 == 0:
        return f"{seconds // 3600}h"
    return f"{seconds}s" if seconds % 60 else f"{seconds // 60}m"


def _counted(text: str) -> list[Quantity]:
    """Numbers with their unit; "1 hour 30 minutes" is one length."""
    found: list[Quantity] = []
    for match in _PART.finditer(text):
        size = _unit(match["unit"])
        number = _number(match["number"]) + (Fraction(1, 2) if match["half"] or match["and_half"] else 0)
        exact = not match["low"] and not match["working"] and size < 30 * 86400
        part = Quantity(int(number * size), match.start(), match.end(), exact, _as_said(number, size))
        last = found[-1] if found else None
        if (
            last
            and size < 3600 * 24
            and re.fullmatch(r"\s*(?:,|and|,\s*and)?\s*", text[last.end : part.start])
            and _larger(last, size)
        ):
            total = last.seconds + part.seconds
            found[-1] = Quantity(total, last.start, part.end, last.exact and part.exact, written(total))
        else:
            found.append(part)
    return found


def _larger(before: Quantity, unit: int) -> bool:
    """Whether the length before is in a larger unit than the next part's."""
    return before.seconds % (3600 if unit == 60 else 86400 if unit == 3600 else 60) == 0


def _as_said(number: Fraction, size: int) -> str:
    """In the unit of the words where it can be: 24 hours stay 24h."""
    letter = {1: "s", 60: "m", 3600: "h", 86400: "d"}.get(size)
    return f"{number}{letter}" if letter and number.denominator == 1 else written(int(number * size))


def _fractions(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _FRACTION.finditer(text):
        share = (
            Fraction(3, 4)
            if match["three"]
            else Fraction(1, 2)
            if match["part"].lower() == "half"
            else Fraction(1, 4)
        )
        seconds = int(share * _PER[match["unit"].lower()])
        exact = match["unit"].lower() == "hour"
        found.append(Quantity(seconds, match.start(), match.end(), exact, written(seconds)))
    return found


def _times_a(match: re.Match[str]) -> Quantity:
    count = int(match["count"] or 0) or _TIMES.get(" ".join(match["times"].lower().split()), 1)
    unit = match["unit"].lower()
    seconds = _PER["day" if unit == "daily" else unit.removesuffix("ly")] // count
    return Quantity(seconds, match.start(), match.end(), unit[:5] != "month", written(seconds))


def _each(match: re.Match[str]) -> Quantity:
    unit = match["unit"].lower()
    if unit.startswith(("half", "quarter ", "quarter-")):
        seconds = 1800 if unit.startswith("half") else 900
    elif unit.endswith("day") and unit != "day":
        seconds = 7 * 86400
    else:
        seconds = _unit(unit)
    seconds *= _SKIPS.get((match["skip"] or "").strip().lower(), 1)
    exact = seconds < 30 * 86400 and not match["working"]
    return Quantity(seconds, match.start(), match.end(), exact, written(seconds))


def _unit(word: str) -> int:
    return next(size for pattern, size in _UNITS if re.fullmatch(pattern, word, re.IGNORECASE))


def _number(word: str) -> Fraction:
    word = word.lower()
    if word in {"a", "an"}:
        return Fraction(1)
    extra = _FRACTIONS.get(word[-1], Fraction(0))
    word = word.rstrip("½¼¾")
    if not word:
        return extra
    if word[0].isdigit():
        return Fraction(word.replace(",", ".")) + extra
    return Fraction(sum(_NUMBERS[part] for part in re.split(r"[-\s]", word)))


def _apart(found: list[Quantity]) -> list[Quantity]:
    """In order of the text; where two overlap, the longer words win."""
    kept: list[Quantity] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept
