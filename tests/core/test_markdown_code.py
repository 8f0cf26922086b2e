"""Code is told from text by its white space and its backticks."""

from governor_cli.core.markdown_code import code_spans, indent, indented


def test_code_spans_pair_runs_of_equal_length():
    assert code_spans("a `b` ``c ` d`` `e") == [(2, 5), (6, 15)]
    assert code_spans("no code") == []


def test_tabs_reach_to_the_next_column_of_four():
    assert [indent(line) for line in ("  \ta", "\t a", "    ", "a")] == [4, 5, 4, 0]


def test_indented_code_needs_a_blank_line_and_no_list_above():
    lines = [
        "    code",
        "text",
        "    goes on",
        "",
        "    code",
        "",
        "    code",
        "- item",
        "",
        "    item",
        "",
        "text",
        "",
        "\tcode",
    ]
    found = indented(lines)
    assert found.code == {0, 4, 6, 13}
    assert found.listed == {9}
