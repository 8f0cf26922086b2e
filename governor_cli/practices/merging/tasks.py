"""The merge of a tasks.json, whatever its shape: tasks by their ids, their keys one by one."""

from governor_cli.core.json_text import JsonText, read_json
from governor_cli.practices.merging import tree
from governor_cli.practices.merging.ground import ground_of
from governor_cli.practices.merging.parts import Part, json_part
from governor_cli.practices.merging.pieces import Piece, has_conflict, resolved


def merge_json(base: str, ours: str, theirs: str) -> list[Piece] | None:
    """Merge three JSON texts, the base empty where there was none; None where that is not certain."""
    old, mine, other = (read_json("", text.encode()) for text in (base, ours, theirs))
    if any(not doc.usable or doc.faults for doc in (mine, other, *([old] if base.strip() else []))):
        return None
    root = _root(old) if old.usable else None
    versions = (root, _root(mine), _root(other))
    outcome = tree.value(ground_of(), versions, ())
    if outcome.pieces and len(outcome.pieces) == 1 and has_conflict(outcome.pieces):
        return None  # the two have no shape in common
    around = tree.leaf(_around(root), _around(versions[1]), _around(versions[2]))
    before, _, after = (around if isinstance(around, str) else _around(versions[1])).partition("\0")
    pieces = [before, *outcome.pieces, after]
    found = read_json("", resolved(pieces, "ours").encode())
    if found.faults or not found.usable or found.tree != outcome.value:
        return None
    return pieces if not has_conflict(pieces) or _can_be_read(resolved(pieces, "theirs")) else None


def _can_be_read(text: str) -> bool:
    doc = read_json("", text.encode())
    return doc.usable and not doc.faults


def _root(doc: JsonText) -> Part:
    return json_part(doc, doc.root, doc.tree)


def _around(root: Part | None) -> str:
    """What stands before and after the one value of a file."""
    return "" if root is None else f"{root.source[: root.at]}\0{root.source[root.end :]}"
