"""How a verdict is kept between runs: small, and read no further than somebody asks.

Whoever looks at a verdict wants one or two facts of it. What a fact is made of stays packed until
then; names that occur again and again are one object.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping
from sys import intern
from typing import TYPE_CHECKING, Any, cast

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.workflows.repository.asked import ALL, asked

if TYPE_CHECKING:
    from governor_cli.workflows.repository.verdicts import Verdict

_SHORT = 32
"""Characters of a value that other documents may well have too."""


class _References(dict[tuple[Any, ...], Reference]):
    """The references read in this run: a thousand reports name the same few people and services."""

    def __missing__(self, stored: tuple[Any, ...]) -> Reference:
        known = self[stored] = Reference(*stored)
        return known


reference: Callable[[tuple[Any, ...]], Reference] = _References().__getitem__
"""A reference as it was stored -> itself."""


class Facts(Mapping[str, Any]):
    """Facts as they were stored: lists and mappings are unpacked each time they are asked for."""

    __slots__ = ("_stored",)

    def __init__(self, stored: dict[str, Any]) -> None:
        self._stored = stored

    def __getitem__(self, name: str) -> Any:
        """One fact."""
        asked.add(name)
        value = self._stored[name]
        return marshal.loads(value) if value.__class__ is bytes else value  # noqa: S302 - see adapters/shelf.py

    def get(self, name: str, default: Any = None) -> Any:
        """One fact; most are asked for by rules that look at every document."""
        if name in self._stored:
            return self[name]
        asked.add(name)
        return default

    def __contains__(self, name: object) -> bool:
        asked.add(str(name))
        return name in self._stored

    def __iter__(self) -> Iterator[str]:
        asked.add(ALL)
        return iter(self._stored)

    def __len__(self) -> int:
        asked.add(ALL)
        return len(self._stored)

    def __repr__(self) -> str:
        return f"Facts({dict(self)})"


def frozen(verdict: "Verdict") -> tuple[Any, ...]:
    """A verdict as a shelf can hold it."""
    kind, extract, name, told, silences, bare, sound = verdict
    return (
        kind,
        None if extract is None else _frozen_extract(extract),
        name,
        tuple(map(tuple, told)),
        tuple(map(tuple, silences)),
        bare,
        sound,
    )


def _frozen_extract(extract: Extract) -> tuple[Any, ...]:
    facts = {intern(name): _packed(value) for name, value in extract.facts.items()}
    return (extract.kind, extract.id, facts, tuple(map(tuple, extract.references)))


def _packed(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return marshal.dumps(cast("Any", value))
    return intern(value) if isinstance(value, str) and len(value) <= _SHORT else value


def extract_of(stored: Any) -> Extract | None:
    """The extract in a verdict that ``frozen`` made."""
    if stored[1] is None:
        return None
    kind, ident, facts, references = stored[1]
    return Extract(kind, ident, Facts(facts), tuple(map(reference, references)))
