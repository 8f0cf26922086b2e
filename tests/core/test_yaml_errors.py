"""Syntax errors are told in plain words, at the place that has to change."""

import pytest

from governor_cli.core.yaml_events import open_events, open_events_without_libyaml
from governor_cli.core.yaml_values import parse

CASES = [
    ("a: @ana", "a value cannot begin with `@`", "@ana"),
    ("a: `b`", "a value cannot begin with ```", "`b`"),
    ("a: **b**", "a value cannot begin with `*`", "**b**"),
    ("a: &", "a value cannot begin with `&`", "&"),
    ("%a: b", "a value cannot begin with `%`", "%a: b"),
    ("a: b: c", "a second colon on one line", ": c"),
    ("a: b\n  c: d", "a key cannot stand inside the value above it", "c: d"),
    ("a:\n  b: c\n   d: e", "a key cannot stand inside the value above it", "d: e"),
    ("title API outage\nseverity: P1", "a key without a colon", "title API outage\nseverity: P1"),
    ("severity:P1\ntitle: x", "no blank stands behind this colon", ":P1\ntitle: x"),
    ("a:\u00a0b\ntitle: x", "no blank stands behind this colon", ":\u00a0b\ntitle: x"),
    ("a: b\n- c", "a list cannot stand below a value", "- c"),
    ("a: 'b\nc: d\n", "the quote that begins here is never closed", "'b\nc: d\n"),
    ("a: [b\nc: d\n", "the list that begins here is not closed", "[b\nc: d\n"),
    ("a: {b: c\nd: e\n", "the mapping that begins here is not closed", "{b: c\nd: e\n"),
    ("a: b\ncd\ne: f\n", "a key without a colon", "cd\ne: f\n"),
    ("a: - b", "a list cannot begin on the line of its key", "- b"),
    ("- a\nb: c", "a key stands among the entries of a list", "b: c"),
    ('a: "\\q"', "no such escape in double quotes", None),
    ("a: [b, , c]", "a value is missing before this", ", c]"),
    ("a: |x\n  y", "nothing may follow `|` or `>` on its line", None),
    ("a: 'b' c", "something follows a value that has ended", "c"),
    ("a: b\n: c", "a key is missing before the colon", ": c"),
    ("a:\n   b: c\n  d: e", "this line is indented like nothing before it", "d: e"),
    ("a:\n  - b\n c: d", "this line is indented like nothing before it", "c: d"),
    ("a: \x07", "the control character U+0007 is not allowed", "\x07"),
    ("a:\n\tb: c", "a tab is used for indentation", "\tb: c"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "rest"), CASES, ids=[message for _, message, _ in CASES])
def test_a_syntax_error_is_told_in_plain_words_at_its_place(
    text: str, message: str, rest: str | None
) -> None:
    (fault,) = parse(text).faults
    assert fault.message == message
    assert fault.hint
    assert rest is None or text[fault.start :] == rest


@pytest.mark.parametrize(("text", "message", "_rest"), CASES, ids=[message for _, message, _ in CASES])
def test_both_parsers_are_told_apart_by_nobody(text: str, message: str, _rest: str | None) -> None:
    for opener in (open_events, open_events_without_libyaml):
        assert [fault.code for fault in parse(text, opener).faults] in (["DOC005"], ["DOC013"]), message
