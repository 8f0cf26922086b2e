"""Edits change what they are asked to and no other byte."""

import difflib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_yaml import Odd, documents, keys, scraps, trees

from governor_cli.core import edit, yaml_places
from governor_cli.core import trees as expected
from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError
from governor_cli.core.finding import Loc

many = settings(max_examples=80, deadline=None)


def paths(tree: Any, at: Loc = ()) -> list[Loc]:
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [at] * bool(at) + [path for part, value in parts for path in paths(value, (*at, part))]


def is_insertion(short: bytes, long: bytes) -> bool:
    """Whether one run of bytes put into the short text gives the long one."""
    prefix = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long.endswith(short[prefix:]) and len(long) >= len(short)


@many
@given(documents(), st.data(), trees)
def test_a_value_is_set_and_only_its_bytes_change(odd: Odd, data: st.DataObject, value: Any) -> None:
    doc = read("x.md", odd.data)
    places = paths(odd.front)
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    new = edit.set_value(doc, at, value)
    assert expected.same(read("x.md", new).front, expected.with_value(odd.front, at, value))


@many
@given(documents(), st.data(), keys, trees)
def test_a_key_is_inserted_as_one_run_of_bytes(odd: Odd, data: st.DataObject, key: str, value: Any) -> None:
    doc = read("x.md", odd.data)
    holders = [at for at in [(), *paths(odd.front)] if isinstance(expected.value_at(odd.front, at), dict)]
    parent = data.draw(st.sampled_from(holders))
    old = expected.value_at(odd.front, parent)
    if key in old:
        return
    where = data.draw(st.sampled_from(["last", "before", "after"])) if old else "last"
    beside = data.draw(st.sampled_from(list(old))) if old else None
    index = len(old) if where == "last" else list(old).index(str(beside)) + (where == "after")
    new = edit.insert_key(
        doc,
        parent,
        key,
        value,
        before=beside if where == "before" else None,
        after=beside if where == "after" else None,
    )
    assert expected.same(read("x.md", new).front, expected.with_key(odd.front, parent, index, key, value))
    assert is_insertion(odd.data, new)


@many
@given(documents(), st.data())
def test_an_entry_is_deleted_as_one_run_of_bytes(odd: Odd, data: st.DataObject) -> None:
    doc = read("x.md", odd.data)
    places = paths(odd.front)
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    new = edit.delete(doc, at)
    assert expected.same(read("x.md", new).front, expected.without(odd.front, at))
    if len(expected.value_at(odd.front, at[:-1])) > 1:
        assert is_insertion(new, odd.data)


@many
@given(documents(), st.data(), trees)
def test_a_list_entry_is_inserted_as_one_run_of_bytes(odd: Odd, data: st.DataObject, item: Any) -> None:
    doc = read("x.md", odd.data)
    lists = [at for at in paths(odd.front) if isinstance(expected.value_at(odd.front, at), list)]
    if not lists:
        return
    at = data.draw(st.sampled_from(lists))
    old = expected.value_at(odd.front, at)
    index = data.draw(st.integers(0, len(old)))
    new = edit.insert_item(doc, at, index, item)
    assert expected.same(read("x.md", new).front, expected.with_item(odd.front, at, index, item))
    assert is_insertion(odd.data, new) or not old


@many
@given(documents(), st.lists(keys, min_size=1, max_size=3), trees)
def test_putting_makes_every_mapping_on_the_way(odd: Odd, at: list[str], value: Any) -> None:
    doc = read("x.md", odd.data)
    if any(not expected.is_mapping(holder) for holder in on_the_way(odd.front, at)):
        with pytest.raises(GovError, match=r"is not a mapping|is not there"):
            edit.put(doc, tuple(at), value)
        return
    new = edit.put(doc, tuple(at), value)
    assert expected.same(expected.value_at(read("x.md", new).front, tuple(at)), value)


def on_the_way(tree: Any, at: list[str]) -> Iterator[Any]:
    """What stands under each part of a path but the last, as far as it exists and is not null."""
    for part in at[:-1]:
        if not isinstance(tree, dict) or tree.get(part) is None:
            return
        tree = tree[part]
        yield tree


@settings(max_examples=100, deadline=None)
@given(documents(), st.data(), st.text(max_size=8))
def test_a_scalar_is_set_between_unchanged_bytes(odd: Odd, data: st.DataObject, text: str) -> None:
    doc = read("x.md", odd.data)
    written = [at for at in paths(odd.front) if isinstance(expected.value_at(odd.front, at), str)]
    if not written:
        return
    at = data.draw(st.sampled_from(written))
    node = yaml_places.find(doc.tree, at).value if doc.tree else None
    assert node is not None
    start, end = doc.split.start + node.start, doc.split.start + node.end
    mark = "\ufeff" if doc.bom else ""
    new = edit.set_value(doc, at, text)
    assert new.startswith((mark + doc.text[:start]).encode())
    assert new.endswith(doc.text[end:].encode())


@settings(max_examples=200, deadline=None)
@given(scraps, st.data(), trees)
def test_an_edit_of_whatever_parses_is_right_or_refused(text: str, data: st.DataObject, value: Any) -> None:
    doc = read("x.md", f"---\na: &x [b, {{c: d}}]\n{text}\n---\n{text}".encode())
    at = data.draw(st.sampled_from([(), *paths(doc.front)]))
    tree: Any = doc.front
    edits: list[tuple[Callable[[], bytes], Callable[[], Any]]] = [
        (lambda: edit.set_value(doc, at, value), lambda: expected.with_value(tree, at, value)),
        (lambda: edit.delete(doc, at), lambda: expected.without(tree, at)),
        (
            lambda: edit.insert_key(doc, at, "new", value),
            lambda: expected.with_key(tree, at, 99, "new", value),
        ),
        (lambda: edit.insert_item(doc, at, 0, value), lambda: expected.with_item(tree, at, 0, value)),
    ]
    change, meant = data.draw(st.sampled_from(edits))
    try:
        new = read("x.md", change())
    except GovError:
        return
    assert new.body == doc.body
    if expected.value_at(tree, at) is not None:
        assert expected.same(new.front, meant())


DOC = """\
---
# head
kind: incident   # the kind
title:   'it''s "x"'
roles: {commander: "@ana"}  # who
times:    # known ones
  declared: 2026-01-01T00:00:00Z
    # odd
  acknowledged: 2026-01-02T00:00:00Z
alerts: []   # none
tasks:
- a
-   b  # bee
people:
  - name: x
    tz: y

  - name: z
text: |
  foo
  bar

base: &base one
same: *base
last:
---
body
"""


def doc(text: str = DOC) -> Document:
    return read("x.md", text.encode())


def changed(new: bytes, text: str = DOC) -> list[str]:
    """The lines that differ, with - and +."""
    lines = difflib.ndiff(text.splitlines(keepends=True), new.decode().splitlines(keepends=True))
    return [line[0] + line[2:].rstrip("\n") for line in lines if line[0] in "+-"]


EDITS: list[tuple[Callable[[Document], bytes], list[str]]] = [
    (lambda d: edit.set_value(d, ("title",), "NO"), ["-title:   'it''s \"x\"'", "+title:   'NO'"]),
    (
        lambda d: edit.set_value(d, ("kind",), "roster"),
        ["-kind: incident   # the kind", "+kind: roster   # the kind"],
    ),
    (
        lambda d: edit.put(d, ("roles", "communications"), "@bo"),
        ['-roles: {commander: "@ana"}  # who', '+roles: {commander: "@ana", communications: "@bo"}  # who'],
    ),
    (lambda d: edit.put(d, ("times", "resolved"), "2026-01-03"), ["+  resolved: 2026-01-03"]),
    (lambda d: edit.insert_key(d, ("times",), "paged", "x", before="acknowledged"), ["+  paged: x"]),
    (lambda d: edit.insert_key(d, ("times",), "paged", "x", before="declared"), ["+  paged: x"]),
    (lambda d: edit.insert_key(d, (), "schema", "1", after="kind"), ["+schema: 1"]),
    (
        lambda d: edit.append_item(d, ("alerts",), {"source": "x", "firing": None}),
        ["-alerts: []   # none", "+alerts:   # none", "+  - {source: x, firing: null}"],
    ),
    (
        lambda d: edit.append_item(d, ("alerts",), "x: y"),
        ["-alerts: []   # none", '+alerts: ["x: y"]   # none'],
    ),
    (lambda d: edit.append_item(d, ("tasks",), "c"), ["+- c"]),
    (lambda d: edit.insert_item(d, ("tasks",), 0, "c"), ["+- c"]),
    (lambda d: edit.append_item(d, ("people",), {"name": "k", "tz": "l"}), ["+  - name: k", "+    tz: l"]),
    (lambda d: edit.append_item(d, ("new",), "x"), ["+new: [x]"]),
    (lambda d: edit.append_item(d, ("last",), {"a": "b"}), ["+  - {a: b}"]),
    (lambda d: edit.put(d, ("people", 2, "name"), "k"), ["+  - name: k"]),
    (lambda d: edit.put(d, ("last", "a", "b"), "x"), ["+  a: {b: x}"]),
    (lambda d: edit.put(d, ("a", "b", "c"), "x"), ["+a:", "+  b: {c: x}"]),
    (lambda d: edit.delete(d, ("people", 0, "name")), ["-  - name: x", "-    tz: y", "+  - tz: y"]),
    (lambda d: edit.delete(d, ("people", 0)), ["-  - name: x", "-    tz: y"]),
    (lambda d: edit.delete(d, ("people", 1, "name")), ["-  - name: z", "+  - {}"]),
    (lambda d: edit.delete(d, ("text",)), ["-text: |", "-  foo", "-  bar"]),
    (lambda d: edit.delete(d, ("same",)), ["-same: *base"]),
    (lambda d: edit.delete(d, ("times", "declared")), ["-  declared: 2026-01-01T00:00:00Z"]),
    (lambda d: edit.set_value(d, ("same",), "two"), ["-same: *base", "+same: two"]),
    (lambda d: edit.set_value(d, ("text",), "one"), ["-text: |", "-  foo", "-  bar", "+text: one"]),
    (
        lambda d: edit.set_value(d, ("tasks",), []),
        ["-tasks:", "+tasks: []", "-- a", "--   b  # bee"],
    ),
    (lambda d: edit.replace_item(d, ("tasks", 1), "c"), ["--   b  # bee", "+-   c  # bee"]),
    (
        lambda d: edit.several(
            d, lambda e: edit.set_value(e, ("kind",), "x"), lambda e: edit.set_value(e, ("kind",), "z")
        ),
        ["-kind: incident   # the kind", "+kind: z   # the kind"],
    ),
]


@pytest.mark.parametrize(("change", "lines"), EDITS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_keeps_comments_quotes_and_odd_indentation(
    change: Callable[[Document], bytes], lines: list[str], newline: str
) -> None:
    new = change(doc(DOC.replace("\n", newline)))
    assert new.count(b"\r\n") == (new.count(b"\n") if newline == "\r\n" else 0)
    assert sorted(changed(new.replace(b"\r\n", b"\n"))) == sorted(lines)


def test_a_value_that_is_there_already_is_not_written_again() -> None:
    text = "---\na: 'b'\nc: {d:   [e]}\nf: &x g\nh: *x\n---\n"
    for at, value in [(("a",), "b"), (("c",), {"d": ["e"]}), (("h",), "g"), (("f",), "g")]:
        assert edit.put(doc(text), at, value) == text.encode()


@pytest.mark.parametrize(
    ("text", "written"),
    [("x", "'x'"), ("it's", "it's"), ("a: it's", '"a: it\'s"'), ("a\nb", '"a\\nb"'), ("\\", "\\")],
)
def test_quotes_are_kept_where_they_can_hold_the_new_text(text: str, written: str) -> None:
    assert edit.set_value(doc("---\na: 'old'\n---\n"), ("a",), text) == f"---\na: {written}\n---\n".encode()


def test_blank_lines_below_a_kept_block_scalar_are_part_of_it() -> None:
    text = "---\na: |+\n  x\n\nb: c\n---\n"
    assert edit.insert_key(doc(text), (), "m", "1", after="a") == text.replace("b: c", "m: 1\nb: c").encode()


def test_empty_front_matter_takes_its_first_key() -> None:
    assert edit.put(doc("---\n---\nb\n"), ("a",), "x") == b"---\na: x\n---\nb\n"
    assert edit.put(doc("---\n# c\n---\n"), ("a",), {"b": "x"}) == b"---\n# c\na:\n  b: x\n---\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: edit.set_value(d, ("base",), "two"), "without changing something else"),
        (lambda d: edit.set_value(d, ("nope",), "x"), "`nope` is not there"),
        (lambda d: edit.set_value(d, (), "x"), "at once"),
        (lambda d: edit.delete(d, ()), "cannot be taken out"),
        (lambda d: edit.delete(d, ("times", "nope")), "`times.nope` is not there"),
        (lambda d: edit.insert_key(d, (), "kind", "x"), "`kind` is there already"),
        (lambda d: edit.insert_key(d, ("kind",), "a", "x"), "`kind` is not a mapping"),
        (lambda d: edit.insert_key(d, (), "a", "x", before="nope"), "no key `nope`"),
        (lambda d: edit.insert_item(d, ("kind",), 0, "x"), "`kind` is not a list"),
        (lambda d: edit.insert_item(d, ("tasks",), 3, "x"), "`tasks` has no entry 3"),
        (lambda d: edit.append_item(d, ("kind",), "x"), "`kind` is not a list"),
        (lambda d: edit.replace_item(d, ("tasks",), "x"), "not an entry of a list"),
        (lambda d: edit.put(d, ("tasks", 5), "x"), "`tasks[5]` is not there"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(change: Callable[[Document], bytes], message: str) -> None:
    with pytest.raises(GovError) as refused:
        change(doc())
    assert message in refused.value.message


def test_a_value_behind_an_alias_is_left_to_its_author() -> None:
    text = "---\na: &x {b: c}\nd: *x\n---\n"
    with pytest.raises(GovError, match="written as an alias"):
        edit.set_value(doc(text), ("d", "b"), "e")
    with pytest.raises(GovError, match="without changing something else"):
        edit.set_value(doc(text), ("a", "b"), "e")


def test_taking_out_the_first_of_two_equal_keys_is_refused() -> None:
    with pytest.raises(GovError, match="something else"):
        edit.delete(doc("---\na: 1\na: 2\n---\n"), ("a",))


@pytest.mark.parametrize(
    "data",
    [b"", b"# Title\n", b"---\na: b\n", b"---\n- a\n---\n", b"---\na: @\n---\n", b"---\na: b\n---\n\xff"],
)
def test_a_file_that_cannot_be_read_is_not_edited(data: bytes) -> None:
    with pytest.raises(GovError):
        edit.put(read("x.md", data), ("a",), "x")


def test_other_faults_do_not_stand_in_the_way() -> None:
    text = "---\na: !!str b\nc: 1\nc: 2\n---\n"
    assert edit.set_value(doc(text), ("c",), "3") == text.replace("c: 1", "c: 3").encode()


def test_python_values_that_are_no_text_are_refused() -> None:
    with pytest.raises(TypeError):
        edit.put(doc(), ("last",), 5)
