"""How a verdict is kept between runs: small, and read no further than somebody asks.

Most runs look at ten thousand verdicts and at one or two facts of each. What a fact is made of
stays packed until then; names that occur again and again are one object.
"""

import marshal
from collections.abc import Callable, Iterator, Mapping
from sys import intern
from typing import Any, cast

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.core.silences import Silence
from governor_cli.workflows.repository.asked import ALL, asked
from governor_cli.workflows.repository.verdicts import Told, Verdict

_SHORT = 32
"""Characters of a value that other documents may well have too."""

_told: dict[tuple[Any, ...], tuple[Any, ...]] = {}
"""The references written in this run, each once: marshal writes an object it has met before in five bytes."""


class _References(dict[tuple[Any, ...], Reference]):
    """The references read in this run: a thousand reports name the same few people and services."""

    def __missing__(self, stored: tuple[Any, ...]) -> Reference:
        known = self[stored] = Reference(*stored)
        return known


_reference = _References().__getitem__
_new: Callable[..., Any] = cast("Any", tuple).__new__
"""A named tuple without its own constructor, which takes longer than everything else here."""


class Facts(Mapping[str, Any]):
    """Facts as they were stored: lists and mappings are unpacked each time they are asked for."""

    __slots__ = ("_stored",)

    def __init__(self, stored: dict[str, Any]) -> None:
        self._stored = stored

    def __getitem__(self, name: str) -> Any:
        """One fact."""
        asked.add(name)
        value = self._stored[name]
        return marshal.loads(value) if value.__class__ is bytes else value  # noqa: S302 - see adapters/cache.py

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


def frozen(verdict: Verdict) -> tuple[Any, ...]:
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
    plain = map(tuple, extract.references)
    references = tuple([_told.setdefault(one, one) for one in plain])
    return (extract.kind, extract.id, facts, references)


def _packed(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return marshal.dumps(cast("Any", value))
    return intern(value) if isinstance(value, str) and len(value) <= _SHORT else value


def thawed(stored: Any) -> Verdict:
    """The verdict that ``frozen`` stored; raises TypeError or ValueError on anything else."""
    kind, extract, name, told, silences, bare, sound = stored
    if extract is not None:
        what, ident, facts, references = extract
        extract = _new(Extract, (what, ident, Facts(facts), tuple(map(_reference, references))))
    told = tuple([Told(*one) for one in told]) if told else ()
    silences = tuple([Silence(*one) for one in silences]) if silences else ()
    verdict: Verdict = _new(Verdict, (kind, extract, name, told, silences, bare, sound))
    return verdict
