"""Validation reports every fault at once, at its path in the tree, in words people use."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.fields import Count, Duration, Flag, Instant, Slug, Text, choice
from governor_cli.core.record import Part, Record, field, keys_of
from governor_cli.core.validation import validate


class Step(Part):
    tell: list[Slug]
    after: Duration | None = None


class Sample(Record):
    title: Text
    status: Annotated[str, choice("open", "closed")] = "open"
    steps: dict[Slug, list[Step]] = field(default_factory=dict[str, list[Step]])
    first: Step | None = None
    from_: Instant | None = None
    opened: Instant | None = None
    runbook: dict[str, Text | None] = field(default_factory=dict[str, str | None])
    urgent: Flag = False


GOOD = {"kind": "sample", "schema": "1", "title": "it"}


def faults(**keys):
    record, found = validate(Sample, {**GOOD, **keys})
    assert (record is None) == any(fault.code != "KEY001" for fault in found)
    return [(fault.code, fault.at, fault.message, fault.hint) for fault in found]


def test_text_becomes_values():
    record, found = validate(
        Sample,
        {
            **GOOD,
            "steps": {"p0": [{"tell": ["ada"], "after": "15m"}]},
            "opened": "2026-11-23T10:02:00Z",
            "urgent": "true",
        },
    )
    assert found == []
    assert record is not None
    assert (record.schema_, record.urgent) == (1, True)
    assert record.opened == datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
    assert record.steps["p0"][0].after == timedelta(minutes=15)


def test_every_fault_is_reported_at_once():
    record, found = validate(Sample, {"schema": "one", "status": "opne", "extra": "x", "steps": {"p0": "no"}})
    assert record is None
    assert [(fault.code, fault.at) for fault in found] == [
        ("KEY002", ("kind",)),
        ("KEY004", ("schema",)),
        ("KEY002", ("title",)),
        ("KEY005", ("status",)),
        ("KEY003", ("steps", "p0")),
        ("KEY001", ("extra",)),
    ]


def test_an_unknown_key_is_a_warning_on_the_key_and_leaves_a_record():
    record, (fault,) = validate(Sample, {**GOOD, "titel": "x"})
    assert record is not None
    assert record.title == "it"
    assert (fault.code, fault.severity, fault.on, fault.at) == ("KEY001", "warning", "key", ("titel",))
    assert fault.message == "`titel` is not a key that gov knows"
    assert fault.hint.startswith("Did you mean `title`? Allowed: kind, schema, title, ")


def test_an_unknown_key_deep_inside_knows_its_neighbours():
    assert faults(steps={"p0": [{"tell": ["a"], "aftr": "5m"}]}) == [
        (
            "KEY001",
            ("steps", "p0", 0, "aftr"),
            "`steps.p0[0].aftr` is not a key that gov knows",
            "Did you mean `after`? Allowed: tell, after.",
        )
    ]


def test_a_missing_key_is_named_where_it_belongs():
    assert faults(steps={"p0": [{}]}) == [
        ("KEY002", ("steps", "p0", 0, "tell"), "`steps.p0[0].tell` is missing", "Add the key `tell`.")
    ]


@pytest.mark.parametrize(
    ("keys", "at", "message", "hint"),
    [
        ({"title": ["a"]}, ("title",), "`title` should be text, not a list", "Write it on one line."),
        (
            {"steps": "x"},
            ("steps",),
            "`steps` should be a mapping, not text",
            "Write keys and values below it.",
        ),
        (
            {"steps": {"p0": {"tell": "a"}}},
            ("steps", "p0"),
            "`steps.p0` should be a list, not a mapping",
            "Write a list, such as [a, b].",
        ),
        (
            {"steps": {"p0": ["x"]}},
            ("steps", "p0", 0),
            "`steps.p0[0]` should be a mapping, not text",
            "Write keys and values below it.",
        ),
        (
            {"first": []},
            ("first",),
            "`first` should be a mapping, not a list",
            "Write keys and values below it.",
        ),
        ({"status": []}, ("status",), "`status` should be text, not a list", "Write open or closed."),
    ],
)
def test_a_wrong_shape_is_named(keys, at, message, hint):
    assert faults(**keys) == [("KEY003", at, message, hint)]


@pytest.mark.parametrize(
    ("keys", "at", "message", "hint"),
    [
        (
            {"opened": "2026-11-23"},
            ("opened",),
            "`opened` is a day without a time",
            "Write it as RFC 3339 with an offset, such as 2026-11-23T10:02:00Z.",
        ),
        (
            {"schema": "1.0"},
            ("schema",),
            "`schema` is not a whole number",
            "Write a whole number, such as 3.",
        ),
        ({"title": ""}, ("title",), "`title` is empty", "Write it on one line."),
        ({"title": None}, ("title",), "`title` is empty", "Write a value or leave the key out."),
        ({"steps": None}, ("steps",), "`steps` is empty", "Write a value or leave the key out."),
        (
            {"steps": {"p0": [None]}},
            ("steps", "p0", 0),
            "`steps.p0[0]` is empty",
            "Write a value or leave the key out.",
        ),
        ({"urgent": "yes"}, ("urgent",), "`urgent` is neither true nor false", "Write true or false."),
    ],
)
def test_a_wrong_value_is_named(keys, at, message, hint):
    assert faults(**keys) == [("KEY004", at, message, hint)]


@pytest.mark.parametrize(
    ("keys", "message", "hint"),
    [
        ({"status": "opne"}, "`status` is not one of open, closed", "Did you mean `open`?"),
        ({"status": "x"}, "`status` is not one of open, closed", "Write open or closed."),
        ({"status": "CLOSED"}, "`status` is not one of open, closed", "Did you mean `closed`?"),
    ],
)
def test_a_word_outside_a_closed_list_is_answered_with_the_list(keys, message, hint):
    ((code, _, said, hinted),) = faults(**keys)
    assert (code, said, hinted) == ("KEY005", message, hint)


def test_null_is_a_value_only_where_it_is_declared():
    record, found = validate(Sample, {**GOOD, "opened": None, "runbook": {"incident-response": None}})
    assert found == []
    assert record is not None
    assert record.runbook == {"incident-response": None}


def test_a_key_of_a_mapping_can_be_wrong_too():
    record, (fault,) = validate(Sample, {**GOOD, "steps": {"P 0": []}})
    assert record is None
    assert (fault.code, fault.at, fault.on) == ("KEY004", ("steps", "P 0"), "key")
    assert fault.message == "the key `steps.P 0` is not an id"


def test_a_key_named_like_a_mark_of_pydantics_is_a_key():
    assert [fault[:2] for fault in faults(runbook={"[key]": []})] == [("KEY003", ("runbook", "[key]"))]
    record, (fault,) = validate(Sample, {**GOOD, "steps": {"[key]": []}})
    assert record is None
    assert (fault.at, fault.on) == (("steps", "[key]"), "key")


def test_an_attribute_that_is_a_word_of_python_is_a_key_without_its_underscore():
    record, found = validate(Sample, {**GOOD, "from": "2026-11-23T10:02:00Z"})
    assert found == []
    assert record is not None
    assert record.from_ == datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
    assert [fault[:2] for fault in faults(from_="2026-11-23T10:02:00Z")] == [("KEY001", ("from_",))]


def test_an_unknown_key_below_an_optional_mapping_knows_its_neighbours():
    assert [fault[3] for fault in faults(first={"tell": ["a"], "aftr": "5m"})] == [
        "Did you mean `after`? Allowed: tell, after."
    ]


KEYS = [key.written for key in keys_of(Sample).values()]

tree = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["15m", "2026-11-23T10:02:00Z", "open", "[key]"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5) | st.sampled_from([*KEYS, "tell", "after", "[key]"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), tree, max_size=6))
def test_any_tree_is_a_record_or_faults_that_lie_in_it(front):
    record, found = validate(Sample, front)
    assert (record is None) == any(fault.code != "KEY001" for fault in found)
    for fault in found:
        assert fault.message
        assert "nput should" not in fault.message
        assert fault.code in {"KEY001", "KEY002", "KEY003", "KEY004", "KEY005"}
        node: Any = front
        for part in fault.at[:-1] if fault.code == "KEY002" else fault.at:
            node = node[part]


def test_faults_come_once():
    record, found = validate(Sample, {**GOOD, "schema": [Count]})
    assert record is None
    assert len(found) == len(set(found)) == 1
