"""Messages from outside: bounded, shaped as expected, or refused in words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.readers.json_message import MessageError, list_in, message, object_in, one_line, text_in

WHAT = "the message"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the message is no JSON at line 1, column 1"),
        (b'{"a": ', "the message is no JSON at line 1, column 7"),
        (b"[]", "the message is a list, not an object"),
        (b"null", "the message is empty, not an object"),
        (b"true", "the message is true or false, not an object"),
        (b"3", "the message is a number, not an object"),
        (b'"x"', "the message is text, not an object"),
        (b"\xff\xfe", "the message is not UTF-8"),
        (b'{"a": NaN}', "the message is no JSON"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "the message is no JSON"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "the message is nested too deeply"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "the message is nested too deeply"),
    ],
)
def test_what_is_no_object_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(MessageError) as refused:
        message(data, WHAT)
    assert refused.value.message == why


def test_parts_of_another_shape_are_refused_by_name() -> None:
    tree = message(b'{"a": {"b": 1}, "c": [1, 2], "d": "x"}', WHAT)
    for ask in (
        lambda: object_in(tree, "c"),
        lambda: list_in(tree, "a", 5),
        lambda: text_in(tree, "a"),
        lambda: list_in(tree, "c", 1),
    ):
        with pytest.raises(MessageError, match=r"`[ac]`"):
            ask()
    assert (object_in(tree, "z"), list_in(tree, "z", 1), text_in(tree, "z")) == ({}, [], "")


def test_control_characters_and_halves_of_characters_do_not_pass() -> None:
    tree = message(b'{"a": "one\\n\\u001b[31mtwo \\ud800 three\\u0000"}', WHAT)
    assert text_in(tree, "a") == "one [31mtwo three"
    assert len(one_line("x" * 100_000)) == 2_000


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    with suppress(MessageError):
        message(data, WHAT)
