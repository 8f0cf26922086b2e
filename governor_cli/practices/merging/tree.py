"""The merge of one value in three versions: what one side changed is taken, letter by letter.

Mappings merge key by key, lists entry by entry, at any depth. What both sides changed in different
ways is a conflict, as small as it can be. The value that is expected beside the text is computed on
its own, so that the text can be read again and compared.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.practices.merging.identity import (
    FIRSTS,
    is_first,
    is_whole,
    key_of,
    likenesses,
    time_of,
)
from governor_cli.practices.merging.parts import Part
from governor_cli.practices.merging.pieces import Conflict, Piece
from governor_cli.practices.merging.sequence import Item, Slot

Versions = tuple[Part | None, Part, Part]
"""The value as it was, where it was, and as either side has it."""


class Outcome(NamedTuple):
    """The merged text in pieces, and the value it has where ours is right about every conflict."""

    pieces: list[Piece]
    value: Any


class UnmergeableError(Exception):
    """Two collections are written so differently that their entries cannot stand in one text."""


class Ground(NamedTuple):
    """What the parts of one merge share: how the two styles of collections are merged.

    ``disputed`` are keys at the top that are a conflict as a whole wherever the two sides differ;
    of ``firsts``, times that both sides added, the earlier counts.
    """

    flow: "Way"
    block: "Way"
    disputed: Collection[str] = ()
    firsts: Collection[str] = FIRSTS


Way = Callable[[Ground, Versions, Loc], Outcome]


def leaf(base: str | None, ours: str, theirs: str) -> Piece:
    """A text that is not looked into."""
    if theirs in {ours, base}:
        return ours
    return theirs if ours == base else Conflict(ours, theirs)


def value(ground: Ground, versions: Versions, at: Loc) -> Outcome:
    """A value without its key."""
    base, ours, theirs = versions
    if len(at) == 1 and at[0] in ground.disputed:
        return whole(None, ours, theirs)
    if is_whole(at):
        return whole(base, ours, theirs)
    is_ours_first = is_first(at, ground.firsts, ours.value, theirs.value) if base is None else None
    if is_ours_first is not None:
        first = ours if is_ours_first else theirs
        return Outcome([first.written], first.value)
    merge = _way(ground, ours, theirs)
    if merge is not None:
        old = base if base is not None and base.shape == ours.shape and base.flow == ours.flow else None
        if old is not None or base is None or base.is_empty:
            try:
                return merge(ground, (old, ours, theirs), at)
            except UnmergeableError:
                pass
    return whole(base, ours, theirs)


def whole(base: Part | None, ours: Part, theirs: Part) -> Outcome:
    """The value as one side has it, or the two as a conflict; one scalar in two quotations is none."""
    piece = leaf(base.written if base else None, ours.written, theirs.written)
    if ours.value == theirs.value and ours.shape == theirs.shape == "scalar" and ours.flow == theirs.flow:
        return Outcome([piece if isinstance(piece, str) else ours.written], ours.value)
    return Outcome([piece], theirs.value if piece == theirs.written else ours.value)


def _way(ground: "Ground", ours: Part, theirs: Part) -> "Way | None":
    """How two collections of one style are merged; None where they are none."""
    if ours.is_alias or theirs.is_alias or ours.shape == "scalar" or ours.shape != theirs.shape:
        return None
    return (ground.flow if ours.flow else ground.block) if ours.flow == theirs.flow else None


def item_of(part: Part, text: str, at: Loc) -> Item:
    """An entry of a collection whose path is ``at``, for comparing with the other versions."""
    when = time_of(at, part.name, part.value)
    if part.name is not None:
        return Item(("key", part.name), text, part, when=when)
    return Item(key_of(part.value), text, part, likenesses(part.value), when)


class Settled(NamedTuple):
    """What became of one entry: its text and value, or ``into``, the versions that must be looked into."""

    piece: Piece | None
    value: Any = None
    into: Versions | None = None
    is_there: bool = True
    """Whether the entry is there where ours is right."""


def settle(ground: Ground, slot: Slot, at: Loc) -> Settled:
    """An entry that only one side touched as that side has it; else its versions."""
    base, ours, theirs = slot.base, slot.ours, slot.theirs
    if ours is None or theirs is None:
        one = slot.shown
        if base is None:
            return Settled(one.text, _value(one))
        sides = Conflict(ours.text if ours else "", theirs.text if theirs else "")
        return Settled(sides, _value(one), is_there=ours is not None)
    piece = leaf(base.text if base else None, ours.text, theirs.text)
    is_disputed = not at and ours.text != theirs.text and _name(ours) in ground.disputed
    if isinstance(piece, str) and not is_disputed:
        return Settled(piece, _value(ours if piece == ours.text else theirs))
    if ours.part is None or theirs.part is None:
        return Settled(Conflict(ours.text, theirs.text))
    if base is None and ours.part.name is None and ours.part.value != theirs.part.value:
        return Settled(Conflict(ours.text, theirs.text), ours.part.value)
    return Settled(None, into=(None if is_disputed or base is None else base.part, ours.part, theirs.part))


def _name(item: Item) -> str | None:
    return item.part.name if item.part is not None else None


def _value(item: Item) -> Any:
    return item.part.value if item.part is not None else None


def gathered(parts: Sequence[tuple[Part, Any]], shape: str) -> Any:
    """The value of a collection from those of its entries."""
    if shape == "mapping":
        return {part.name or "": one for part, one in parts}
    return [one for _, one in parts]
