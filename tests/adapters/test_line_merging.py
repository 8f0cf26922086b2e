"""Merging lines as git does it."""

import pytest
from repositories import Repo

from governor_cli.adapters.line_merging import merge_lines


def test_changes_at_two_places_are_both_taken():
    assert merge_lines(b"a\nb\nc\nd\ne\n", b"A\nb\nc\nd\ne\n", b"a\nb\nc\nd\nE\n") == (
        b"A\nb\nc\nd\nE\n",
        False,
    )


def test_a_conflict_has_the_names_and_the_markers_that_are_asked_for():
    data, conflict = merge_lines(b"a\n", b"b\n", b"c\n", names=("HEAD", "main"), marker_size=9)
    assert conflict
    assert data == b"<<<<<<<<< HEAD\nb\n=========\nc\n>>>>>>>>> main\n"


def test_more_conflicts_than_an_exit_code_can_count_are_conflicts():
    def version(who: str) -> bytes:
        return "".join(
            f"{who}{n}\n" + "".join(f"{n} stays {line}\n" for line in range(5)) for n in range(300)
        ).encode()

    data, conflict = merge_lines(version(""), version("a"), version("b"))
    assert conflict
    assert data.count(b"<<<<<<<") == 300


@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_is_no_text_stays_ours(side):
    versions = [b"a\n", b"b\n", b"c\n"]
    versions[side] = b"\0"
    assert merge_lines(*versions) == (versions[1], True)


def test_the_style_of_conflicts_is_that_of_the_repository(repo: Repo):
    repo.git("config", "merge.conflictStyle", "diff3")
    data, _ = merge_lines(b"a\n", b"b\n", b"c\n", folder=str(repo.top))
    assert b"||||||| base\na\n" in data
