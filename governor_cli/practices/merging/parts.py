"""A structured text as parts that know where they stand: front matter in YAML, a file of JSON.

Both are merged by the same code. What stands between brackets is ``flow``, as all JSON is; what
stands on lines of its own, by indentation, is not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from governor_cli.core.json_text import JsonText, Member
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.core.yaml_places import Node

Shape = Literal["scalar", "mapping", "list"]
Span = tuple[int, int]
"""Offsets into a text, of whole lines."""


@dataclass(eq=False)
class Part:
    """A value, its key before it where it has one, as offsets into the text it is part of.

    ``start`` to ``end`` is the whole of it, ``at`` to ``end`` the value alone.
    """

    source: str
    name: str | None
    start: int
    at: int
    end: int
    value: Any
    shape: Shape
    flow: bool
    expand: Callable[[], Iterator["Part"]] = field(repr=False)
    is_alias: bool = False

    @cached_property
    def parts(self) -> Sequence["Part"]:
        """What a collection holds, in its order."""
        return tuple(self.expand())

    @property
    def text(self) -> str:
        """The key, if there is one, and the value."""
        return self.source[self.start : self.end]

    @property
    def written(self) -> str:
        """The value alone; of a collection that stands by indentation its lines."""
        start, end = (self.at, self.end) if self.flow else self.span
        return self.source[start:end]

    @property
    def lines(self) -> Span:
        """The lines that the whole of it stands on."""
        end = self.end
        if self.source[end - 1 : end] != "\n":
            end = self.source.find("\n", end) + 1 or len(self.source)
        return self.source.rfind("\n", 0, self.start) + 1, end

    @cached_property
    def span(self) -> Span:
        """The lines from the first entry of a collection to its last."""
        return (self.parts[0].lines[0], self.parts[-1].lines[1]) if self.parts else self.lines

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing: an empty collection, or no value."""
        return self.value is None or (self.shape != "scalar" and not self.value)


def lines_of(text: str) -> list[str]:
    """The lines with their line feeds; nothing else ends a line here."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]


def yaml_part(source: str, node: Node, value: Any, key: Node | None = None, start: int | None = None) -> Part:
    """Front matter that was parsed without a fault: its tree beside its values."""
    shape: Shape = "mapping" if node.shape == "mapping" else "list" if node.shape == "sequence" else "scalar"
    flow = node.flow or shape == "scalar" or not node.items
    begins = key.start if key is not None else node.start if start is None else start
    return Part(
        source,
        key.text if key is not None else None,
        begins,
        node.start,
        node.end,
        value,
        shape,
        flow,
        lambda: _yaml_parts(source, node, value),
        is_alias=node.shape == "alias" or node.anchored,
    )


def _yaml_parts(source: str, node: Node, value: Any) -> Iterator[Part]:
    if is_mapping(value) and node.shape == "mapping":
        for key, inner in zip(node.keys, node.items, strict=True):
            yield yaml_part(source, inner, value.get(key.text or ""), key)
    elif is_sequence(value) and node.shape == "sequence":
        for inner, one in zip(node.items, value, strict=True):
            dash = inner.start if node.flow else source.rfind("-", 0, inner.start)
            yield yaml_part(source, inner, one, start=dash)


def json_part(doc: JsonText, member: Member, value: Any) -> Part:
    """One value of a JSON file that can be read."""
    shape: Shape = "mapping" if is_mapping(value) else "list" if is_sequence(value) else "scalar"
    return Part(
        doc.text,
        member.key,
        member.key_start,
        member.start,
        member.end,
        value,
        shape,
        True,
        lambda: _json_parts(doc, member, value),
    )


def _json_parts(doc: JsonText, member: Member, value: Any) -> Iterator[Part]:
    for index, inner in enumerate(doc.members(member)):
        yield json_part(doc, inner, value[index if inner.key is None else inner.key])
