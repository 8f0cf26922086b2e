"""Time zones as postmortems name them: only those that can mean one thing."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, NamedTuple

_NAMED: Final = {
    "PST": ("America/Los_Angeles", False),
    "PDT": ("America/Los_Angeles", True),
    "PT": ("America/Los_Angeles", None),
    "MDT": ("America/Denver", True),
    "MT": ("America/Denver", None),
    "CDT": ("America/Chicago", True),
    "EST": ("America/New_York", False),
    "EDT": ("America/New_York", True),
    "ET": ("America/New_York", None),
    "WET": ("Europe/Lisbon", False),
    "WEST": ("Europe/Lisbon", True),
    "CET": ("Europe/Berlin", False),
    "CEST": ("Europe/Berlin", True),
    "EET": ("Europe/Helsinki", False),
    "EEST": ("Europe/Helsinki", True),
    "MSK": ("Europe/Moscow", None),
    "JST": ("Asia/Tokyo", None),
    "KST": ("Asia/Seoul", None),
    "SGT": ("Asia/Singapore", None),
    "HKT": ("Asia/Hong_Kong", None),
    "AEST": ("Australia/Sydney", False),
    "AEDT": ("Australia/Sydney", True),
    "NZST": ("Pacific/Auckland", False),
    "NZDT": ("Pacific/Auckland", True),
}
"""Abbreviation -> the zone, and whether it stands for its summer time (None: for either)."""
_AMBIGUOUS: Final = frozenset({"BST", "CST", "CT", "IST", "MST", "AST", "ADT", "GST", "SST", "WAT", "ICT"})
"""Each is the name of clocks hours apart."""

_OFFSET = r"[+-\u2212](?:0\d|1[0-4]|\d)(?::?[0-5]\d)?"
ZONE: Final = (
    rf"(?:(?:UTC|GMT)(?:\s?{_OFFSET}\b)?|Zulu\b|Z\b|[+-](?:0\d|1[0-4]):?[0-5]\d\b"
    rf"|[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){{1,2}}"
    rf"|(?:{'|'.join(sorted([*_NAMED, *_AMBIGUOUS], key=len, reverse=True))})\b)"
)
"""The pattern of a zone's name, case and all: `et` is a word, `ET` is a zone."""
_STATEMENT = re.compile(
    r"\b(?:time\s?zones?|times(?:tamps?)?|timestamps?|all\s+time)\b[^.|;\n]{0,60}", re.IGNORECASE
)
_PARTS = re.compile(r"(?:UTC|GMT)?\s?([+\-\u2212])(\d{1,2}):?(\d\d)?")


class Zone(NamedTuple):
    """What a zone's name says; ``doubt`` where it can mean several."""

    name: str
    offset: timedelta | None = None
    key: str = ""
    summer: bool | None = None
    doubt: str = ""

    @property
    def is_utc(self) -> bool:
        """Whether its clocks show UTC."""
        return self.offset == timedelta()


def zone_named(name: str) -> Zone | None:
    """The zone of a name that ``ZONE`` matched; None where it is no zone after all."""
    if name in {"UTC", "GMT", "Z", "Zulu"}:
        return Zone(name, timedelta())
    if name in _NAMED:
        key, summer = _NAMED[name]
        return Zone(name, None, key, summer)
    if name in _AMBIGUOUS:
        return Zone(name, doubt=f"{name} is the name of several time zones")
    if parts := _PARTS.fullmatch(name):
        length = timedelta(hours=int(parts[2]), minutes=int(parts[3] or 0))
        return Zone(name, length if parts[1] == "+" else -length)
    from governor_cli.core.wall_clock import zone_names

    return Zone(name, None, name) if name in zone_names() else None


def zones_in(text: str) -> list[Zone]:
    """Every zone named in a text, each once."""
    found = (zone_named(match) for match in re.findall(rf"(?<![\w/+-]){ZONE}(?![\w/])", text))
    return list(dict.fromkeys(zone for zone in found if zone is not None))


def stated_zones(text: str) -> list[Zone]:
    """The zones that a text says its times are in: ``All times in UTC``, ``Time zone: CET``."""
    said = (match[0] for match in _STATEMENT.finditer(text))
    return list(dict.fromkeys(zone for part in said for zone in zones_in(part)))


def instant_in(local: datetime, zone: Zone) -> datetime | str:
    """The instant, in UTC, at which the clocks of a zone show a local time; else why that is not certain."""
    if zone.doubt:
        return zone.doubt
    if zone.offset is not None:
        return local.replace(tzinfo=timezone(zone.offset)).astimezone(UTC)
    from governor_cli.core.wall_clock import does_not_exist, exists_twice, instant_of
    from governor_cli.core.wall_clock import zone as zone_of

    info = zone_of(zone.key)
    twice = exists_twice(local, info)
    if twice:
        meant = [one for one in twice if zone.summer == bool(one.astimezone(info).dst())]
        return meant[0] if len(meant) == 1 else f"{zone.name} showed that time twice"
    if does_not_exist(local, info):
        return f"{zone.name} never showed that time"
    instant = instant_of(local, info)
    if zone.summer is not None and zone.summer != bool(instant.astimezone(info).dst()):
        return f"{zone.name} was not in force on that day"
    return instant
