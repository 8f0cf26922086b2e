"""The fast phase: front matter as plain values, with what is wrong in it and nothing else.

Every scalar is text, for its model to read: only a plain null (``null``, ``~`` or nothing) is None,
and what stands in quotes is always text.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.trees import is_mapping
from governor_cli.core.yaml_anchors import AliasRefusedError, Anchors
from governor_cli.core.yaml_errors import explain
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
    YAMLError,
    open_events,
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


class Parsed(NamedTuple):
    """The values and the faults, in order. No values: an empty mapping; values that cannot be used: None."""

    tree: Any
    faults: list[YamlFault]


def parse(text: str, opener: Any = open_events) -> Parsed:
    """Read YAML into text, None, lists and mappings with text keys. Never raises for any text.

    Of a key that stands twice the first value counts. After a syntax error, or beyond a bound,
    there is no tree, but what was found before is reported too, up to FAULT_BOUND faults.
    """
    builder = _Builder()
    try:
        builder.run(opener(text))
    except YAMLError as error:
        builder.faults.append(YamlFault(*explain(error, text, builder.loc())))
    except _Stop as stop:
        builder.faults.append(stop.fault)
    else:
        root = builder.root[0] if builder.root else None
        return Parsed({} if root is None else root, builder.faults)
    return Parsed(None, builder.faults)


def first_value(text: str, key: str) -> str | None:
    """The text under a top-level key, read no further than it; None where it is not there or is no text."""
    builder = _Builder()
    with suppress(YAMLError, _Stop):
        next_event = open_events(text)
        while (event := next_event()) is not None:
            builder.take(event)
            if len(builder.stack) == 1 and builder.node.__class__ is dict and key in builder.node:
                break
    tree = builder.node if len(builder.stack) == 1 else builder.root[0] if builder.root else None
    value = tree.get(key) if is_mapping(tree) else None
    return value if isinstance(value, str) else None


class _Stop(Exception):  # noqa: N818  it ends the reading; what is wrong is the fault it carries
    def __init__(self, fault: YamlFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Dropped(str):
    """A key whose value is read and thrown away: a second one, or one that is no text."""

    __slots__ = ()


class _Builder:
    """Builds values while events stream. ``key`` is the key that waits for its value, None before it."""

    def __init__(self) -> None:
        self.faults: list[YamlFault] = []
        self.root: list[Any] = []
        self.node: Any = self.root
        self.key: Any = None
        self.stack: list[tuple[Any, Any, str | None]] = []
        self.anchors = Anchors()
        self.handlers: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.open_mapping,
            SequenceStartEvent: self.open_sequence,
            MappingEndEvent: self.close,
            SequenceEndEvent: self.close,
            AliasEvent: self.alias,
            DocumentStartEvent: self.document,
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
        handler = self.handlers.get(event.__class__)
        if handler is not None:
            handler(event)

    def scalar(self, event: Any) -> None:
        value = event.value
        if not event.style:  # libyaml says '' for a plain scalar, the other parser None
            if value in NULLS:
                value = None
            elif value == MERGE_KEY and self.key is None and self.node.__class__ is dict:
                self.report("DOC014", event, "`<<` merges nothing here", "Write the keys out.", on="key")
                self.key = _Dropped(value)
                return
        if event.tag is not None:
            self.refuse_tag(event)
        if event.anchor is not None:
            self.anchors.define(event.anchor, value)
        self.add(value, event)

    def add(self, value: Any, event: Any) -> None:
        node = self.node
        if node.__class__ is list:
            node.append(value)
        elif self.key is None:
            self.key = value if value.__class__ is str and value not in node else self.bad_key(value, event)
        else:
            if self.key.__class__ is str:
                node[self.key] = value
            self.key = None

    def bad_key(self, value: Any, event: Any) -> _Dropped:
        if isinstance(value, str):
            message = f"the key `{value}` stands here a second time"
            self.report("DOC006", event, message, "Keep one of the two.", at=(*self.loc(), value), on="key")
            return _Dropped(value)
        if value is None:
            self.report("DOC014", event, "a key is missing before the colon", "Write a name there.")
        elif event.__class__ is AliasEvent:
            self.report("DOC014", event, "a list or mapping cannot be a key", "Write a name as the key.")
        return _Dropped("?")

    def open_mapping(self, event: Any) -> None:
        self.open(event, {})

    def open_sequence(self, event: Any) -> None:
        self.open(event, [])

    def open(self, event: Any, node: Any) -> None:
        if event.tag is not None:
            self.refuse_tag(event)
        if len(self.stack) >= DEPTH_BOUND:
            message = f"nested deeper than {DEPTH_BOUND} levels"
            self.stop("DOC008", event, message, "Write the value with fewer levels.")
        if self.key is None and self.node.__class__ is dict:
            self.report("DOC014", event, "a list or mapping cannot be a key", "Write a name as the key.")
        self.stack.append((self.node, self.key, event.anchor))
        if event.anchor is not None:
            self.anchors.begin(event.anchor)
        self.node, self.key = node, None

    def close(self, event: Any) -> None:
        done = self.node
        self.node, self.key, anchor = self.stack.pop()
        if anchor is not None:
            self.anchors.define(anchor, done)
        self.add(done, event)

    def alias(self, event: Any) -> None:
        try:
            value = self.anchors.follow(event.anchor, len(self.stack))
        except AliasRefusedError as refused:
            self.stop(refused.code, event, refused.message, refused.hint)
        else:
            self.add(value, event)

    def document(self, event: Any) -> None:
        if self.root:
            self.stop(
                "DOC005", event, "a second YAML document begins here", "Keep one block of front matter."
            )

    def refuse_tag(self, event: Any) -> None:
        message = f"the tag `{_short(event.tag)}` is not allowed"
        self.report("DOC011", event, message, "Write the value without a tag.")

    def loc(self) -> Loc:
        """The path of the collection, or of the key, that is being read."""
        parts: list[Any] = []
        for node, key in [*((node, key) for node, key, _ in self.stack[1:]), (self.node, self.key)]:
            if node.__class__ is list:
                parts.append(len(node))
            elif key is not None:
                parts.append(str(key))
        return tuple(parts) if self.stack else ()

    def report(
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
            raise _Stop(fault)
        self.faults.append(fault)

    def stop(self, code: str, event: Any, message: str, hint: str) -> None:
        raise _Stop(YamlFault(code, message, hint, self.loc(), "value", *_range(event)))


def _range(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _short(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org,2002:") else tag
