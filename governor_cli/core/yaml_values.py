"""The fast phase: front matter as plain values, with what is wrong in it and nothing else.

Every scalar is text, for its model to read: only a plain null (``null``, ``~`` or nothing) is None,
and what stands in quotes is always text.
"""

from contextlib import suppress
from typing import Any, NamedTuple

from governor_cli.core.trees import is_mapping
from governor_cli.core.yaml_builder import Builder, Stop, YamlFault
from governor_cli.core.yaml_errors import explain
from governor_cli.core.yaml_events import YAMLError, open_events


class Parsed(NamedTuple):
    """The values and the faults, in order. No values: an empty mapping; values that cannot be used: None."""

    tree: Any
    faults: list[YamlFault]


def parse(text: str, opener: Any = open_events) -> Parsed:
    """Read YAML into text, None, lists and mappings with text keys. Never raises for any text.

    Of a key that stands twice the first value counts. After a syntax error, or beyond a bound,
    there is no tree, but what was found before is reported too, up to FAULT_BOUND faults.
    """
    builder = Builder()
    try:
        builder.run(opener(text))
    except YAMLError as error:
        builder.faults.append(YamlFault(*explain(error, text, builder.loc())))
    except Stop as stop:
        builder.faults.append(stop.fault)
    else:
        root = builder.root[0] if builder.root else None
        return Parsed({} if root is None else root, builder.faults)
    return Parsed(None, builder.faults)


def first_value(text: str, key: str) -> str | None:
    """The text under a top-level key, read no further than it; None where it is not there or is no text."""
    builder = Builder()
    with suppress(YAMLError, Stop):
        next_event = open_events(text)
        while (event := next_event()) is not None:
            builder.take(event)
            if len(builder.stack) == 1 and builder.node.__class__ is dict and key in builder.node:
                break
    tree = builder.node if len(builder.stack) == 1 else builder.root[0] if builder.root else None
    value = tree.get(key) if is_mapping(tree) else None
    return value if isinstance(value, str) else None
