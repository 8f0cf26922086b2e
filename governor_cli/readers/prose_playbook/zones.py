"""Time zones in people's words: UTC, CET, ET, Europe/Berlin, Berlin time."""

import re
from functools import cache
from typing import NamedTuple

_ABBREVIATED = {
    "UTC": ("UTC", True), "GMT": ("UTC", True),
    "CET": ("CET", True), "CEST": ("CET", True), "EET": ("EET", True), "EEST": ("EET", True),
    "WET": ("WET", True), "WEST": ("WET", True),
    "BST": ("Europe/London", False), "UK time": ("Europe/London", True),
    "ET": ("America/New_York", True), "EST": ("America/New_York", False), "EDT": ("America/New_York", True),
    "Eastern Time": ("America/New_York", True), "Central Time": ("America/Chicago", True),
    "Mountain Time": ("America/Denver", True), "Pacific Time": ("America/Los_Angeles", True),
    "CT": ("America/Chicago", True), "CDT": ("America/Chicago", True), "CST": ("America/Chicago", False),
    "MT": ("America/Denver", True), "MST": ("America/Denver", False), "MDT": ("America/Denver", True),
    "PT": ("America/Los_Angeles", True), "PST": ("America/Los_Angeles", False),
    "PDT": ("America/Los_Angeles", True),
    "JST": ("Asia/Tokyo", True), "SGT": ("Asia/Singapore", True), "IST": ("Asia/Kolkata", False),
    "AEST": ("Australia/Sydney", False), "AEDT": ("Australia/Sydney", True),
}  # fmt: skip
"""Short names, and whether each means one zone only."""
_SHORT = re.compile(rf"(?<![\w/#-])(?:{'|'.join(sorted(_ABBREVIATED, key=len, reverse=True))})(?![\w/-])")
_FULL = re.compile(
    r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|"
    r"Etc)/[A-Z][\w+-]*(?:/[A-Z]\w*)?"
)
_CITY = re.compile(r"\b([A-Z][a-z]+(?:[ _][A-Z][a-z]+)?) (?:local )?time\b")


class Zone(NamedTuple):
    """A zone of tzdata; ``exact`` is False where the words could mean another."""

    name: str
    exact: bool


def zone_in(text: str) -> Zone | None:
    """The zone that a text names."""
    full = _FULL.search(text)
    if full and full[0] in _known():
        return Zone(full[0], exact=True)
    short = _SHORT.search(text)
    if short:
        return Zone(*_ABBREVIATED[short[0]])
    city = _CITY.search(text)
    if city:
        wanted = "/" + city[1].replace(" ", "_")
        for zone in sorted(_known()):
            if zone.endswith(wanted):
                return Zone(zone, exact=True)
    return None


@cache
def _known() -> frozenset[str]:
    from importlib.resources import files

    return frozenset((files("tzdata") / "zones").read_text("ascii").split())
