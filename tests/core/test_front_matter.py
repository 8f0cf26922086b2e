"""The block between two ``---`` lines, and what git left in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.front_matter import Split, begins_late, conflicts, split


@pytest.mark.parametrize(
    ("text", "front", "body"),
    [
        ("---\na: b\n---\nbody\n", "a: b\n", "body\n"),
        ("---\r\na: b\r\n---\r\nbody", "a: b\r\n", "body"),
        ("---  \na: b\n---\t\n", "a: b\n", ""),
        ("---\n---\n", "", ""),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: |\n  ---\n---\n---\n", "a: |\n  ---\n", "---\n"),
        ("---\n---x\n----\n--- \nb", "---x\n----\n", "b"),
    ],
)
def test_a_block_stands_between_two_lines_of_three_dashes(text: str, front: str, body: str) -> None:
    found = split(text)
    assert found.exists
    assert found.closed
    assert (text[found.start : found.end], text[found.body :]) == (front, body)


@pytest.mark.parametrize(
    "text", ["", "a", "--- a\nb\n---\n", " ---\na: b\n---\n", "----\n", "\n---\na: b\n---\n"]
)
def test_a_block_begins_on_the_first_line_or_not_at_all(text: str) -> None:
    assert split(text) == Split(0, 0, 0)
    assert not split(text).exists


@pytest.mark.parametrize(
    "text", ["---", "---\n", "---\na: b\n", "---\na: b\n...\nbody\n", "---\na: b\n ---\n"]
)
def test_a_block_without_its_second_line_reaches_to_the_end(text: str) -> None:
    found = split(text)
    assert not found.closed
    assert found.end == found.body == len(text)


@given(st.text(alphabet="-\n\r \ta"))
def test_front_matter_and_body_never_overlap(text: str) -> None:
    found = split(text)
    assert 0 <= found.start <= found.end <= found.body <= len(text)


def test_blank_lines_before_the_block_are_noticed() -> None:
    assert begins_late("\n \n---\na: b\n---\n")
    assert not begins_late("text\n---\n")


CONFLICT = "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> topic\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CONFLICT, ["<<<<<<< HEAD"]),
        (CONFLICT.replace("\n", "\r\n"), ["<<<<<<< HEAD"]),
        (CONFLICT + "x\n" + CONFLICT, ["<<<<<<< HEAD", "<<<<<<< HEAD"]),
        ("Title\n=======\n", []),
        (">>>>>>> seven times quoted\n", []),
        ("a <<<<<<< b\n", []),
        ("<<<<<<<< eight\n", []),
        ("a\n=======\nb\n>>>>>>> topic\n", [">>>>>>> topic"]),
        ("<<<<<<<\nleft alone\n", ["<<<<<<<"]),
    ],
)
def test_markers_of_a_conflict_are_told_from_underlines_and_quotes(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in conflicts(text)] == lines
