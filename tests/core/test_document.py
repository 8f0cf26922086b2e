"""A file as a document: values at once, places on demand, nothing that raises."""

import time
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odd_yaml import Odd, documents

from governor_cli.core.document import FILE_BOUND, Document, read, sniff
from governor_cli.core.finding import WHOLE_FILE, Loc, Place
from governor_cli.core.text import Lines
from governor_cli.core.text_faults import FRONT_BOUND

DOC = """\
---
kind: incident   # the kind
times:
  declared: 2026-11-23T10:02:00Z
  acknowledged:
roles: {commander: "@ana"}
alerts:
  - source: x
---

## Summary
"""


def doc(text: str) -> Document:
    return read("x.md", text.encode())


def codes(data: str | bytes) -> list[str]:
    return [fault.code for fault in read("x.md", data.encode() if isinstance(data, str) else data).faults]


def test_a_document_is_its_values_its_body_and_where_the_body_begins() -> None:
    document = doc(DOC)
    assert document.faults == ()
    assert document.usable
    assert document.kind == "incident"
    assert document.front["times"] == {"declared": "2026-11-23T10:02:00Z", "acknowledged": None}
    assert document.body == "\n## Summary\n"
    assert document.body_line == 10
    assert document.markdown.section("Summary") is not None


def test_a_byte_order_mark_and_carriage_returns_change_no_value_and_no_place() -> None:
    plain, odd = doc(DOC), doc("\ufeff" + DOC.replace("\n", "\r\n"))
    assert odd.front == plain.front
    assert odd.newline == "\r\n"
    for at in [
        ("kind",),
        ("times",),
        ("times", "declared"),
        ("alerts", 0, "source"),
        ("roles", "commander"),
        (),
    ]:
        assert odd.place(at) == plain.place(at)
        assert odd.place(at, "key") == plain.place(at, "key")


@pytest.mark.parametrize(
    ("at", "on", "place"),
    [
        (("kind",), "value", Place(2, 7, 2, 15)),
        (("kind",), "key", Place(2, 1, 2, 5)),
        (("times", "acknowledged"), "value", Place(5, 3, 5, 15)),
        (("times", "resolved"), "value", Place(3, 1, 3, 6)),
        (("roles", "commander"), "value", Place(6, 20, 6, 26)),
        (("roles",), "value", Place(6, 8, 6, 27)),
        (("alerts", 0), "value", Place(8, 5, 8, 14)),
        (("alerts", 0, "key"), "value", Place(8, 5, 8, 14)),
        (("alerts", 3), "value", Place(7, 1, 7, 7)),
        ((), "value", Place(1, 1, 1, 4)),
        (("title",), "key", Place(1, 1, 1, 4)),
    ],
)
def test_a_place_is_the_value_its_key_or_the_nearest_parent(
    at: Loc, on: Literal["value", "key"], place: Place
) -> None:
    assert doc(DOC).place(at, on) == place


def test_columns_count_code_points() -> None:
    assert doc("---\n{ключ: \U0001f525, x: y}\n---\n").place(("x",)) == Place(2, 14, 2, 15)


@settings(max_examples=120, deadline=None)
@given(
    st.binary(max_size=80),
    st.sampled_from([b"", b"---\n", b"\xef\xbb\xbf---\r\n"]),
    st.sampled_from([b"", b"\n---\n"]),
)
@example(b"", b"", b"")
@example(b"a: [\xff\n", b"---\n", b"---\n")
def test_no_bytes_raise_and_every_fault_lies_within_the_file(
    data: bytes, before: bytes, after: bytes
) -> None:
    document = read("x.md", before + data + after)
    for fault in document.faults:
        assert fault.place is not None
        assert within(document, fault.place)
    assert document.body_line <= document.text.count("\n") + 1
    assert document.text.endswith(document.body)
    assert document.newline in {"\n", "\r\n"}
    sniff(data)


@settings(max_examples=200, deadline=None)
@given(
    documents(),
    st.lists(st.sampled_from(["kind", "x", "on", "nope", 0, 1, 7, -1]), max_size=4),
    st.booleans(),
)
def test_every_path_has_a_place_within_the_file(odd: Odd, at: list[str | int], on_key: bool) -> None:
    document = read("x.md", odd.data)
    assert within(document, document.place(tuple(at), "key" if on_key else "value"))


def within(document: Document, place: Place) -> bool:
    lines = Lines(document.text)
    start = lines.start(place.line) + place.column - 1
    end = lines.start(place.end_line) + place.end_column - 1
    return 0 <= start <= end <= len(document.text)


def test_several_faults_of_one_document_are_all_reported_in_their_order() -> None:
    text = (
        "---\na: 1\na: 2\nb: !!str c\n~: d\ne: {f: 1, f: 2}\n---\n\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z\n"
    )
    assert codes(text) == ["DOC006", "DOC011", "DOC014", "DOC006", "DOC007"]
    assert doc(text).front == {"a": "1", "b": "c", "e": {"f": "1"}}


def test_a_second_key_is_told_where_the_first_one_is() -> None:
    (fault,) = doc("---\na: 1\nb: {c: 1,\n  c: 2}\n---\n").faults
    assert fault.place == Place(4, 3, 4, 4)
    assert fault.hint == "Keep one of the two: the first is on line 3."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", ["DOC012"]),
        ("# Title\n", ["DOC012"]),
        ("\n---\na: b\n---\n", ["DOC012"]),
        ("---\na: b\n", ["DOC003"]),
        ("---\n- a\n---\n", ["DOC004"]),
        ("---\ntext\n---\n", ["DOC004"]),
        ("---\n---\n", []),
        ("---\n# nothing\n---\n", []),
        ("---\nnull\n---\n", []),
        (b"---\na: \xff\n---\n", ["DOC001"]),
        (b"---\na: @\xff\n---\n", ["DOC005", "DOC001"]),
        (b"\xff\xfe-\0-\0-\0\n\0", ["DOC001", "DOC012", "DOC002"]),
        (b"---\na: \0\n---\n", ["DOC002"]),
        (b"---\na: b\n---\n\0", ["DOC002"]),
        ("---\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n---\n", ["DOC007"]),
        ("---\na: b\n---\nTitle\n=======\n", []),
        (b"---\n" + b"x" * FILE_BOUND, ["DOC010"]),
        (b"---\n#" + b"x" * FRONT_BOUND + b"\n---\n", ["DOC010"]),
    ],
)
def test_each_kind_of_broken_file_has_its_code(data: str | bytes, expected: list[str]) -> None:
    assert codes(data) == expected


@pytest.mark.parametrize("text", ["---\nkind: [\n---\n", "---\nkind: a\n", "---\n- kind\n---\n", "# kind"])
def test_front_matter_that_cannot_be_used_is_empty_and_says_so(text: str) -> None:
    document = doc(text)
    assert document.front == {}
    assert document.kind is None
    assert not document.usable


def test_a_fault_of_the_body_leaves_the_front_matter_usable() -> None:
    assert read("x.md", b"---\na: b\n---\n\0\n<<<<<<< HEAD\n").front == {"a": "b"}


def test_a_document_of_a_megabyte_is_read_whole() -> None:
    lines = "".join(f"key-{i}: value {i}\n" for i in range(45_000))
    document = doc(f"---\n{lines}---\n" + "text\n" * 50_000)
    assert len(document.data) > 1_000_000
    assert len(document.front) == 45_000
    assert document.place(("key-44999",)).line == 45_001


def test_a_megabyte_of_brackets_is_a_finding_at_once() -> None:
    began = time.process_time()
    document = doc("---\n" + "[" * 1_000_000 + "\n---\n")
    assert [fault.code for fault in document.faults] == ["DOC008"]
    document.place(("a", 0))
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\nkind: incident\n---\n", "incident"),
        ("\ufeff---\r\nkind: incident\r\n---\r\n", "incident"),
        ("---\ntitle: the kind of thing\nkind:   roster  # x\n---\n", "roster"),
        ('---\n"kind": "roster"\n---\n', "roster"),
        ("---\n{id: 1, kind: roster}\n---\n", "roster"),
        ("---\nkind:\n  roster\n---\n", "roster"),
        ("---\n? kind\n: roster\n---\n", "roster"),
        ('---\n"\\x6bind": roster\n---\n', "roster"),
        ("---\na: &k roster\nkind: *k\n---\n", "roster"),
        ("---\ntext: |\n  kind: no\nkind: yes\n---\n", "yes"),
        ("---\nkind: incident\nbroken: @\n---\n", "incident"),
        ("---\nbroken: @\nkind: incident\n---\n", "incident"),
        ("---\nkind: incident\n", "incident"),
        ("---\ntitle: x\n---\nkind: incident\n", None),
        ("---\nroster: {kind: x}\n---\n", None),
        ("---\nkind: [a]\n---\n", None),
        ("# a\nkind: incident\n", None),
        ("", None),
    ],
)
def test_the_kind_is_guessed_without_reading_the_file(text: str, kind: str | None) -> None:
    assert sniff(text.encode()) == kind


def test_the_guess_looks_at_four_kilobytes() -> None:
    assert sniff(b"---\nkind: incident\ntext: '" + "é".encode() * 5000) == "incident"
    assert sniff(b"---\n" + b"# x\n" * 2000 + b"kind: incident\n---\n") is None


@settings(max_examples=200, deadline=None)
@given(documents())
@example(Odd(b"---\n{kind: '',}\n---\n", {"kind": ""}))
def test_the_guess_never_misses_what_reading_finds(odd: Odd) -> None:
    kind = read("x.md", odd.data).kind
    assert kind is None or len(odd.data) > 4000 or sniff(odd.data) == kind


def test_a_file_without_front_matter_has_one_place() -> None:
    assert doc("# Title\n").place(("kind",)) == WHOLE_FILE
