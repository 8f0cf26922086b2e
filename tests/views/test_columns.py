"""Text lines up however wide its characters are drawn."""

import pytest

from governor_cli.views.columns import drawn, table, width
from governor_cli.views.ink import bold, plain


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("日本", 4), ("é", 1), ("e\u0301", 1), ("ｆ", 2), ("", 0)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_ink_takes_no_columns() -> None:
    assert width(bold("ab")) == 2


def test_a_tab_reaches_the_next_stop_and_a_control_is_shown() -> None:
    assert drawn("a\tb\x1b") == ["a", "   ", "b", "\\x1b"]


def test_a_table_has_aligned_columns_and_no_trailing_blanks() -> None:
    rows = [("日本", "x", ""), (bold("a"), "long one", "end")]
    assert plain(table(rows, ("name", "what", "note"))).split("\n") == [
        "name  what      note",
        "日本  x",
        "a     long one  end",
    ]


def test_a_cell_cannot_break_out_of_its_row() -> None:
    assert table([("a\nb\x1b[2J", "c")]) == "a\\nb\\x1b[2J  c"


def test_no_rows_are_no_text() -> None:
    assert not table([])
