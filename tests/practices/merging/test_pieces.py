"""Markers around the lines that hold a conflict, and no other."""

from governor_cli.practices.merging.pieces import Conflict, Marks, has_conflict, marked, resolved


def test_a_conflict_inside_a_line_takes_that_line_alone():
    pieces = ["a\nroles: {", Conflict("x", "y"), ", z}\nb\n"]
    assert marked(pieces, Marks()) == (
        "a\n<<<<<<< ours\nroles: {x, z}\n=======\nroles: {y, z}\n>>>>>>> theirs\nb\n"
    )
    assert resolved(pieces, "theirs") == "a\nroles: {y, z}\nb\n"


def test_two_conflicts_on_a_line_are_one():
    text = marked([Conflict("a", "b"), "-", Conflict("c", "d"), "\ne\n"], Marks("mine", "yours", 9))
    assert text == "<<<<<<<<< mine\na-c\n=========\nb-d\n>>>>>>>>> yours\ne\n"


def test_a_side_that_has_nothing_is_empty_between_its_markers():
    assert marked(["a\n", Conflict("b\n", ""), "c\n"], Marks()) == (
        "a\n<<<<<<< ours\nb\n=======\n>>>>>>> theirs\nc\n"
    )


def test_a_line_that_only_one_side_ends_goes_on_in_both():
    assert marked(["a", Conflict(",\nb", ""), "\nc\n"], Marks()) == (
        "<<<<<<< ours\na,\nb\n=======\na\n>>>>>>> theirs\nc\n"
    )


def test_a_conflict_at_the_very_end_gets_its_line_endings():
    assert marked([Conflict("a", "b")], Marks()) == "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"


def test_conflicts_next_to_each_other_stay_apart():
    text = marked([Conflict("a\n", "b\n"), Conflict("c\n", "d\n")], Marks())
    assert text.count("<<<<<<<") == 2


def test_sides_that_are_equal_are_no_conflict_worth_a_marker():
    assert marked([Conflict("a\n", "a\n")], Marks()) == "a\n"
    assert has_conflict([Conflict("a\n", "a\n")])
    assert not has_conflict(["a"])
