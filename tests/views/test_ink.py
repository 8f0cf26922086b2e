"""Colours are marks until somebody decides."""

import pytest

from governor_cli.views import ink


def test_marks_vanish_in_plain_text() -> None:
    assert ink.plain(f"a {ink.bold('b')} {ink.ink('red', 'c')} {ink.dim('d')}") == "a b c d"


@pytest.mark.parametrize(("colour", "code"), [("red", "1;31"), ("bold", "1"), ("cyan", "36")])
def test_marks_become_the_terminals_codes(colour: str, code: str) -> None:
    assert ink.painted(ink.ink(colour, "x")) == f"\x1b[{code}mx\x1b[0m"


def test_nothing_has_no_colour() -> None:
    assert not ink.ink("red", "")


def test_pieces_have_the_marks_at_odd_indexes_and_lose_nothing() -> None:
    text = f"a{ink.bold('b')}c"
    pieces = ink.pieces(text)
    assert pieces[::2] == ["a", "b", "c"]
    assert "".join(pieces) == text
