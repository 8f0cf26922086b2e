"""Front matter values as a tree: look one up, or build the tree that an edit should lead to."""

from typing import Any, TypeGuard

from governor_cli.core.errors import GovError
from governor_cli.core.finding import Loc, dotted


def is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a value of front matter is a mapping; its keys are text by construction."""
    return isinstance(value, dict)


def is_sequence(value: Any) -> TypeGuard[list[Any]]:
    """Whether a value of front matter is a list."""
    return isinstance(value, list)


def has(holder: Any, part: str | int) -> bool:
    """Whether a mapping has this key, or a list this index."""
    if isinstance(part, str):
        return is_mapping(holder) and part in holder
    return is_sequence(holder) and 0 <= part < len(holder)


def value_at(tree: Any, at: Loc) -> Any:
    """The value under a path. GovError where the path does not exist."""
    for depth, part in enumerate(at, 1):
        if not has(tree, part):
            raise GovError(f"`{dotted(at[:depth])}` is not there")
        tree = tree[part]
    return tree


def copied(tree: Any) -> Any:
    """A copy that shares nothing, not even what aliases share."""
    if is_mapping(tree):
        return {name: copied(part) for name, part in tree.items()}
    if is_sequence(tree):
        return [copied(part) for part in tree]
    return tree


def nested(path: Loc, value: Any) -> Any:
    """The value inside the mappings that the path names, ``("a", "b")`` as ``{a: {b: value}}``."""
    for part in reversed(path):
        value = {part: value} if isinstance(part, str) else [value]
    return value


def with_value(tree: Any, at: Loc, value: Any) -> Any:
    """A copy in which another value stands under a path that exists."""
    tree = copied(tree)
    value_at(tree, at[:-1])[at[-1]] = copied(value)
    return tree


def with_key(tree: Any, parent: Loc, index: int, key: str, value: Any) -> Any:
    """A copy in which a mapping has one more key, as its ``index``-th."""
    tree = copied(tree)
    holder = value_at(tree, parent)
    entries = list(holder.items())
    entries.insert(index, (key, copied(value)))
    holder.clear()
    holder.update(entries)
    return tree


def with_item(tree: Any, at: Loc, index: int, item: Any) -> Any:
    """A copy in which a list has one more entry, as its ``index``-th."""
    tree = copied(tree)
    value_at(tree, at).insert(index, copied(item))
    return tree


def without(tree: Any, at: Loc) -> Any:
    """A copy in which a path is gone."""
    tree = copied(tree)
    del value_at(tree, at[:-1])[at[-1]]
    return tree


def same(one: Any, other: Any) -> bool:
    """Whether two trees are equal, the order of their keys included."""
    if is_mapping(one) and is_mapping(other):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if is_sequence(one) and is_sequence(other):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, str | None) and isinstance(other, str | None) and one == other
