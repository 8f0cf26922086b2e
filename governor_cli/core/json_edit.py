"""Edits of a JSON file: the whole new file as bytes, every byte kept that need not change.

All changes of one call are made on the text as it was read, put together, and read again; the
result is refused (GovError) unless exactly those changes appear. New entries are written in the
manner of their neighbours.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.finding import Loc, dotted
from governor_cli.core.json_style import Style, indent_of, is_spread, style_of
from governor_cli.core.json_text import JsonText, Member, read_json
from governor_cli.core.text import BOM
from governor_cli.core.trees import is_mapping, is_sequence

BY_HAND = "Change it by hand in an editor."


class Put(NamedTuple):
    """The value under a path: replaced where there is one, else a new key at the end of its object."""

    at: Loc
    value: Any


class Append(NamedTuple):
    """One more entry at the end of an array; an array that is missing is begun."""

    at: Loc
    item: Any


Change = Put | Append


class _Splice(NamedTuple):
    start: int
    end: int
    text: str


class _New(NamedTuple):
    """Entries to be added at the end of one object or array."""

    holder: Loc
    entries: list[tuple[str | None, Any]]


def edit(doc: JsonText, *changes: Change) -> bytes:
    """The file with every change made. GovError where a path is missing, or an edit cannot be exact."""
    return edited(doc, *changes).data


def edited(doc: JsonText, *changes: Change) -> JsonText:
    """The same, as it was read again; the very document where there is nothing to change."""
    if not doc.usable or doc.faults:
        raise GovError(
            f"{doc.path} cannot be edited before its syntax is right", hint="Run `gov check` to see."
        )
    wanted = [_resolved(doc, change) for change in changes]
    wanted = [change for change in wanted if not _is_there(doc, change)]
    if not wanted:
        return doc
    style = style_of(doc)
    splices = [_replacement(doc, style, change) for change in wanted if _replaces(doc, change)]
    splices += [_addition(doc, style, new) for new in _news(doc, wanted)]
    return _written(doc, splices, wanted)


def _resolved(doc: JsonText, change: Change) -> Change:
    """An entry for an array that is missing becomes the array."""
    if isinstance(change, Append):
        member, exact = doc.find(change.at)
        if not exact and change.at:
            return Put(change.at, [change.item])
        if doc.text[member.start] != "[":
            raise GovError(f"`{dotted(change.at)}` is not a list", hint=BY_HAND)
        return change
    if not change.at:
        raise GovError("the whole file cannot be replaced at once")
    parent, exact = doc.find(change.at[:-1])
    if not exact or doc.text[parent.start] != ("{" if isinstance(change.at[-1], str) else "["):
        raise GovError(f"`{dotted(change.at[:-1])}` is not there", hint=BY_HAND)
    if isinstance(change.at[-1], int) and not doc.find(change.at)[1]:
        raise GovError(f"`{dotted(change.at)}` is not there", hint=BY_HAND)
    return change


def _replaces(doc: JsonText, change: Change) -> bool:
    return isinstance(change, Put) and doc.find(change.at)[1]


def _is_there(doc: JsonText, change: Change) -> bool:
    """Whether the value is the one already, however it is written."""
    return (
        _replaces(doc, change) and isinstance(change, Put) and _same(_at(doc.tree, change.at), change.value)
    )


def _replacement(doc: JsonText, style: Style, change: Change) -> _Splice:
    member, _ = doc.find(change.at)
    value = change.value if isinstance(change, Put) else None
    spread = is_spread(doc, member) or (style.expands and is_spread(doc, doc.find(change.at[:-1])[0]))
    return _Splice(
        member.start, member.end, style.written(value, indent_of(doc, member.start) if spread else None)
    )


def _news(doc: JsonText, changes: Sequence[Change]) -> list[_New]:
    """What is added, together for each object or array, in the order asked for."""
    added: list[tuple[Loc, str | None, Any]] = []
    for change in changes:
        if isinstance(change, Append):
            added.append((change.at, None, change.item))
        elif not _replaces(doc, change):
            added.append((change.at[:-1], str(change.at[-1]), change.value))
    added.sort(key=lambda one: [str(part) for part in one[0]])
    return [
        _New(at, [(key, value) for _, key, value in group])
        for at, group in groupby(added, key=lambda one: one[0])
    ]


def _addition(doc: JsonText, style: Style, new: _New) -> _Splice:
    holder, _ = doc.find(new.holder)
    inside = doc.members(holder)
    if not inside:
        return _into_empty(doc, style, holder, new)
    last = inside[-1]
    spread = is_spread(doc, holder)
    if len(inside) > 1:
        gap = doc.text[inside[-2].end : last.key_start]
    elif spread:
        gap = f",{doc.text[holder.start + 1 : last.key_start]}"
    else:
        gap = style.comma
    indent = indent_of(doc, last.key_start) if spread else None
    if indent is not None and last.key is None and doc.text[last.start] in "{[" and doc.members(last):
        indent = indent if is_spread(doc, last) else None
    elif indent is not None and not style.expands:
        indent = None
    entries = (gap + _entry(style, key, value, indent) for key, value in new.entries)
    return _Splice(last.end, last.end, "".join(entries))


def _into_empty(doc: JsonText, style: Style, holder: Member, new: _New) -> _Splice:
    """Into `[]` or `{}`: spread out, unless the file itself stands on one line."""
    opening, closing = doc.text[holder.start], doc.text[holder.end - 1]
    is_root = holder.start == doc.root.start
    if not is_root and not is_spread(doc, doc.root):
        inner = style.comma.join(_entry(style, key, value, None) for key, value in new.entries)
        return _Splice(holder.start, holder.end, f"{opening}{inner}{closing}")
    outer = indent_of(doc, holder.start)
    indent = outer + style.unit
    line = f"{style.newline}{indent}"
    inner = f",{line}".join(_entry(style, key, value, indent) for key, value in new.entries)
    return _Splice(holder.start, holder.end, f"{opening}{line}{inner}{style.newline}{outer}{closing}")


def _entry(style: Style, key: str | None, value: Any, indent: str | None) -> str:
    label = "" if key is None else f"{style.scalar(key)}{style.colon}"
    return label + style.written(value, indent)


def _written(doc: JsonText, splices: list[_Splice], changes: Sequence[Change]) -> JsonText:
    """The new file, read again and compared."""
    text: list[str] = []
    end = 0
    for splice in sorted(splices):
        if splice.start < end:
            raise GovError(f"{doc.path} cannot be edited at two places that overlap", hint=BY_HAND)
        text += [doc.text[end : splice.start], splice.text]
        end = splice.end
    try:
        data = f"{BOM if doc.bom else ''}{''.join(text)}{doc.text[end:]}".encode()
    except UnicodeEncodeError:
        raise GovError("the text has characters that UTF-8 cannot hold") from None
    new = read_json(doc.path, data)
    if not new.usable or new.faults:
        raise GovError(f"{doc.path} cannot be edited there without breaking its syntax", hint=BY_HAND)
    expected = doc.tree
    for change in changes:
        expected = _changed(expected, change.at, change)
    if new.tree != expected or not all(_arrived(new.tree, one, len(changes)) for one in changes):
        raise GovError(f"{doc.path} cannot be edited there without changing something else", hint=BY_HAND)
    return new


def _arrived(tree: Any, change: Change, count: int) -> bool:
    """Whether the very value stands there, of an array among its last; ``==`` alone takes 1 for true."""
    found = _at(tree, change.at)
    if isinstance(change, Append):
        return any(_same(one, change.item) for one in found[-count:])
    return _same(found, change.value)


def _at(tree: Any, at: Loc) -> Any:
    for part in at:
        tree = tree[part]
    return tree


def _changed(tree: Any, at: Loc, change: Change) -> Any:
    """A copy of what lies on the path, with the change made; the rest is shared."""
    if not at:
        return [*tree, change.item] if isinstance(change, Append) else change.value
    head: Any = at[0]
    if is_mapping(tree):
        return {**tree, head: _changed(tree.get(head), at[1:], change)}
    return [_changed(part, at[1:], change) if index == head else part for index, part in enumerate(tree)]


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal, their types and the order of their keys included."""
    if is_mapping(one) and is_mapping(other):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if is_sequence(one) and is_sequence(other):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other
