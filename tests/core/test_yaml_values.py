"""Front matter as values: text stays text, and every fault is found."""

import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from odd_yaml import Odd, documents, scraps

from governor_cli.core.document import read
from governor_cli.core.trees import same
from governor_cli.core.yaml_builder import FAULT_BOUND
from governor_cli.core.yaml_events import open_events_without_libyaml
from governor_cli.core.yaml_values import first_value, parse


def codes(text: str) -> list[str]:
    return [fault.code for fault in parse(text).faults]


@settings(max_examples=120, deadline=None)
@given(documents())
def test_odd_front_matter_is_read_as_it_was_meant(odd: Odd) -> None:
    doc = read("x.md", odd.data)
    assert doc.faults == ()
    assert same(doc.front, odd.front)


@settings(max_examples=120, deadline=None)
@given(documents())
def test_values_are_those_of_pyyaml_that_resolves_nothing(odd: Odd) -> None:
    doc = read("x.md", odd.data)
    oracle: Any = yaml.load(doc.front_text, Loader=yaml.CBaseLoader) or {}
    assert blanked(doc.front) == nulls_blanked(oracle, doc.front)


def blanked(tree: Any) -> Any:
    """The tree with None as the empty text."""
    if isinstance(tree, dict):
        return {name: blanked(part) for name, part in tree.items()}
    if isinstance(tree, list):
        return [blanked(part) for part in tree]
    return tree or ""


def nulls_blanked(oracle: Any, ours: Any) -> Any:
    """What the oracle says, with the words for null gone where we read None."""
    if isinstance(oracle, dict):
        return {name: nulls_blanked(part, ours[name]) for name, part in oracle.items()}
    if isinstance(oracle, list):
        return [nulls_blanked(part, ours[i]) for i, part in enumerate(oracle)]
    return "" if ours is None and oracle in {"~", "null"} else oracle


def oracle(text: str) -> tuple[Any, str]:
    """What PyYAML reads, or why it refuses."""
    try:
        return yaml.load(text, Loader=yaml.CBaseLoader), ""
    except yaml.YAMLError as error:
        return None, str(error)


@settings(max_examples=200, deadline=None)
@given(scraps)
def test_scraps_never_raise_and_agree_with_pyyaml(text: str) -> None:
    ours = parse(text)
    theirs, refusal = oracle(text)
    if refusal and "duplicate anchor" not in refusal:  # YAML lets an anchor move on, PyYAML does not
        assert ours.faults, text
    elif ours.tree and not refusal and not ours.faults:
        assert blanked(ours.tree) == nulls_blanked(theirs, ours.tree)
    for fault in ours.faults:
        assert 0 <= fault.start <= len(text)


@settings(max_examples=200, deadline=None)
@given(scraps)
def test_the_parser_without_libyaml_reads_the_same(text: str) -> None:
    fast, slow = parse(text), parse(text, open_events_without_libyaml)
    if not fast.faults and not slow.faults:
        assert same(fast.tree, slow.tree)


@pytest.mark.parametrize(
    ("written", "value"),
    [("NO", "NO"), ("0042", "0042"), ("22:00", "22:00"), ("1.10", "1.10"), ("+4930901820", "+4930901820"),
     ("2026-11-20", "2026-11-20"), ("true", "true"), ("9123456", "9123456"), ("", None), ("~", None),
     ("null", None), ("'null'", "null"), ('""', ""), ("'~'", "~"), ("|\n  null\n", "null\n")],
)  # fmt: skip
def test_a_scalar_is_text_and_only_a_plain_null_is_none(written: str, value: str | None) -> None:
    assert parse(f"a: {written}").tree == {"a": value}


@pytest.mark.parametrize("opener", ["fast", "slow"])
def test_keys_that_break_other_readers_are_keys(opener: str) -> None:
    text = "on: a\n1: b\ncontent: c\nhandler: d\nyes: e\n2026-01-01: f\n"
    parsed = parse(text) if opener == "fast" else parse(text, open_events_without_libyaml)
    assert parsed.tree == {"on": "a", "1": "b", "content": "c", "handler": "d", "yes": "e", "2026-01-01": "f"}


def test_every_duplicate_key_is_reported_with_its_path_and_the_first_value_counts() -> None:
    parsed = parse("a: 1\na: 2\nb: {x: 1, x: 2}\na: [3]\nc:\n- y: 1\n  y: {z: 1, z: 2}\n")
    assert parsed.tree == {"a": "1", "b": {"x": "1"}, "c": [{"y": "1"}]}
    assert [(fault.code, fault.at, fault.on) for fault in parsed.faults] == [
        ("DOC006", ("a",), "key"),
        ("DOC006", ("b", "x"), "key"),
        ("DOC006", ("a",), "key"),
        ("DOC006", ("c", 0, "y"), "key"),
        ("DOC006", ("c", 0, "y", "z"), "key"),
    ]


def test_what_was_found_before_a_syntax_error_is_reported_with_it() -> None:
    parsed = parse("a: 1\na: 2\nb: !!int 3\nc: @d\n")
    assert parsed.tree is None
    assert [fault.code for fault in parsed.faults] == ["DOC006", "DOC011", "DOC005"]


@pytest.mark.parametrize("text", ["[a]: b", "{a: b}: c", "~: b", "<<: {a: b}", "? [a]\n: b"])
def test_a_key_that_is_no_text_is_a_fault_and_dropped(text: str) -> None:
    parsed = parse(f"x: y\n{text}\n")
    assert parsed.tree == {"x": "y"}
    assert [fault.code for fault in parsed.faults] == ["DOC014"]


def test_an_alias_to_a_collection_is_no_key_either() -> None:
    parsed = parse("a: &x [b]\n*x : c\n")
    assert parsed.tree == {"a": ["b"]}
    assert [fault.code for fault in parsed.faults] == ["DOC014"]


def test_a_quoted_merge_key_is_a_key() -> None:
    assert parse("'<<': a").tree == {"<<": "a"}


def test_a_tag_is_a_fault_and_the_value_is_kept() -> None:
    parsed = parse("a: !!int 5\nb: !x {c: d}\n")
    assert parsed.tree == {"a": "5", "b": {"c": "d"}}
    assert [fault.message for fault in parsed.faults] == [
        "the tag `!!int` is not allowed",
        "the tag `!x` is not allowed",
    ]


def test_an_alias_stands_for_its_value() -> None:
    parsed = parse("a: &x [1, 2]\nb: *x\nc: &y z\n*y : d\n")
    assert parsed.tree == {"a": ["1", "2"], "b": ["1", "2"], "c": "z", "z": "d"}
    assert parsed.faults == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: *x", "DOC005"),
        ("a: &x [*x]", "DOC009"),
        ("a: &x {b: {c: *x}}", "DOC009"),
        ("a\n...\nb: c", "DOC005"),
        ("a: b\n--- c", "DOC005"),
        ("a: b\n\tc: d", "DOC013"),
        ("\ta: b", "DOC013"),
        ("a: \x1b[0m", "DOC005"),
    ],
)
def test_what_cannot_be_used_is_one_fault(text: str, code: str) -> None:
    assert parse(text).tree is None
    assert codes(text) == [code]


def test_sixty_four_levels_are_deep_enough() -> None:
    assert codes("[" * 64 + "]" * 64) == []
    assert codes("[" * 65 + "]" * 65) == ["DOC008"]
    assert codes("a: &x " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 40 + "*x" + "]" * 40) == ["DOC008"]


LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 1_000_000, "DOC008"),
        ("{a: " * 250_000, "DOC008"),
        ("- " * 500_000, "DOC008"),
        ("? " * 500_000, "DOC008"),
        ("".join(" " * i + "a:\n" for i in range(1_400)), "DOC008"),
        (LAUGHS, "DOC009"),
        ("a: &a " + "x" * 100_000 + "\nb: [" + "*a, " * 100_000 + "]", "DOC009"),
        ("'" + "a" * 1_000_000, "DOC005"),
    ],
    ids=["brackets", "braces", "dashes", "questions", "indented", "laughs", "long", "quote"],
)
def test_a_hostile_document_is_a_finding_at_once(text: str, code: str) -> None:
    began = time.process_time()
    assert codes(text)[-1] == code
    assert time.process_time() - began < 0.5  # milliseconds in truth; without the bound, minutes


def test_a_flood_of_faults_ends_the_reading() -> None:
    parsed = parse("a: b\n" * 100_000)
    assert parsed.tree is None
    assert len(parsed.faults) == FAULT_BOUND + 1


def test_the_first_value_is_read_no_further_than_it() -> None:
    assert first_value("a: b\nkind: c\nbroken: @\n", "kind") == "c"
    assert first_value("{kind: c, ", "kind") == "c"
    assert first_value("a: {kind: c}\n", "kind") is None
    assert first_value("kind: [a]\n", "kind") is None
    assert first_value("@", "kind") is None
