"""Bytes become text, and offsets become the lines and columns that editors show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.finding import Place
from governor_cli.core.text import Decoded, Lines, decode, newline_of


@given(st.binary())
def test_no_bytes_are_too_odd_to_decode(data: bytes) -> None:
    decoded = decode(data)
    if decoded.bad_at is None:
        assert ("\ufeff" if decoded.bom else "").encode() + decoded.text.encode() == data
    else:
        assert decoded.text[decoded.bad_at] == "\ufffd"


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbfa") == Decoded("a", bom=True)


def test_the_first_byte_that_is_no_utf_8_is_named_with_its_place() -> None:
    assert decode("é".encode() + b"\xff\xfe") == Decoded("é\ufffd\ufffd", bom=False, bad_at=1, bad_byte=0xFF)
    assert decode(b"\xef\xbb\xbfa\xff") == Decoded("a\ufffd", bom=True, bad_at=1, bad_byte=0xFF)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "\n"), ("a\nb\n", "\n"), ("a\r\nb\r\n", "\r\n"), ("a\r\nb\nc\n", "\n"), ("a\r", "\n")],
)
def test_the_line_ending_is_that_of_most_lines(text: str, expected: str) -> None:
    assert newline_of(text) == expected


def test_only_a_line_feed_ends_a_line() -> None:
    lines = Lines("a\u0085b\u2028c\rd\r\ne")
    assert lines.position(8) == (1, 9)
    assert lines.position(9) == (2, 1)
    assert lines.count == 2


def test_columns_count_code_points() -> None:
    assert Lines("\U0001f525é x").place(3, 4) == Place(1, 4, 1, 5)


def test_offsets_outside_the_text_are_clamped() -> None:
    lines = Lines("ab\n")
    assert lines.place(-5, 99) == Place(1, 1, 2, 1)
    assert lines.place(2, 0) == Place(1, 3, 1, 3)
    assert lines.start(7) == 3
    assert (lines.line_of(0), lines.line_of(3)) == (1, 2)


@pytest.mark.parametrize(("text", "count"), [("", 1), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2)])
def test_what_follows_the_last_line_feed_is_no_line(text: str, count: int) -> None:
    assert Lines(text).count == count
