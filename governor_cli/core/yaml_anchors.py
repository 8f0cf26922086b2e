"""Anchors and aliases, bounded: a few hundred bytes of them can stand for a billion values."""

from typing import Any, NamedTuple

from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.core.yaml_events import DEPTH_BOUND

ALIAS_BOUND = 1_000_000
"""How many characters aliases may add to a document when written out, a value counting as 16 at least."""

_PER_VALUE = 16
_OPEN: Any = object()
_UNKNOWN: Any = object()


class Size(NamedTuple):
    """How many characters a value has with its aliases written out, and how deep it nests."""

    characters: int
    height: int


class AliasRefusedError(Exception):
    """An alias that cannot be followed: the code, the message and the hint for it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class Anchors:
    """The anchored values of one document, as they are read."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._sizes: dict[int, Size] = {}
        self._added = 0

    def begin(self, name: str) -> None:
        """A collection with this anchor begins; an alias inside it would have no end."""
        self._values[name] = _OPEN

    def define(self, name: str, value: Any) -> None:
        """A value with this anchor is complete."""
        self._values[name] = value

    def follow(self, name: str, depth: int) -> Any:
        """The value an alias stands for, at this depth of the document. Raises AliasRefusedError."""
        value = self._values.get(name, _UNKNOWN)
        if value is _UNKNOWN:
            raise AliasRefusedError(
                "DOC005", f"`*{name}` refers to nothing", f"Write `&{name}` at the value meant."
            )
        if value is _OPEN:
            raise AliasRefusedError(
                "DOC009", f"`*{name}` stands inside what it refers to", "Write the value out."
            )
        size = self._measure(value)
        self._added += size.characters
        if self._added > ALIAS_BOUND:
            message = f"aliases add more than {ALIAS_BOUND:,} characters"
            raise AliasRefusedError("DOC009", message, "Write the values out, or make them fewer.")
        if depth + size.height > DEPTH_BOUND:
            message = f"nested deeper than {DEPTH_BOUND} levels through `*{name}`"
            raise AliasRefusedError("DOC008", message, "Write the value with fewer levels.")
        return value

    def _measure(self, value: Any) -> Size:
        if not is_mapping(value) and not is_sequence(value):
            return Size(_PER_VALUE + len(value or ""), 0)
        known = self._sizes.get(id(value))  # it is complete, never changes and lives as long as its anchor
        if known is None:
            parts = [*value, *value.values()] if is_mapping(value) else value
            sizes = [self._measure(part) for part in parts]
            total = _PER_VALUE + sum(size.characters for size in sizes)
            known = Size(total, 1 + max((size.height for size in sizes), default=0))
            self._sizes[id(value)] = known
        return known
