"""The events of libyaml and of PyYAML's own parser are the same for what gov looks at."""

from typing import Any

from hypothesis import assume, given, settings
from odd_yaml import Odd, documents
from yaml.error import YAMLError

from governor_cli.core.document import read
from governor_cli.core.yaml_events import NextEvent, open_events, open_events_without_libyaml


def stream(next_event: NextEvent) -> list[tuple[Any, ...]]:
    seen: list[tuple[Any, ...]] = []
    try:
        while (event := next_event()) is not None:
            value, style = getattr(event, "value", None), getattr(event, "style", None) or None
            seen.append((type(event), value, style, event.start_mark.index))
    except YAMLError:
        seen.append(("error",))
    return seen


@settings(max_examples=100, deadline=None)
@given(documents())
def test_both_parsers_give_the_same_events(odd: Odd) -> None:
    text = read("x.md", odd.data).front_text
    assume("\t#" not in text and "?" not in text)  # the slow one takes neither where YAML does
    assert stream(open_events(text)) == stream(open_events_without_libyaml(text))
