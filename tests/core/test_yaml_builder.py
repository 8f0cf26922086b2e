"""Values grow event by event, and where the reading stands is known at any time."""

from typing import Any

import pytest

from governor_cli.core.yaml_builder import Builder, Stop
from governor_cli.core.yaml_events import NextEvent, open_events, open_events_without_libyaml

TEXT = "a: 'b'\nc: [d, {e: null, f: 'null'}]\ng: &x {h: ~}\ni: *x\n"


@pytest.mark.parametrize("opener", [open_events, open_events_without_libyaml])
def test_the_short_way_and_the_long_way_build_the_same(opener: Any) -> None:
    short, long = Builder(), Builder()
    short.run(opener(TEXT))
    next_event: NextEvent = opener(TEXT)
    while (event := next_event()) is not None:
        long.take(event)
    meant = {"a": "b", "c": ["d", {"e": None, "f": "null"}], "g": {"h": None}, "i": {"h": None}}
    assert short.root == long.root == [meant]


def test_the_path_of_what_is_read_grows_and_shrinks() -> None:
    builder, seen = Builder(), []
    next_event = open_events("a: [b, {c: d}]\ne: f\n")
    while (event := next_event()) is not None:
        builder.take(event)
        seen.append(builder.loc())
    assert ("a", 1, "c") in seen
    assert seen[-1] == ()
    assert seen.count(("e",)) == 1


def test_beyond_a_bound_the_reading_stops_with_its_fault() -> None:
    builder = Builder()
    with pytest.raises(Stop) as stopped:
        builder.run(open_events("a: " + "[" * 70))
    fault = stopped.value.fault
    assert (fault.code, fault.at[0], fault.start, fault.end) == ("DOC008", "a", 66, 67)


def test_a_second_document_is_refused() -> None:
    with pytest.raises(Stop):
        Builder().run(open_events("a: b\n--- c\n"))
