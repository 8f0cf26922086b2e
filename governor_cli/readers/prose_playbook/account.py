"""The account of an import: every value of the front matter, with its source or as an assumption."""

from collections.abc import Mapping
from typing import Any, cast

from governor_cli.core.finding import Loc, dotted
from governor_cli.readers.prose_playbook.draft import Draft, Fact
from governor_cli.readers.prose_playbook.result import Assumed, Taken

Part = dict[str, Any]
"""A mapping of the front matter being built."""


class Account:
    """Puts facts and assumptions into parts of the front matter, and remembers which was which."""

    def __init__(self, draft: Draft, example: Mapping[str, Any]) -> None:
        self.draft = draft
        self.example = example
        self.taken: list[Taken] = []
        self.assumed: list[Assumed] = []

    def place(self, part: Part, key: str, fact: Fact | None, at: Loc) -> bool:
        """Put what the prose says under a key; nothing where it says nothing."""
        if fact is None:
            return False
        part[key] = fact.value
        self.taken.append(Taken(dotted((*at, key)), fact.line, fact.source))
        if not fact.exact:
            self.doubt(part, key, at)
        return True

    def assume(self, part: Part, key: str, value: Any, at: Loc) -> None:
        """Put a value under a key that the prose does not state."""
        part[key] = value
        self.doubt(part, key, at)

    def doubt(self, part: Part, key: str, at: Loc) -> None:
        """Name a key of a part as assumed."""
        names: list[str] = part.setdefault("assumed", [])
        if key not in names:
            names.append(key)
            self.assumed.append(Assumed(dotted((*at, key)), spelled(part[key])))

    def model(self, key: str) -> Any:
        """The example's value under a key."""
        return self.example.get(key)

    def parts(self, key: str) -> list[Mapping[str, Any]]:
        """The entries of a list of the example."""
        return parts_of(self.example.get(key))

    def part(self, key: str) -> Mapping[str, Any]:
        """A mapping of the example."""
        return part_of(self.example.get(key))


def part_of(value: Any) -> Mapping[str, Any]:
    """A value as a mapping: empty where it is none."""
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def parts_of(value: Any) -> list[Mapping[str, Any]]:
    """The mappings in a list: none where it is no list."""
    values = cast("list[object]", value) if isinstance(value, list) else []
    return [part_of(one) for one in values if isinstance(one, Mapping)]


def spelled(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return ", ".join(map(spelled, cast("list[object]", value)))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {spelled(inner)}" for key, inner in part_of(value).items())
    return "nothing" if value is None else str(value)


def last_assumed(part: Part) -> Part:
    """The part with its ``assumed`` at the end, as people read it."""
    if "assumed" in part:
        part["assumed"] = part.pop("assumed")
    return part
