"""A capture as it is written: its keys in order, its digest, and its place among the day's others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final, NamedTuple

from governor_cli.core.instants import format_duration, format_instant, parse_instant
from governor_cli.kinds.metrics.digest import digest
from governor_cli.practices.metrics.measurement import Measurement

SOON: Final = timedelta(minutes=5)
"""How far another machine's clock may be ahead."""


class Origin(NamedTuple):
    """Where a capture comes from: object ids of git, and the tool; "" for what is not known."""

    commit: str = ""
    definitions: str = ""
    tool: str = ""
    input: str = ""

    def tree(self) -> dict[str, str]:
        """As it stands in front matter, without the digest."""
        named = {
            "commit": self.commit,
            "definitions": self.definitions,
            "tool": self.tool,
            "input": self.input,
        }
        return {key: text for key, text in named.items() if text}


class Taken(NamedTuple):
    """One capture: what was measured when, where, because of what, from which source."""

    at: datetime
    environment: str
    source: str
    measurements: tuple[Measurement, ...]
    trigger: str = "scheduled"
    incident: str = ""
    phase: str = ""
    window: timedelta | None = None
    origin: Origin = Origin()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was measured at all."""
        return not any(one.is_data for one in self.measurements)

    def day(self, zone: tzinfo) -> date:
        """The day whose file it belongs into."""
        return self.at.astimezone(zone).date()

    def tree(self) -> dict[str, Any]:
        """As it stands in front matter, digest and all."""
        said: dict[str, Any] = {"at": format_instant(self.at), "trigger": self.trigger}
        said |= {key: text for key, text in (("incident", self.incident), ("phase", self.phase)) if text}
        said["environment"] = self.environment
        if self.window:
            said["window"] = format_duration(self.window)
        said["source"] = self.source
        said["health"] = [one.tree() for one in self.measurements]
        said["provenance"] = self.origin.tree()
        said["provenance"]["digest"] = digest(said)
        return said


def healths(tree: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The measurements of a capture as they stand in front matter."""
    return tree.get("health") or []


def twin(captures: Sequence[Mapping[str, Any]], tree: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The capture of the same instant, environment, source and incident that stands there already."""
    return next((one for one in captures if _key(one) == _key(tree)), None)


def agrees(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two captures say the same, wherever they come from."""
    keys = ("trigger", "phase", "window", "health")
    return all(one.get(key) == other.get(key) for key in keys)


def answers(there: Mapping[str, Any], tree: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Whether a capture that stands there is what would be taken of these measurements now."""
    keys = ("trigger", "phase", "window")
    measured = {one.get("name") for one in healths(there)}
    return measured == set(names) and all(there.get(key) == tree.get(key) for key in keys)


def index_for(captures: Iterable[Mapping[str, Any]], at: datetime) -> int:
    """Where a capture of this instant belongs: behind every one that is not later."""
    return sum(1 for one in captures if _instant(one) <= at)


def _key(tree: Mapping[str, Any]) -> tuple[Any, ...]:
    return (_instant(tree), tree.get("environment"), tree.get("source"), tree.get("incident"))


def _instant(tree: Mapping[str, Any]) -> datetime:
    return parse_instant(str(tree["at"]))
