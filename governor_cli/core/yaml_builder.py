"""Builds front matter from YAML events: text, None, lists and mappings, with the faults on the way."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.yaml_anchors import AliasRefusedError, Anchors
from governor_cli.core.yaml_events import (
    DEPTH_BOUND,
    MERGE_KEY,
    NULLS,
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NextEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

FAULT_BOUND = 200
"""How many faults of one document are told; whoever has more has another problem than the next one."""

_SPECIAL = NULLS | {MERGE_KEY}


class YamlFault(NamedTuple):
    """A fault with its range as offsets into the text that was parsed."""

    code: str
    message: str
    hint: str
    at: Loc
    on: Literal["value", "key"]
    start: int
    end: int


class Stop(Exception):  # noqa: N818  it ends the reading; what is wrong is the fault it carries
    """The front matter cannot be read any further."""

    def __init__(self, fault: YamlFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Dropped(str):
    """A key whose value is read and thrown away: a second one, or one that is no text."""

    __slots__ = ()


class Builder:
    """Builds values while events stream.

    ``node`` is the collection that is being read, ``stack`` has those around it (``root``, a list for
    the one value of the document, at its bottom), and ``key`` waits for its value, None before it.
    """

    def __init__(self) -> None:
        self.faults: list[YamlFault] = []
        self.root: list[Any] = []
        self.node: Any = self.root
        self.key: Any = None
        self.stack: list[tuple[Any, Any, str | None]] = []
        self.anchors = Anchors()
        self.handlers: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._open_mapping,
            SequenceStartEvent: self._open_sequence,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }

    def run(self, next_event: NextEvent) -> None:
        """Read everything. Plain and quoted text, nine events of ten, takes the short way through."""
        take = self.take
        while (event := next_event()) is not None:
            if event.__class__ is not ScalarEvent or event.anchor is not None or event.tag is not None:
                take(event)
                continue
            value, key = event.value, self.key
            if value in _SPECIAL:
                take(event)
            elif key is None:
                node = self.node
                if node.__class__ is list:
                    node.append(value)
                elif value not in node:
                    self.key = value
                else:
                    take(event)
            else:
                if key.__class__ is str:
                    self.node[key] = value
                self.key = None

    def take(self, event: Any) -> None:
        """Read one event. Raises Stop beyond a bound."""
        handler = self.handlers.get(event.__class__)
        if handler is not None:
            handler(event)

    def _scalar(self, event: Any) -> None:
        value = event.value
        if not event.style:  # libyaml says '' for a plain scalar, the other parser None
            if value in NULLS:
                value = None
            elif value == MERGE_KEY and self.key is None and self.node.__class__ is dict:
                self._report("DOC014", event, "`<<` merges nothing here", "Write the keys out.", on="key")
                self.key = _Dropped(value)
                return
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            self.anchors.define(event.anchor, value)
        self._add(value, event)

    def _add(self, value: Any, event: Any) -> None:
        node = self.node
        if node.__class__ is list:
            node.append(value)
        elif self.key is None:
            self.key = value if value.__class__ is str and value not in node else self._bad_key(value, event)
        else:
            if self.key.__class__ is str:
                node[self.key] = value
            self.key = None

    def _bad_key(self, value: Any, event: Any) -> _Dropped:
        if isinstance(value, str):
            message = f"the key `{value}` stands here a second time"
            self._report("DOC006", event, message, "Keep one of the two.", at=(*self.loc(), value), on="key")
            return _Dropped(value)
        if value is None:
            self._report("DOC014", event, "a key is missing before the colon", "Write a name there.")
        elif event.__class__ is AliasEvent:
            self._report("DOC014", event, "a list or mapping cannot be a key", "Write a name as the key.")
        return _Dropped("?")

    def _open_mapping(self, event: Any) -> None:
        self._open(event, {})

    def _open_sequence(self, event: Any) -> None:
        self._open(event, [])

    def _open(self, event: Any, node: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        if len(self.stack) >= DEPTH_BOUND:
            message = f"nested deeper than {DEPTH_BOUND} levels"
            self._stop("DOC008", event, message, "Write the value with fewer levels.")
        if self.key is None and self.node.__class__ is dict:
            self._report("DOC014", event, "a list or mapping cannot be a key", "Write a name as the key.")
        self.stack.append((self.node, self.key, event.anchor))
        if event.anchor is not None:
            self.anchors.begin(event.anchor)
        self.node, self.key = node, None

    def _close(self, event: Any) -> None:
        done = self.node
        self.node, self.key, anchor = self.stack.pop()
        if anchor is not None:
            self.anchors.define(anchor, done)
        self._add(done, event)

    def _alias(self, event: Any) -> None:
        try:
            value = self.anchors.follow(event.anchor, len(self.stack))
        except AliasRefusedError as refused:
            self._stop(refused.code, event, refused.message, refused.hint)
        else:
            self._add(value, event)

    def _document(self, event: Any) -> None:
        if self.root:
            self._stop(
                "DOC005", event, "a second YAML document begins here", "Keep one block of front matter."
            )

    def _refuse_tag(self, event: Any) -> None:
        message = f"the tag `{_short(event.tag)}` is not allowed"
        self._report("DOC011", event, message, "Write the value without a tag.")

    def loc(self) -> Loc:
        """The path of the collection, or of the key, that is being read."""
        parts: list[Any] = []
        for node, key in [*((node, key) for node, key, _ in self.stack[1:]), (self.node, self.key)]:
            if node.__class__ is list:
                parts.append(len(node))
            elif key is not None:
                parts.append(str(key))
        return tuple(parts) if self.stack else ()

    def _report(
        self,
        code: str,
        event: Any,
        message: str,
        hint: str,
        *,
        at: Loc | None = None,
        on: Literal["value", "key"] = "value",
    ) -> None:
        at = self.loc() if at is None else at
        fault = YamlFault(code, message, hint, at, on, *_range(event))
        if len(self.faults) >= FAULT_BOUND:
            raise Stop(fault)
        self.faults.append(fault)

    def _stop(self, code: str, event: Any, message: str, hint: str) -> None:
        raise Stop(YamlFault(code, message, hint, self.loc(), "value", *_range(event)))


def _range(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _short(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org,2002:") else tag
