"""JSON that teams share: values, faults in plain words, and the place of every key and value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.finding import Place
from governor_cli.core.json_text import DEPTH, FILE_BOUND, Numeral, read_json

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def faults(text: str | bytes) -> list[str]:
    doc = read_json("tasks.json", text.encode() if isinstance(text, str) else text)
    return [f"{doc.place_of(one).line}:{doc.place_of(one).column} {one.message}" for one in doc.faults]


@given(values, st.sampled_from([None, 0, 2, "\t"]), st.booleans(), st.booleans(), st.booleans())
def test_what_the_standard_reader_reads_is_read_the_same(value, indent, crlf, bom, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    data = ("\ufeff" if bom else "").encode() + text.encode("utf-8", "surrogatepass")
    doc = read_json("tasks.json", data.replace(b"\n", b"\r\n") if crlf else data)
    assert (doc.usable, doc.tree, doc.faults, doc.bom) == (True, value, (), bom)


@given(values)
def test_every_value_is_found_where_it_stands(value):
    doc = read_json("tasks.json", json.dumps(value, indent=1).encode())

    def walk(tree, at):
        member, exact = doc.find(at)
        assert exact
        assert json.loads(doc.text[member.start : member.end]) == tree
        if member.key is not None:
            assert json.loads(doc.text[member.key_start : member.key_end]) == member.key == at[-1]
        parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
        for part, inner in parts:
            walk(inner, (*at, part))

    walk(value, ())


@given(st.binary(max_size=60) | st.text(alphabet="[]{}\",:\\ \n019.eE-ntruefalsNIy/*'", max_size=30))
def test_no_bytes_make_it_raise_and_every_fault_lies_within_the_file(given_):
    data = given_ if isinstance(given_, bytes) else given_.encode()
    doc = read_json("tasks.json", data)
    assert doc.usable or doc.faults
    for fault in doc.faults:
        assert 0 <= fault.start <= fault.end <= len(doc.text)
        assert fault.message
        assert fault.hint
    doc.place((0, "id"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1,\n 2,\n]", ["2:3 a comma has nothing after it"]),
        ('{"a": 1,}', ["1:8 a comma has nothing after it"]),
        ('[\n {"a": 1}\n {"b": 2}\n]', ["3:2 a comma is missing before `{`"]),
        ('{"a" 1}', ["1:6 a colon is missing before `1`"]),
        ("{'a': 1}", ["1:2 text stands in single quotes"]),
        ("{a: 1}", ["1:2 `a` stands where a key belongs"]),
        ("[1] // done", ["1:5 JSON has no comments"]),
        ("[\n # none\n]", ["2:2 JSON has no comments"]),
        ('{"a": }', ["1:7 a value is missing"]),
        ("[,1]", ["1:2 a value is missing before the comma"]),
        ("[1]]", ["1:4 `]` stands after the end"]),
        ("[true, yes]", ["1:8 `yes` is no value"]),
        ('["a\nb"]', ["1:4 a text has a line break or control character"]),
        ('["\\q"]', ["1:3 a backslash begins no known escape"]),
        ('["\\u12"]', ["1:3 a backslash begins no known escape"]),
        ('["abc', ["1:2 a text is not closed"]),
        ('[{"a": 1}', ["1:9 the file ends too early"]),
        ("", ["1:1 the file is empty"]),
        (" \r\n\t", ["1:1 the file is empty"]),
        ("[1,\r\n<<<<<<< HEAD\r\n2]", ["2:1 a merge conflict is not resolved"]),
        (b"[\n\xff]", ["2:1 not UTF-8: the byte 0xff stands here"]),
        (b"\xff\xfe[\x00]\x00", ["1:1 not UTF-8: the byte 0xff stands here"]),
        ("[1]\0", ["1:4 `\0` stands after the end"]),
        ('{"a": NaN, "b": ["NaN", -Infinity]}', ["1:7 `NaN` is no JSON", "1:25 `-Infinity` is no JSON"]),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', ["1:24 the key `c` stands here again"]),
        ('{"a": 1, "\\u0061": 2}', ["1:10 the key `a` stands here again"]),
    ],
)
def test_a_fault_is_told_in_plain_words_where_it_is(text, told):
    assert faults(text) == told


def test_duplicate_keys_and_nan_leave_the_rest_readable():
    doc = read_json("t", b'{"a": 1, "a": NaN}')
    assert doc.usable
    assert doc.tree == {"a": "NaN"}


def test_numbers_other_tools_would_change_are_kept_as_text():
    doc = read_json("t", b"[1.10, 12345678901234567890123, 1e400, 7]")
    assert doc.tree == ["1.10", "12345678901234567890123", "1e400", 7]
    assert isinstance(doc.tree[1], Numeral)
    assert read_json("t", b"9" * 10_000).usable


def test_depth_and_size_are_bounded_and_told_at_once():
    assert not faults("[" * DEPTH + "]" * DEPTH)
    assert faults("[" * (DEPTH + 1) + "]" * (DEPTH + 1)) == [f"1:{DEPTH + 1} nested deeper than 64 levels"]
    assert faults('{"a":' * 900_000) == [f"1:{DEPTH * 5 + 1} nested deeper than 64 levels"]
    assert faults(b"[" + b" " * FILE_BOUND + b"]") == ["1:1 larger than 16 MB"]


def test_hostile_repetition_is_told_a_hundred_times_and_no_more():
    assert len(faults("[" + '{"a":1,"a":1},' * 2_000 + "1]")) == 100
    assert len(faults("[" + "NaN," * 2_000 + "1]")) == 100


def test_a_place_is_a_value_a_key_or_what_is_nearest():
    doc = read_json("t", b'\xef\xbb\xbf[\r\n  {"id": "T-1",\r\n   "who": ["x"]}\r\n]')
    assert doc.place((0, "id")) == Place(2, 10, 2, 15)
    assert doc.place((0, "id"), "key") == Place(2, 4, 2, 8)
    assert doc.place((0, "who")) == Place(3, 4, 3, 9)
    assert doc.place((0, "due")) == doc.place((0,)) == Place(2, 3, 2, 16)
    assert doc.place((7, "id")) == doc.place(()) == Place(1, 1, 1, 2)
    assert read_json("t", b"{").place((0,)) == Place(1, 1, 1, 1)
