"""A body knows its lines, their offsets and places, and what is left without comments."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.finding import Place
from governor_cli.core.markdown_body import Body

TEXT = "a <!-- b --> c <!-- d -->\n<!-- e\nf --> g\n```\n<!-- h -->\n```\n"


def test_comments_are_blanked_and_code_is_emptied():
    assert Body(TEXT).shown == ["a            c           ", "      ", "", "", "", "", ""]


def test_a_part_of_the_body_is_given_without_comments():
    body = Body(TEXT)
    assert body.without_comments(0, len(TEXT)) == "a  c \n g\n```\n<!-- h -->\n```\n"
    assert body.without_comments(5, body.offset(1)) == " c \n"


def test_lines_and_comments_have_places_in_the_file():
    body = Body(" x\t\n<!-- y\nz -->", 40)
    assert body.line_place(40) == Place(40, 2, 40, 3)
    (comment,) = body.bones.comments
    assert body.place_of(comment) == Place(41, 1, 42, 6)
    assert body.raw(comment) == "<!-- y\nz -->"


def test_offsets_after_the_last_line_are_the_end():
    assert [Body("ab\nc").offset(at) for at in (0, 1, 2, 9)] == [0, 3, 4, 4]


@settings(deadline=None)
@given(st.text(alphabet="a<!->\n` "))
def test_what_is_shown_keeps_its_columns(text):
    body = Body(text)
    fenced = {at for first, last in body.bones.fences for at in range(first, last + 1)}
    for at, (line, shown) in enumerate(zip(body.lines, body.shown, strict=True)):
        assert len(shown) == len(line) or not shown
        assert all(one in {" ", other} for one, other in zip(shown, line, strict=False))
        assert not (at in fenced and shown)


@pytest.mark.parametrize("text", ["<!---->" * 50_000, "<!---->\n" * 50_000, "a <!--\n--> " * 50_000])
def test_many_comments_cost_no_more_than_their_number(text):
    started = time.process_time()
    body = Body(text)
    assert body.shown
    assert body.without_comments(0, len(text)).strip("a \n") in {"", "<!--"}
    assert time.process_time() - started < 10
