"""Tables are those a forge would draw; a row keeps its text for whoever reads it otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from governor_cli.core.finding import Place
from governor_cli.core.markdown import Markdown
from governor_cli.core.markdown_tables import split_row

TIMELINE = """\
## Timeline
All times in UTC.

| Time (UTC) | Who | What |
| --- | :-: | --- |
| 2026-11-23 10:02:00Z | @ana | **declared** a \\| b |
  2026-11-23 10:31:00Z | @bo | x | y <!-- gov: allow INC021 old -->
|short|

after
"""


def test_a_table_knows_its_header_rows_lines_and_section():
    (table,) = Markdown(TIMELINE, 20).tables
    assert table.header == ["Time (UTC)", "Who", "What"]
    assert (table.line, table.end_line, table.section.title) == (23, 27, "Timeline")
    assert [row.cells for row in table.rows] == [
        ["2026-11-23 10:02:00Z", "@ana", "**declared** a | b"],
        ["2026-11-23 10:31:00Z", "@bo", "x", "y"],
        ["short"],
    ]


def test_a_row_keeps_its_text_as_it_stands():
    row = Markdown(TIMELINE.replace("\n", "\r\n"), 20).tables[0].rows[1]
    assert row.text == "  2026-11-23 10:31:00Z | @bo | x | y <!-- gov: allow INC021 old -->"
    assert (row.line, row.place) == (26, Place(26, 3, 26, len(row.text) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- |",
        "| a |\nb",
        "```\n| a |\n| - |\n```",
        "<!--\n| a |\n| - |\n-->",
        "\n| - |",
        "# | a |\n| - |",
    ],
)
def test_what_no_forge_would_draw_is_no_table(text):
    assert Markdown(text).tables == []


@pytest.mark.parametrize("after", ["", "# A", "> q", "- item", "```", "***", "<!-- x -->"])
def test_a_table_ends_where_something_else_begins(after):
    (table,) = Markdown(f"a | b\n-|-\n1 | 2\n{after}\n3 | 4").tables
    assert [row.cells for row in table.rows] == [["1", "2"]]


def test_two_tables_may_stand_in_one_section():
    assert [table.line for table in Markdown("a|b\n-|-\n\nc|d\n-|-\n1|2").tables] == [1, 4]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("| a \\| b |", ["a | b"]),
        ("| a \\|", ["a |"]),
        ("||", [""]),
        ("| | |", ["", ""]),
        ("| \\<!-- x |", ["<!-- x"]),
    ],
)
def test_rows_are_split_at_bars_that_are_not_escaped(row, cells):
    assert split_row(row) == cells


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from(["| a | b |", "| - | - |", "|-|", "a | b", ":-: | --", "text", "", "| `x` |", "# h"]),
        max_size=7,
    )
)
def test_tables_begin_where_markdown_it_draws_them(lines):
    text = "\n".join([*lines, ""])
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    expected = [token.map[0] + 1 for token in tokens if token.type == "table_open"]
    assert [table.line for table in Markdown(text).tables] == expected
