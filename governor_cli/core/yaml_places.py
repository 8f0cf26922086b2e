"""The slow phase: the same front matter as a tree that knows where everything stands.

Only documents that failed, and edits, pay for it. Offsets are those of the text that was parsed.
"""

from typing import Any, Literal, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.yaml_events import (
    DEPTH_BOUND,
    NULLS,
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
    open_events,
)

Shape = Literal["scalar", "mapping", "sequence", "alias"]


class Node:
    """A value as written: from its anchor or first character up to the end of its last one.

    ``style`` of a scalar is None (plain), a quote, ``|`` or ``>``; ``flow`` is True for ``[...]``
    and ``{...}``. A mapping has its keys in ``keys``, in step with ``items``.
    """

    __slots__ = (
        "_index", "_indexed", "anchored", "end", "flow", "items", "keys", "shape", "start", "style", "text",
    )  # fmt: skip

    def __init__(
        self,
        shape: Shape,
        start: int,
        end: int,
        *,
        text: str | None = None,
        style: str | None = None,
        flow: bool = False,
        anchored: bool = False,
    ) -> None:
        self.shape = shape
        self.start = start
        self.end = end
        self.text = text
        self.style = style
        self.flow = flow
        self.anchored = anchored
        self.keys: list[Node] = []
        self.items: list[Node] = []
        self._index: dict[str | None, int] = {}
        self._indexed = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is written where the value belongs."""
        return self.start == self.end

    def index_of(self, key: str) -> int:
        """Which entry of a mapping has this key (the first one); -1 when none has."""
        # Looked up once for each finding: thousands of wrong keys must not be scanned thousands of times.
        while self._indexed < len(self.keys):
            self._index.setdefault(self.keys[self._indexed].text, self._indexed)
            self._indexed += 1
        return self._index.get(key, -1)

    def child(self, part: str | int) -> "Node | None":
        """The value under a key or at an index, if it is there."""
        index = part if isinstance(part, int) else self.index_of(part) if self.shape == "mapping" else -1
        fits = isinstance(part, str) or self.shape == "sequence"
        return self.items[index] if fits and 0 <= index < len(self.items) else None


def tree(text: str, opener: Any = open_events) -> Node | None:
    """The tree of a text; what stands before a syntax error or a bound, or None for nothing. Never raises."""
    grower = _Grower(text)
    next_event = opener(text)
    try:
        while (event := next_event()) is not None:
            if not grower.take(event):
                break
    except YAMLError:
        pass
    return grower.finish()


class _Grower:
    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Node | None = None
        self._open: list[Node] = []

    def take(self, event: Any) -> bool:
        kind = event.__class__
        start, end = event.start_mark.index, event.end_mark.index
        if kind is ScalarEvent:
            self._add(self._scalar(event, start, end))
        elif kind is AliasEvent:
            self._add(Node("alias", start, end))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(self._open) >= DEPTH_BOUND or (self._root is not None and not self._open):
                return False
            shape: Shape = "mapping" if kind is MappingStartEvent else "sequence"
            node = Node(shape, start, end, flow=bool(event.flow_style), anchored=event.anchor is not None)
            self._add(node)
            self._open.append(node)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._close(end)
        return True

    def finish(self) -> Node | None:
        while self._open:
            self._close(0)
        return self._root

    def _scalar(self, event: Any, start: int, end: int) -> Node:
        text = None if not event.style and event.value in NULLS else event.value
        if event.style in {"|", ">"}:
            end = start + len(self._block_text(start, end))
        style = event.style or None
        return Node("scalar", start, end, text=text, style=style, anchored=event.anchor is not None)

    def _block_text(self, start: int, end: int) -> str:
        """A block scalar without the blank lines below it, unless its header says that they count."""
        text = self._text[start:end]
        header, _, _ = text.partition("\n")
        keeps = "+" in header.partition("#")[0]
        return text.removesuffix("\n").removesuffix("\r") if keeps else text.rstrip()

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = self._root or node
            return
        parent = self._open[-1]
        waits_for_key = parent.shape == "mapping" and len(parent.keys) == len(parent.items)
        (parent.keys if waits_for_key else parent.items).append(node)

    def _close(self, mark: int) -> None:
        node = self._open.pop()
        if node.flow and self._text[mark - 1 : mark] in {"]", "}"}:
            node.end = mark
            return
        # A block collection's own end mark is the start of whatever follows it.
        parts = [*node.items[-1:], *node.keys[-1:]]
        node.end = max([node.end, *(part.end for part in parts)])


class Found(NamedTuple):
    """Where a path leads: the value, its key, and whether the whole path exists."""

    value: Node
    key: Node | None
    exact: bool


def find(root: Node, at: Loc) -> Found:
    """Follow a path as far as it exists. An alias is as far as it goes."""
    node, key = root, None
    for part in at:
        child = node.child(part)
        if child is None:
            return Found(node, key, exact=False)
        key = node.keys[node.index_of(part)] if isinstance(part, str) else None
        node = child
    return Found(node, key, exact=True)
