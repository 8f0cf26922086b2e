"""Edits of front matter: the whole new file as bytes, every byte kept that need not change.

Each function takes a document as it was read and says what should differ. The result is read
again and refused (GovError) unless exactly that differs: where an odd style, an alias or a
duplicate key makes an edit impossible, the file is left alone and the author is told.

Values are text, None, lists and mappings. A value keeps the style it is written in, its quotes too,
and one that is there already is not written again. New mappings under a top-level key get block
style, what stands inside lists flow style.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from governor_cli.core import trees, yaml_write
from governor_cli.core.document import Document, read_edited
from governor_cli.core.errors import GovError
from governor_cli.core.finding import Loc, dotted
from governor_cli.core.yaml_ground import Ground, Splice
from governor_cli.core.yaml_places import Node

BY_HAND = "Change it by hand in an editor."


def set_value(doc: Document, at: Loc, value: Any) -> bytes:
    """Replace the value at a path that exists. GovError where the path, or a way to do it, is missing."""
    if not at:
        raise GovError("the whole front matter cannot be replaced at once")
    if trees.same(trees.value_at(doc.front, at), value):
        return doc.data
    ground = _ground(doc)
    spot = _spot(ground, at)
    return _write(ground, _set_splices(ground, spot, value), trees.with_value(doc.front, at, value))


def insert_key(
    doc: Document,
    parent: Loc,
    key: str,
    value: Any,
    *,
    before: str | None = None,
    after: str | None = None,
) -> bytes:
    """Add a key to a mapping: at its end, or next to another of its keys. GovError if it is there already."""
    holder = trees.value_at(doc.front, parent)
    if holder is None and parent:
        return set_value(doc, parent, {key: value})
    if not trees.is_mapping(holder):
        raise GovError(f"`{dotted(parent)}` is not a mapping")
    if key in holder:
        raise GovError(f"`{dotted((*parent, key))}` is there already")
    keys = list(holder)
    index = _index_beside(keys, before, after)
    ground = _ground(doc)
    node = ground.root if not parent else _spot(ground, parent).node
    splices = _insert_key_splices(ground, node, index, key, value)
    return _write(ground, splices, trees.with_key(doc.front, parent, index, key, value))


def put(doc: Document, at: Loc, value: Any) -> bytes:
    """Set a value, or insert it with every mapping that is missing on the way to it."""
    for depth in range(len(at)):
        holder = trees.value_at(doc.front, at[:depth])
        if holder is None and depth:
            return set_value(doc, at[:depth], trees.nested(at[depth:], value))
        if not trees.has(holder, at[depth]):
            return _put_below(doc, at, depth, holder, value)
    return set_value(doc, at, value)


def delete(doc: Document, at: Loc) -> bytes:
    """Take out a key with its value, or a list entry; the last one of a collection leaves it empty."""
    if not at:
        raise GovError("the whole front matter cannot be taken out")
    holder = trees.value_at(doc.front, at[:-1])
    if not trees.has(holder, at[-1]):
        raise GovError(f"`{dotted(at)}` is not there")
    if len(holder) == 1 and len(at) > 1:
        return set_value(doc, at[:-1], type(holder)())
    ground = _ground(doc)
    spot = _spot(ground, at)
    return _write(ground, ground.removal(spot.parent, spot.place), trees.without(doc.front, at))


def append_item(doc: Document, at: Loc, item: Any) -> bytes:
    """Add an entry at the end of a list; a list that is missing or null is begun."""
    holder = trees.value_at(doc.front, at[:-1]) if at else None
    if trees.is_mapping(holder) and at[-1] not in holder:
        return put(doc, at, [item])
    entries = trees.value_at(doc.front, at)
    return insert_item(doc, at, len(entries) if trees.is_sequence(entries) else 0, item)


def insert_item(doc: Document, at: Loc, index: int, item: Any) -> bytes:
    """Add an entry to a list before the one that has this index now."""
    entries = trees.value_at(doc.front, at)
    if entries is None or entries == []:
        return set_value(doc, at, [item])
    if not trees.is_sequence(entries):
        raise GovError(f"`{dotted(at)}` is not a list")
    if not 0 <= index <= len(entries):
        raise GovError(f"`{dotted(at)}` has no entry {index}")
    ground = _ground(doc)
    splices = _insert_item_splices(ground, _spot(ground, at).node, index, item)
    return _write(ground, splices, trees.with_item(doc.front, at, index, item))


def replace_item(doc: Document, at: Loc, item: Any) -> bytes:
    """Replace one list entry: the last part of the path is its index."""
    if not at or not isinstance(at[-1], int):
        raise GovError(f"`{dotted(at)}` is not an entry of a list")
    return set_value(doc, at, item)


def several(doc: Document, *edits: Callable[[Document], bytes]) -> bytes:
    """Make one edit after the other; each gets the document as the one before left it."""
    for edit in edits:
        doc = read_edited(doc.path, edit(doc))
    return doc.data


class _Spot(NamedTuple):
    """A value in the tree: itself, the collection that holds it, and its place among the others there."""

    node: Node
    parent: Node
    place: int
    depth: int
    in_flow: bool


def _ground(doc: Document) -> Ground:
    if not doc.has_front:
        raise GovError(f"{doc.path} has no front matter to edit")
    if not doc.usable or not doc.decodable:
        raise GovError(
            f"{doc.path} cannot be edited before its syntax is right", hint="Run `gov check` to see."
        )
    return Ground(doc)


def _spot(ground: Ground, at: Loc) -> _Spot:
    spot: _Spot | None = None
    node, in_flow = ground.root, False
    for depth, part in enumerate(at, 1):
        child = node.child(part) if node is not None else None
        if node is None or child is None:
            trees.value_at(ground.doc.front, at)
            raise GovError(f"`{dotted(at)}` is written as an alias", hint=BY_HAND)
        in_flow = in_flow or node.flow
        index = part if isinstance(part, int) else node.index_of(part)
        spot = _Spot(child, node, index, depth, in_flow)
        node = child
    if spot is None:
        raise GovError("the front matter as a whole has no place of its own")
    return spot


def _set_splices(ground: Ground, spot: _Spot, value: Any) -> list[Splice]:
    node, is_block = spot.node, _is_block(spot.node)
    under_key = spot.parent.shape == "mapping" and not spot.in_flow
    if is_block and value and not isinstance(value, str) and not node.anchored:
        return [ground.block_in_place(spot.parent, spot.place, value)]
    if under_key and is_block and ground.begins_below(spot.parent.keys[spot.place], node):
        return ground.collapse(spot.parent.keys[spot.place], node, yaml_write.flow(value))
    was_empty = node.shape != "alias" and not node.items
    if under_key and was_empty and _belongs_in_block(value, spot.depth):
        column = ground.column(spot.parent.keys[spot.place].start) + 2
        return ground.expand(spot.parent.keys[spot.place], node, yaml_write.block(value, column), column)
    is_quoted = node.shape == "scalar" and node.style in {'"', "'"} and isinstance(value, str)
    written = yaml_write.scalar(value, str(node.style)) if is_quoted else yaml_write.flow(value)
    return [ground.inline(spot.parent, spot.place, written)]


def _is_block(node: Node) -> bool:
    return node.shape in {"mapping", "sequence"} and not node.flow


def _belongs_in_block(value: Any, depth: int) -> bool:
    if trees.is_mapping(value):
        return bool(value) and depth == 1
    return trees.is_sequence(value) and any(isinstance(part, (dict, list)) for part in value)


def _insert_key_splices(ground: Ground, node: Node | None, index: int, key: str, value: Any) -> list[Splice]:
    if node is not None and node.flow:
        return [ground.flow_insertion(node, index, f"{yaml_write.key(key)}: {yaml_write.flow(value)}")]
    if node is None:
        return [ground.at_end(yaml_write.entry(key, value))]
    column = ground.column(node.keys[0].start)
    return [ground.block_insertion(node, index, yaml_write.entry(key, value, column), column)]


def _insert_item_splices(ground: Ground, node: Node, index: int, item: Any) -> list[Splice]:
    if node.flow:
        return [ground.flow_insertion(node, index, yaml_write.flow(item))]
    column = ground.dash_column(node)
    neighbour = node.items[min(index, len(node.items) - 1)]
    like_neighbour = _is_block(neighbour) and neighbour.shape == "mapping" and trees.is_mapping(item) and item
    lines = yaml_write.block_item(item, column) if like_neighbour else yaml_write.item(item, column)
    return [ground.block_insertion(node, index, lines, column)]


def _index_beside(keys: list[str], before: str | None, after: str | None) -> int:
    beside = before if before is not None else after
    if beside is None:
        return len(keys)
    if beside not in keys:
        raise GovError(f"there is no key `{beside}` to write it beside")
    return keys.index(beside) + (before is None)


def _put_below(doc: Document, at: Loc, depth: int, holder: Any, value: Any) -> bytes:
    part, rest = at[depth], at[depth + 1 :]
    if isinstance(part, str):
        return insert_key(doc, at[:depth], part, trees.nested(rest, value))
    if trees.is_sequence(holder) and part == len(holder):
        return append_item(doc, at[:depth], trees.nested(rest, value))
    raise GovError(f"`{dotted(at[: depth + 1])}` is not there")


def _write(ground: Ground, splices: list[Splice], expected: Any) -> bytes:
    doc, data = ground.doc, ground.applied(splices)
    found = read_edited(doc.path, data)
    if not trees.same(found.front, expected) or found.body != doc.body:
        raise GovError(f"{doc.path} cannot be edited there without changing something else", hint=BY_HAND)
    if Counter(fault.code for fault in found.faults) - Counter(fault.code for fault in doc.faults):
        raise GovError(f"{doc.path} cannot be edited there without breaking its syntax", hint=BY_HAND)
    return data
