"""The stream of YAML events that both phases of reading are built on.

libyaml's parser reads 3 KB in a tenth of the time that PyYAML's own takes; where an installation
lacks it, the events of the slow one are the same.
"""

from collections.abc import Callable
from typing import Any, cast

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

__all__ = [
    "AliasEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "YAMLError",
    "open_events",
    "open_events_without_libyaml",
]

DEPTH_BOUND = 64
"""How deep collections may nest. libyaml is quadratic in depth, so reading stops while events stream."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What a plain scalar says for "nothing", by YAML 1.1 and by the core schema of 1.2."""

MERGE_KEY = "<<"
"""Merging was dropped from YAML 1.2 and readers disagree about it, so it is refused, not ignored."""

NextEvent = Callable[[], Any]


def open_events_without_libyaml(text: str) -> NextEvent:
    """Like ``open_events``, with the parser that is written in Python."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PythonParser(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

    parser = cast("Any", PythonParser(text))
    return cast("NextEvent", parser.get_event)


def _open_with_libyaml(text: str) -> NextEvent:
    parser = cast("Any", CParser(text))
    return cast("NextEvent", parser.get_event)


try:
    from yaml._yaml import CParser
except ImportError:  # pragma: no cover  a PyYAML built without libyaml
    open_events = open_events_without_libyaml
else:
    open_events = _open_with_libyaml
