"""The merge of front matter: key by key, and a conflict where the two sides together make no sense."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from governor_cli.core.document import Document, read
from governor_cli.core.trees import is_mapping
from governor_cli.practices.merging import block
from governor_cli.practices.merging.ground import ground_of
from governor_cli.practices.merging.identity import BEGINNINGS, FIRSTS, moment
from governor_cli.practices.merging.parts import Part, yaml_part
from governor_cli.practices.merging.pieces import Piece, has_conflict, resolved
from governor_cli.practices.merging.tree import Ground, Outcome, UnmergeableError

_STATUS = "status"


class Front(NamedTuple):
    """The lines between the two ``---``, and the values they have where ours is right about conflicts."""

    pieces: list[Piece]
    values: Mapping[str, Any]


def merge_front(base: Document | None, ours: Document, theirs: Document) -> Front | None:
    """Merge front matter that was parsed without a fault; None where that cannot be done with certainty."""
    try:
        told = _disputed_targets(base, ours, theirs)
        outcome, firsts = _merged(base, ours, theirs, ground_of(*told)), FIRSTS
        if _is_disordered(outcome.value):
            firsts = BEGINNINGS
            outcome = _merged(base, ours, theirs, ground_of(*told, firsts=firsts))
        if contradicts(ours.front, theirs.front, outcome.value):
            outcome = _merged(base, ours, theirs, ground_of(*told, _STATUS, firsts=firsts))
    except UnmergeableError:
        return None
    return Front(*outcome) if _reads_as_meant(outcome) else None


def _merged(base: Document | None, ours: Document, theirs: Document, ground: Ground) -> Outcome:
    old = _root(base) if base is not None else None
    mine, other = _root(ours), _root(theirs)
    if mine is None or other is None or (base is not None and old is None):
        raise UnmergeableError
    spans = ((0, len(old.source)) if old else (0, 0), (0, len(mine.source)), (0, len(other.source)))
    return block.merge_lines(ground, (old, mine, other), spans, ())


def _root(document: Document) -> Part | None:
    """The mapping of a document, if it stands on lines of its own."""
    tree = document.tree
    if tree is None or tree.shape != "mapping" or tree.flow or not tree.items:
        return None
    return yaml_part(document.front_text, tree, document.front)


def _disputed_targets(base: Document | None, ours: Document, theirs: Document) -> Iterable[str]:
    """The targets, where the severity is disputed: they belong to one or the other, never half to each."""
    before, mine, other = (one.front.get("severity") if one else None for one in (base, ours, theirs))
    return ("targets",) if mine != other and before not in (mine, other) else ()


def contradicts(ours: Mapping[str, Any], theirs: Mapping[str, Any], merged: Mapping[str, Any]) -> bool:
    """Whether each side's status is the last of its milestones, and the merged one is not.

    One reopened an incident while the other filled in a time, say: git would see two changes that
    have nothing to do with each other.
    """
    if merged.get("kind") != "incident" or ours.get(_STATUS) == theirs.get(_STATUS):
        return False
    return _is_consistent(ours) and _is_consistent(theirs) and not _is_consistent(merged)


def _is_disordered(merged: Mapping[str, Any]) -> bool:
    """Whether a milestone is before the one that leads to it: the ends of both sides do not go together."""
    from governor_cli.kinds.incident.model import MILESTONES

    times: Any = merged.get("times")
    known = [moment(times.get(name)) for name in MILESTONES] if is_mapping(times) else []
    reached = [at for at in known if at is not None]
    return reached != sorted(reached)


def _is_consistent(front: Mapping[str, Any]) -> bool:
    from governor_cli.kinds.incident.model import MILESTONES

    times: Any = front.get("times") or {}
    known = [name for name in MILESTONES if is_mapping(times) and times.get(name) is not None]
    return front.get(_STATUS) == (known[-1] if known else "draft")


def _reads_as_meant(outcome: Outcome) -> bool:
    """Whether either answer to the conflicts can be read, and ours says what was expected."""
    found = read("", _block(resolved(outcome.pieces, "ours")))
    if found.faults or found.front != outcome.value:
        return False
    return not has_conflict(outcome.pieces) or not read("", _block(resolved(outcome.pieces, "theirs"))).faults


def _block(text: str) -> bytes:
    return f"---\n{text}---\n".encode()
