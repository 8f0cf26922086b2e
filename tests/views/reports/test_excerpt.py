"""Carets stand under the characters that are meant."""

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.finding import Place
from governor_cli.views.columns import width
from governor_cli.views.ink import plain
from governor_cli.views.reports.excerpt import excerpt


def shown(text: str, place: Place) -> list[str]:
    return [plain(line) for line in excerpt(text.split("\n"), place, 1, "red")]


def test_two_lines_before_and_after_are_shown() -> None:
    assert shown("a\nb\nc\nd\ne\nf\ng\n", Place(4, 1, 4, 2)) == [
        "  |",
        "2 | b",
        "3 | c",
        "4 | d",
        "  | ^",
        "5 | e",
        "6 | f",
        "  |",
    ]


def test_what_follows_the_last_newline_is_no_line() -> None:
    assert shown("a\n", Place(1, 1, 1, 2)) == ["  |", "1 | a", "  | ^", "  |"]


def test_a_place_behind_the_last_newline_points_there() -> None:
    assert shown("a\n", Place(2, 1, 2, 1)) == ["  |", "1 | a", "2 |", "  | ^", "  |"]


def test_a_place_without_length_gets_one_caret() -> None:
    assert shown("abc", Place(1, 4, 1, 4))[1:3] == ["1 | abc", "  |    ^"]


def test_wide_characters_tabs_and_controls_keep_the_carets_in_step() -> None:
    assert shown("日\t\x1bx: no", Place(1, 6, 1, 9))[1:3] == [
        "1 | 日  \\x1bx: no",
        "  | " + " " * len("jp  \\x1bx:") + "^^^",
    ]


def test_a_combining_character_takes_no_caret_of_its_own() -> None:
    assert shown("e\u0301a", Place(1, 1, 1, 4))[2] == "  | ^^"


def test_a_range_over_lines_underlines_each_from_its_first_letter() -> None:
    assert shown("a: [b,\n  c,\n  d]\n", Place(1, 4, 3, 5))[1:-1] == [
        "1 | a: [b,",
        "  |    ^^^",
        "2 |   c,",
        "  |   ^^",
        "3 |   d]",
        "  |   ^^",
    ]


def test_a_long_range_shows_its_beginning() -> None:
    lines = shown("\n".join("abcdefghijk"), Place(1, 1, 11, 2))
    assert sum("^" in line for line in lines) == 6


def test_carriage_returns_are_part_of_the_line_ending() -> None:
    assert shown("a: b\r\nc\r\n", Place(1, 4, 1, 5))[1:4] == ["1 | a: b", "  |    ^", "2 | c"]


def test_a_long_line_is_cut_around_the_range() -> None:
    _, line, carets, _ = shown("x" * 500 + "BAD" + "y" * 500, Place(1, 501, 1, 504))
    assert line.startswith("1 | …x")
    assert line.endswith("y…")
    assert width(line) <= 106
    assert line[carets.index("^") : carets.rindex("^") + 1] == "BAD"


def test_a_megabyte_on_one_line_is_shown_at_once() -> None:
    line, carets = shown("x" * 500_000 + "B" + "y" * 500_000, Place(1, 500_001, 1, 500_002))[1:3]
    assert line[carets.index("^")] == "B"


@given(st.text(st.characters(exclude_characters="\n\r")), st.integers(1, 60), st.integers(0, 60))
def test_the_caret_line_is_never_wider_than_the_line_it_marks(text: str, column: int, length: int) -> None:
    for line in shown(text, Place(1, column, 1, column + length)):
        assert width(line) <= 106
