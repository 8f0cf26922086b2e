"""An edit of JSON changes what it should and no other byte, in any style a file may have."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.errors import GovError
from governor_cli.core.json_edit import Append, Put, edit
from governor_cli.core.json_text import JsonText, read_json

texts = st.text(max_size=6)
scalars = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | texts
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
holders = st.lists(trees, max_size=4) | st.dictionaries(texts, trees, max_size=4)
blanks = st.sampled_from(["", " ", "\n", "\r\n", "\t", "  \n   "])


@st.composite
def odd_json(draw: st.DrawFn, tree: Any) -> str:
    """The tree as JSON with blanks anywhere, as no tool would write it."""
    gap = lambda: draw(blanks)  # noqa: E731
    if isinstance(tree, dict):
        inner = [
            f"{gap()}{json.dumps(key)}{gap()}:{gap()}{draw(odd_json(one))}{gap()}"
            for key, one in tree.items()
        ]
        return "{" + (",".join(inner) or gap()) + "}"
    if isinstance(tree, list):
        return "[" + (",".join(f"{gap()}{draw(odd_json(one))}{gap()}" for one in tree) or gap()) + "]"
    return json.dumps(tree, ensure_ascii=draw(st.booleans()) or not _is_utf8(tree))


def _is_utf8(value: Any) -> bool:
    return not isinstance(value, str) or not any(0xD800 <= ord(one) <= 0xDFFF for one in value)


@st.composite
def documents(draw: st.DrawFn) -> JsonText:
    tree = draw(holders)
    if draw(st.booleans()):
        text = draw(odd_json(tree))
    else:
        text = json.dumps(tree, indent=draw(st.sampled_from([None, 0, 2, 4, "\t"])))
    if draw(st.booleans()):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    mark = "\ufeff" if draw(st.booleans()) else ""
    end = draw(st.sampled_from(["", "\n"]))
    return read_json("tasks.json", f"{mark}{text}{end}".encode())


def paths(tree: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [at, *(found for part, inner in parts for found in paths(inner, (*at, part)))]


def at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        tree = tree[part]
    return tree


@given(documents(), st.data(), trees)
def test_a_value_that_is_set_changes_only_its_own_bytes(doc, data, value):
    where = data.draw(st.sampled_from(paths(doc.tree)))
    if not where:
        return
    member, _ = doc.find(where)
    written = read_json("t", edit(doc, Put(where, value)))
    assert at(written.tree, where) == value
    assert written.text.startswith(doc.text[: member.start])
    assert written.text.endswith(doc.text[member.end :])
    assert written.bom == doc.bom


@given(documents(), st.data(), trees)
def test_a_value_set_twice_is_the_file_as_it_was(doc, data, value):
    """Scalars only: a list of odd blanks is written anew in the manner of its neighbours."""
    where = data.draw(st.sampled_from(paths(doc.tree)))
    old = at(doc.tree, where)
    member, _ = doc.find(where)
    if not where or isinstance(old, (dict, list)) or doc.text[member.start : member.end] != json.dumps(old):
        return
    there = read_json("t", edit(doc, Put(where, value)))
    back = edit(there, Put(where, old))
    assert json.loads(back.decode("utf-8-sig")) == json.loads(doc.data.decode("utf-8-sig"))
    if "\\u" not in doc.text and (old is None or isinstance(old, (bool, int))):
        assert back == doc.data


@given(documents(), st.data(), texts, trees, trees)
def test_new_keys_stand_at_the_end_of_their_object_and_nowhere_else(doc, data, key, one, other):
    where = data.draw(
        st.sampled_from([path for path in paths(doc.tree) if isinstance(at(doc.tree, path), dict)] or [None])
    )
    if where is None or key in at(doc.tree, where) or f"{key}2" in at(doc.tree, where):
        return
    written = read_json("t", edit(doc, Put((*where, key), one), Put((*where, f"{key}2"), other)))
    before = at(doc.tree, where)
    assert list(at(written.tree, where).items()) == [*before.items(), (key, one), (f"{key}2", other)]
    _only_inserted(doc, written, where)


@given(documents(), st.data(), trees)
def test_a_new_entry_stands_at_the_end_of_its_list_and_nowhere_else(doc, data, item):
    where = data.draw(
        st.sampled_from([path for path in paths(doc.tree) if isinstance(at(doc.tree, path), list)] or [None])
    )
    if where is None:
        return
    written = read_json("t", edit(doc, Append(where, item)))
    assert at(written.tree, where) == [*at(doc.tree, where), item]
    _only_inserted(doc, written, where)


def _only_inserted(doc: JsonText, written: JsonText, where: tuple[str | int, ...]) -> None:
    """All that was there stands before or after what is new; only blanks inside an empty bracket go."""
    holder, _ = doc.find(where)
    inside = doc.members(holder)
    start = inside[-1].end if inside else holder.start + 1
    end = inside[-1].end if inside else holder.end - 1
    assert written.text.startswith(doc.text[:start])
    assert written.text.endswith(doc.text[end:])


@given(documents(), st.data())
def test_to_change_nothing_gives_the_same_bytes(doc, data):
    where = data.draw(st.sampled_from(paths(doc.tree)))
    assert edit(doc) == doc.data
    if where:
        assert edit(doc, Put(where, at(doc.tree, where))) == doc.data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", '[\n  {\n    "id": "T-2",\n    "w": [\n      "T-1"\n    ]\n  }\n]'),
        ("[]\r\n", '[\r\n  {\r\n    "id": "T-2",\r\n    "w": [\r\n      "T-1"\r\n    ]\r\n  }\r\n]\r\n'),
        ('[{"id": "T-1"}]', '[{"id": "T-1"}, {"id": "T-2", "w": ["T-1"]}]'),
        ('[{"id":"T-1"}]', '[{"id":"T-1"},{"id":"T-2","w":["T-1"]}]'),
        ('[\n\t{"id": "T-1"}\n]', '[\n\t{"id": "T-1"},\n\t{"id": "T-2", "w": ["T-1"]}\n]'),
        (
            '[\n    {\n        "id": "T-1",\n        "w": [1]\n    }\n]',
            (
                '[\n    {\n        "id": "T-1",\n        "w": [1]\n    },'
                '\n    {\n        "id": "T-2",\n        "w": ["T-1"]\n    }\n]'
            ),
        ),
        (
            '[\n  {\n    "id": "T-1",\n    "w": [\n      1\n    ]\n  }\n]',
            (
                '[\n  {\n    "id": "T-1",\n    "w": [\n      1\n    ]\n  },'
                '\n  {\n    "id": "T-2",\n    "w": [\n      "T-1"\n    ]\n  }\n]'
            ),
        ),
        (
            '[ {"id": "T-1"}\n, {"id": "T-0"}\n]',
            '[ {"id": "T-1"}\n, {"id": "T-0"}\n, {"id": "T-2", "w": ["T-1"]}\n]',
        ),
    ],
)
def test_a_new_task_is_written_as_its_neighbours_are(before, after):
    doc = read_json("t", before.encode())
    assert edit(doc, Append((), {"id": "T-2", "w": ["T-1"]})).decode() == after


def test_text_is_escaped_where_the_file_escapes_and_plain_where_it_does_not():
    assert edit(read_json("t", b'["a"]'), Append((), "é")).decode() == '["a", "é"]'
    assert edit(read_json("t", b'["\\u00fc"]'), Append((), "é")).decode() == '["\\u00fc", "\\u00e9"]'


def test_several_entries_come_in_the_order_asked_for():
    doc = read_json("t", b"[\n  1\n]")
    assert edit(doc, Append((), True), Append((), 1)) == b"[\n  1,\n  true,\n  1\n]"


def test_a_list_that_is_missing_is_begun():
    assert edit(read_json("t", b'{"a": 1}'), Append(("h",), 2)) == b'{"a": 1, "h": [2]}'
    assert edit(read_json("t", b"{}"), Append(("h",), 2)) == b'{\n  "h": [\n    2\n  ]\n}'


@pytest.mark.parametrize(
    ("text", "change", "message"),
    [
        ('{"a": 1', Put(("a",), 2), "before its syntax is right"),
        ('{"a": 1, "a": 2}', Put(("a",), 3), "before its syntax is right"),
        ('{"a": NaN}', Put(("a",), 3), "before its syntax is right"),
        ("[1]", Put((), 2), "the whole file"),
        ("[1]", Put((1,), 2), "is not there"),
        ("[1]", Put(("a",), 2), "is not there"),
        ('{"a": 1}', Put(("b", "c"), 2), "is not there"),
        ('{"a": 1}', Append(("a",), 2), "is not a list"),
        ('["a"]', Append((), "\ud800"), "UTF-8 cannot hold"),
    ],
)
def test_what_cannot_be_exact_is_refused(text, change, message):
    with pytest.raises(GovError, match=message):
        edit(read_json("t", text.encode()), change)


def test_two_edits_of_one_place_are_refused_rather_than_guessed():
    with pytest.raises(GovError):
        edit(read_json("t", b'[{"a": 1}]'), Put((0,), {}), Put((0, "a"), 2))
