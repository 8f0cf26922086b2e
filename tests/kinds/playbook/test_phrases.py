"""How values are put into Markdown."""

import pytest

from governor_cli.kinds.playbook.phrases import code, joined, table, words


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_joined_as_people_do(names, text):
    assert joined(names) == text


def test_words_end_no_cell_and_open_no_comment():
    assert words("a | b\t<!-- x -->\n c") == "a \\| b &lt;!-- x --> c"


def test_code_with_a_backtick_stays_words():
    assert (code("#ops"), code("a`b")) == ("`#ops`", "a`b")


def test_an_empty_cell_takes_one_space():
    assert table(("A", "B"), [("", ""), ("1", "")]) == "| A | B |\n| --- | --- |\n| | |\n| 1 | |"
