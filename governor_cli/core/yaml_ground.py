"""The text of front matter as ground to build on: which characters an edit takes out and puts in."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from governor_cli.core import yaml_write
from governor_cli.core.document import Document
from governor_cli.core.text import BOM
from governor_cli.core.yaml_places import Node

_DASH_BELOW = re.compile(r"\n( *)-(?=\s)")


class Splice(NamedTuple):
    """Replace the characters from ``start`` up to ``end`` of the front matter by ``text``."""

    start: int
    end: int
    text: str


class Ground:
    """The front matter of one document; offsets are those of its tree. ``root`` is None without keys."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.root = doc.tree if doc.tree is not None and doc.tree.shape == "mapping" else None
        self.text = doc.front_text

    def applied(self, splices: Iterable[Splice]) -> bytes:
        """The whole file with the splices made, as bytes."""
        parts: list[str] = []
        at = 0
        for splice in sorted(splices):
            parts += [self.text[at : splice.start], splice.text]
            at = splice.end
        front = "".join(parts) + self.text[at:]
        text, split = self.doc.text, self.doc.split
        return ((BOM if self.doc.bom else "") + text[: split.start] + front + text[split.end :]).encode()

    def column(self, offset: int) -> int:
        """How many characters stand before this one on its line."""
        return offset - self._line_start(offset)

    def joined(self, lines: Iterable[str], column: int) -> str:
        """Lines as text; all but the first are indented."""
        return (self.doc.newline + " " * column).join(lines)

    def begins_below(self, key: Node, node: Node) -> bool:
        """Whether a value begins on a line after its key's."""
        return node.start >= self._next_line(key.end)

    def inline(self, parent: Node, index: int, text: str) -> Splice:
        """Write a value where another one stands, or where nothing is written yet."""
        node = parent.items[index]
        if not node.empty:
            return Splice(node.start, node.end, text)
        if parent.shape == "sequence":
            return Splice(node.start, node.start, " " + text)
        key = parent.keys[index]
        colon = self._colon(key)
        return (
            Splice(key.end, key.end, ": " + text)
            if colon is None
            else Splice(colon + 1, colon + 1, " " + text)
        )

    def block_in_place(self, parent: Node, index: int, value: Any) -> Splice:
        """Write a block collection where another one stands."""
        node = parent.items[index]
        column = self.column(node.start)
        deeper = 0
        if (
            parent.shape == "mapping"
            and isinstance(value, dict)
            and column == self.column(parent.keys[index].start)
        ):
            deeper = 2  # a list may begin in the column of its key, a mapping may not
        column += deeper
        return Splice(
            node.start, node.end, " " * deeper + self.joined(yaml_write.block(value, column), column)
        )

    def collapse(self, key: Node, node: Node, text: str) -> list[Splice]:
        """Take out a collection that stands below its key, and write a value behind the key."""
        colon = self._colon(key)
        at = key.end if colon is None else colon + 1
        below = Splice(self._line_start(node.start), self._next_line(node.end), "")
        return [Splice(at, at, " " + text), below]

    def expand(self, key: Node, node: Node, lines: list[str], column: int) -> list[Splice]:
        """Take out a value behind its key, and write a block collection below."""
        if self.begins_below(key, node):
            return [Splice(node.start, node.end, self.joined(lines, self.column(node.start)))]
        colon = self._colon(key)
        at = self._next_line(node.end)
        block = "".join(" " * column + line + self.doc.newline for line in lines)
        return [Splice(key.end if colon is None else colon + 1, node.end, ""), Splice(at, at, block)]

    def at_end(self, lines: list[str]) -> Splice:
        """Write lines at the end of front matter that holds no keys."""
        end = len(self.text)
        return Splice(end, end, "".join(line + self.doc.newline for line in lines))

    def flow_insertion(self, node: Node, index: int, text: str) -> Splice:
        """Write one more entry into ``[...]`` or ``{...}``."""
        if not node.items:
            opening = re.compile(r"[\[{]").search(self.text, node.start)
            at = node.start if opening is None else opening.end()
            return Splice(at, at, text)
        if index == 0:
            at = self._entry_start(node, 0)
            return Splice(at, at, text + ", ")
        at = self._entry_end(node, index - 1)
        return Splice(at, at, ", " + text)

    def block_insertion(self, node: Node, index: int, lines: list[str], column: int) -> Splice:
        """Write one more entry, as lines, into a block collection whose entries begin at a column."""
        if index == 0:
            at = self._entry_start(node, 0)
            return Splice(at, at, self.joined([*lines, ""], column))
        at = self._next_line(self._entry_end(node, index - 1))
        return Splice(at, at, "".join(" " * column + line + self.doc.newline for line in lines))

    def removal(self, node: Node, index: int) -> list[Splice]:
        """Take out one entry of a collection."""
        start, end = self._entry_start(node, index), self._entry_end(node, index)
        if node.flow:
            if len(node.items) == 1:
                return [Splice(node.start, node.end, "{}" if node.shape == "mapping" else "[]")]
            if index:
                return [Splice(self._entry_end(node, index - 1), end, "")]
            return [Splice(start, self._entry_start(node, 1), "")]
        line, below = self._line_start(start), self._next_line(end)
        if not self.text[line:start].strip():
            return [Splice(line, below, "")]
        while self.text[below : below + 1] == " ":  # the entry shares its line with the dash of an outer list
            below += 1
        return [Splice(start, below, "")]

    def dash_column(self, node: Node) -> int:
        """The column of the dashes of a block list."""
        if node.anchored and (below := _DASH_BELOW.search(self.text, node.start)):
            return len(below[1])
        return self.column(node.start)

    def _entry_start(self, node: Node, index: int) -> int:
        if node.shape == "mapping":
            return node.keys[index].start
        if node.flow:
            return node.items[index].start
        if index == 0 and not node.anchored:
            return node.start
        column, line = self.dash_column(node), self._line_start(node.items[index].start)
        while line and not self._has_dash(line, column):
            line = self._line_start(line - 1)
        return line + column

    def _has_dash(self, line: int, column: int) -> bool:
        at = line + column
        return self.text[at : at + 1] == "-" and not self.text[line:at].strip()

    def _entry_end(self, node: Node, index: int) -> int:
        key_end = node.keys[index].end if node.shape == "mapping" else 0
        return max(key_end, node.items[index].end)

    def _colon(self, key: Node) -> int | None:
        at = key.end
        while self.text[at : at + 1].isspace():
            at += 1
        return at if self.text[at : at + 1] == ":" else None

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _next_line(self, offset: int) -> int:
        return self.text.find("\n", offset) + 1 or len(self.text)
