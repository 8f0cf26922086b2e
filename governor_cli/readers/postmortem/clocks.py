"""A time at the head of a cell or item: day, clock and zone in any order, and what makes it doubtful."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from governor_cli.readers.postmortem.days import DAY, Told, told
from governor_cli.readers.postmortem.moments import NOON, Moment
from governor_cli.readers.postmortem.zones import ZONE, Zone, zone_named

_MARKS: Final = r"[\s*_`\[\](){}~\"']*"
_VAGUE = re.compile(
    r"(?:[~<>\u2248]+|(?:at\s+)?(?:around|about|approx(?:imately)?|circa|ca|c|roughly|before|after|by|until|since|between"
    r"|shortly|just|late|early|sometime|prior\s+to)\b\.?)\s*",
    re.IGNORECASE,
)
_DAY_HERE = re.compile(DAY, re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\s*(?:,|\bat\b|@|\bon\b|\||;|\u2013|\u2014|-)\s*|T|\s+|(?<=\d):\s+)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:[.,]\d{1,9})?)?(?!\d|:?[\d?]|:(?:xx|ss)\b)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(rf"\s*[\[(]?(?P<name>{ZONE})[\])]?")
_ISO_DAY = re.compile(r"\d{4}-")
_FROM = re.compile(r"from\s+", re.IGNORECASE)
_MINUS = re.compile(r"[-\u2212](?P<clock>\d\d:\d\d)")
_AFTER = re.compile(r"\s*,?\s*(?:\bon\b)?\s*[\[(]?", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|\u2192|->|\bto\b|\buntil\b|\btill\b|\band\b)\s*", re.IGNORECASE)
_DOUBT_AFTER = re.compile(
    r"\s*[\])*_]*\s*(?:\?|\(\?\)|\(?(?:approx\.?|approximately|ish|est\.?|estimated|or so)\b)", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"[\dxX?]{1,4}[-/][\dxXMm?]{1,2}[-/][\dxXDd?]{1,2}(?:[T\s]+[\dxXHh?]{1,2}:[\dxXMm?]{2})?|[\d?xX]{1,2}:[\d?xX]{1,2}|HH:mm"
    r"|(?:[?]+|TBD|TBC|unknown|n/a)(?!\w)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"[\])}]*(?:\*\*|__|\*|_|`)?[\])}:]*(?:\*\*|__|\*|_|`)?")
_SEPARATOR = re.compile(r"\s*(?:[:;,|.\u00b7>]|-+>?|\u2013|\u2014|\u2192|=>)*\s*")


def moment_at(text: str) -> Moment | None:
    """The time at the head of a text; None where there is none."""
    start = re.match(_MARKS, text)
    at = start.end() if start else 0
    vague = "~" in text[:at]
    while prefix := _VAGUE.match(text, at):
        vague, at = True, prefix.end()
    if opening := _FROM.match(text, at):
        at = opening.end()
    unknown = _UNKNOWN.match(text, at)
    parser = _Parser(text, at)
    found = parser.run()
    if found is None or (unknown and unknown.end() > parser.at):
        if unknown is None:
            return None
        return Moment(*_cut(text, unknown.end()), doubt="is partly unknown")
    doubted = _DOUBT_AFTER.match(text, parser.at)
    if doubted:
        parser.at = doubted.end()
    said, rest = _cut(text, parser.at)
    doubt = "is approximate" if vague or doubted else parser.doubt
    return Moment(said, rest, found.day, found.clock, found.half, found.padded, found.zone, doubt)


def whole_moment(text: str) -> Moment | None:
    """The time that a text is, and nothing else; a doubtful one where more stands there."""
    found = moment_at(text)
    if found is None or not found.rest or found.doubt:
        return found
    return Moment(text.strip(), "", found.day, doubt="says more than a time")


def _cut(text: str, at: int) -> tuple[str, str]:
    """The head and what follows it, without marks around the one and separators before the other."""
    closing = _CLOSING.match(text, at)
    end = closing.end() if closing else at
    rest = _SEPARATOR.match(text, end)
    return text[:end].strip(" *_`:"), text[rest.end() if rest else end :].strip()


@dataclass(slots=True)
class _Found:
    day: Told | None = None
    clock: time | None = None
    half: str = ""
    padded: bool = False
    zone: Zone | None = None


class _Parser:
    """Reads day, clock and zone in any order that people use, and the other end of a range."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.doubt = ""
        self.two_digits = False
        self.exact = False
        """The clock was written as standards have it: what follows a minus is an offset, not an end."""

    def run(self) -> _Found | None:
        found = _Found()
        start = self.at
        found.day = self.day()
        if found.day:
            self.between(_CLOCK)
        self.clock(found)
        if _ISO_DAY.match(self.text, start) and not found.half and self.two_digits:
            found.padded = True
        if found.clock is None and found.day is None:
            return None
        if found.clock:
            self.zone(found)
            self.range(found)
            if found.day is None:
                self.day_after(found)
        return found

    def day(self) -> Told | None:
        match = _DAY_HERE.match(self.text, self.at)
        if match is None or self.text[match.end() : match.end() + 1].isdigit():
            return None
        self.at = match.end()
        return told(match)

    def between(self, following: re.Pattern[str]) -> None:
        match = _BETWEEN.match(self.text, self.at)
        if match and following.match(self.text, match.end()):
            self.at = match.end()

    def clock(self, found: _Found) -> None:
        match = _CLOCK.match(self.text, self.at)
        if match is None:
            return
        self.at = match.end()
        self.exact = bool(match["s"]) or self.text[match.start() - 1 : match.start()] in {"T", "t"}
        self.two_digits = len(match["h"]) > 1
        hour = int(match["h"])
        found.half = (match["half"] or "").lower()
        found.padded = len(match["h"]) > 1 and match["h"][0] == "0" and not found.half
        if found.half:
            if not 1 <= hour <= NOON:
                self.doubt = "is no time of a clock with twelve hours"
                hour = 0
            hour = hour % NOON + (NOON if found.half == "p" else 0)
        try:
            found.clock = time(hour, int(match["m"]), int(match["s"] or 0))
        except ValueError:
            found.clock, self.doubt = time(0), "is no time of day"

    def zone(self, found: _Found) -> None:
        minus = _MINUS.match(self.text, self.at)
        if minus and not self.exact:
            if found.clock and minus["clock"] < found.clock.isoformat("minutes"):
                self.doubt = self.doubt or "could be a range or an offset from UTC"
            return
        match = _ZONE.match(self.text, self.at)
        zone = zone_named(match["name"]) if match else None
        if match and zone:
            self.at = match.end()
            found.zone = zone

    def range(self, found: _Found) -> None:
        """A range counts from its beginning; its end only has to be readable, and may name the zone."""
        joint = _RANGE.match(self.text, self.at)
        if joint is None:
            return
        ahead = _Parser(self.text, joint.end())
        other = _Found(day=ahead.day())
        if other.day:
            ahead.between(_CLOCK)
        ahead.clock(other)
        if other.clock is None:
            return
        ahead.zone(other)
        self.at = ahead.at
        if other.half and not found.half:
            self.doubt = self.doubt or "could be in the morning or the afternoon"
        found.zone = found.zone or other.zone

    def day_after(self, found: _Found) -> None:
        joint = _AFTER.match(self.text, self.at)
        start = self.at
        self.at = joint.end() if joint else self.at
        found.day = self.day() if self.at > start else None
        if found.day is None:
            self.at = start
