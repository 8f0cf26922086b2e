"""Hours of the week in people's words: 24x7, Mon-Fri 9-17 CET, business hours, around the clock."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from governor_cli.core.ids import ascii_words

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?"
_TO = r"\s*(?:-|–|—|to|through|thru|until|till)\s*"
_DAY_RANGE = rf"{_DAY}(?:{_TO}{_DAY})?"
_DAY_LIST = rf"{_DAY_RANGE}(?:\s*(?:,|/|&|and)\s*{_DAY_RANGE})*"
_DAY_WORDS = {
    r"m\s*[-–]\s*f\b|business\s+days?(?:\s+only)?|week\s?days?(?:\s+only)?|working\s+days?|work\s?days?": (
        "Mon",
        "Fri",
    ),
    r"week\s?ends?(?:\s+only)?": ("Sat", "Sun"),
    r"every\s?day|daily|all\s+week|(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?|all\s+days": ("Mon", "Sun"),
}
_CLOCK = r"(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)|\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}|noon|midnight)"
_TIMES = rf"(?:from\s+)?{_CLOCK}{_TO}{_CLOCK}(?:\s*(?:h|hrs|hours|o'clock)\b)?"
_TOKEN = re.compile(
    rf"(?<![\w#@])(?:(?P<days>{_DAY_LIST}|{'|'.join(_DAY_WORDS)})|(?<![\d/-])(?P<times>{_TIMES})(?![\d%/]))",
    re.IGNORECASE,
)
_N_BY_M = re.compile(
    r"(?<![\w/.-])(\d{1,2})\s*(?:[x×*/]|hrs?\s*[x×/]|\s*h(?:ou)?rs?(?:,|\s+(?:a|per)\s+day,?|\s+on)?\s+)\s*([5-7])"
    r"(?:\s*[x×/]\s*365\b|\s+days\b(?:\s+(?:a|per)\s+week)?|(?![\w/%]|\.\d))",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:always(?:\s+on)?|(?:a?round|round)[-\s]+the[-\s]+clock|\A24\s*h(?:ours?|rs?)?\Z|24\s*h(?:ours?|rs?)?\s+(?:a|per)\s+day|"
    r"any\s?time|all\s+hours|at\s+all\s+times|day\s+(?:and|or)\s+night|all\s+day,?\s+every\s+day|continuous(?:ly)?)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(extended\s+|core\s+|regular\s+|normal\s+|standard\s+|local\s+)?(business|office|working|work|support|service|core|daytime|opening)\s+hours\b"
    r"|\b(out[-\s]of[-\s]hours|after[-\s]hours)\b",
    re.IGNORECASE,
)
_WEEKDAYS_ALL_DAY = re.compile(r"\b(?:business\s+days?|week\s?days?|working\s+days?)\b", re.IGNORECASE)


class Hours(NamedTuple):
    """A window of the week: the name it goes by, its hours, and whether the words said which hours."""

    name: str
    every: str
    exact: bool


def read_hours(text: str, defined: Mapping[str, str] | None = None) -> Hours | None:
    """The window that a text names, or None where it names none.

    ``defined`` are windows whose hours are known by name, such as ``16/5`` or ``business-hours``.
    """
    defined = defined or {}
    spoken = _spoken(text)
    promise = _N_BY_M.search(text)
    if promise and 0 < int(promise[1]) <= 24:
        return _promised(int(promise[1]), int(promise[2]), spoken, defined)
    named = _NAMED.search(text)
    if spoken and (spoken.timed or not (named or _ALWAYS.search(text))):
        name = slug(named[0]) if named else _name(spoken.every)
        return Hours(name, spoken.every, spoken.exact)
    if _ALWAYS.search(text):
        days = 5 if _WEEKDAYS_ALL_DAY.search(text) else 7
        return Hours(f"24/{days}", f"Mon-{DAYS[days - 1]} 00:00-24:00", exact=True)
    if named and not named[3]:
        name = slug(named[0])
        return Hours(name, defined.get(name, "Mon-Fri 09:00-17:00"), exact=name in defined)
    return None


def is_hours(text: str) -> bool:
    """Whether a table's cell looks like hours of the week."""
    return len(text) < 120 and read_hours(text) is not None


def slug(text: str) -> str:
    """Lower case words with hyphens."""
    return "-".join(ascii_words(text))


_STRETCH = re.compile(
    rf"\b({_DAY})\s*(?:at\s+)?({_CLOCK}){_TO}({_DAY})\s*(?:at\s+)?({_CLOCK})", re.IGNORECASE
)


class _Spoken(NamedTuple):
    every: str
    exact: bool
    timed: bool


def _spoken(text: str) -> _Spoken | None:
    """Days with their times, as many groups as there are: "Mon-Fri 8-18, Sat 9-12"."""
    stretch = _STRETCH.search(text)
    if stretch and (bounds := [_clock(stretch[2]), _clock(stretch[4])]) and None not in bounds:
        first, last = (f"{bound // 60:02}:{bound % 60:02}" for bound in bounds if bound is not None)
        return _Spoken(f"{_days(stretch[1])} {first} - {_days(stretch[3])} {last}", exact=True, timed=True)
    groups: list[tuple[str, list[str]]] = []
    early: list[str] = []
    bare = True
    for match in _TOKEN.finditer(text):
        if match["days"]:
            groups.append((_days(match["days"]), early))
            early = []
            continue
        times = _times(match["times"])
        if times and groups:
            groups[-1][1].append(times)
        elif times:
            early.append(times)
            bare = bare and bool(re.fullmatch(rf"\d+{_TO}\d+", match["times"].strip()))
    timed = bool(early) or any(times for _, times in groups)
    if not groups and (bare or not early):
        return None
    if not groups:
        return _Spoken(f"Mon-Fri {', '.join(early)}", exact=False, timed=True)
    if not timed:
        return _Spoken("; ".join(f"{days} 00:00-24:00" for days, _ in groups), exact=False, timed=False)
    return _Spoken(
        "; ".join(f"{days} {', '.join(times)}" for days, times in groups if times), exact=True, timed=True
    )


def _promised(hours: int, days: int, spoken: _Spoken | None, defined: Mapping[str, str]) -> Hours:
    name = f"{hours}/{days}"
    if spoken and spoken.timed:
        return Hours(name, spoken.every, spoken.exact)
    if hours == 24:
        return Hours(name, f"Mon-{DAYS[days - 1]} 00:00-24:00", exact=True)
    start = min(9, 24 - hours, max(0, 14 - hours // 2))
    guess = f"Mon-{DAYS[days - 1]} {start:02}:00-{start + hours:02}:00"
    return Hours(name, defined.get(name, guess), exact=False)


def _days(text: str) -> str:
    for pattern, (first, last) in _DAY_WORDS.items():
        if re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return f"{first}-{last}"
    spoken = re.sub(rf"{_TO}(?={_DAY})", "-", text, flags=re.IGNORECASE)
    spoken = re.sub(r"\s*(?:,|/|&|\band\b)\s*", ",", spoken, flags=re.IGNORECASE)
    return ",".join(
        "-".join(day.strip()[:3].title() for day in part.split("-")) for part in spoken.split(",") if part
    )


def _times(text: str) -> str:
    bounds = re.split(
        _TO, re.sub(r"\s*(?:h|hrs|hours|o'clock)\Z|\Afrom\s+", "", text, flags=re.IGNORECASE), maxsplit=1
    )
    if len(bounds) != 2:
        return ""
    start, end = (_clock(bound) for bound in bounds)
    military = [bool(re.fullmatch(r"\d{4}", bound.strip())) for bound in bounds]
    if start is None or end is None or military[0] != military[1]:
        return ""
    bare = all(re.fullmatch(r"\d{1,2}", bound.strip()) for bound in bounds)
    if (
        re.search(r"p\.?m", bounds[1], re.IGNORECASE)
        and re.fullmatch(r"\d{1,2}", bounds[0].strip())
        and start + 720 < end
    ):
        start += 720 if start < 720 and int(bounds[0]) < 6 else 0
    if bare and 0 < end <= start and end <= 720:
        end += 720
    if end == 0:
        end = 1440
    if start >= 1440 or end > 1440 or start == end:
        return ""
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _clock(text: str) -> int | None:
    """Minutes since midnight."""
    text = text.strip().lower()
    if text in {"noon", "midnight"}:
        return 720 if text == "noon" else 0
    match = re.match(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:([ap])\.?m\.?)?\Z", text)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def _name(every: str) -> str:
    """N/M where the hours come to that, else the hours as a word."""
    match = re.fullmatch(r"Mon-(Fri|Sat|Sun) (\d\d):00-(\d\d):00", every)
    if not match:
        return slug(every)
    length = (int(match[3]) - int(match[2])) % 24 or 24
    return f"{length}/{DAYS.index(match[1]) + 1}"
