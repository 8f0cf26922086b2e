"""A body's sections, blocks, tasks, comments and silences, with lines of the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.finding import Place
from governor_cli.core.markdown import Markdown

quick = settings(deadline=None)

REPORT = """\
# API outage

<!-- gov: allow INC030 the customer writes it -->
## Summary
<!-- What happened? -->

## Root Cause
### F1 a pool too small
It was 20.
### F2 no alert
<!-- why? -->
## Follow-ups
<!-- gov:tasks since=2026-11-23 -->
- [ ] one
<!-- /gov:tasks -->
"""


def report(newline="\n", first_line=10):
    return Markdown(REPORT.replace("\n", newline), first_line)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sections_are_listed_with_lines_of_the_file(newline):
    found = [(one.level, one.title, one.line, one.end_line) for one in report(newline).sections]
    assert found == [
        (1, "API outage", 10, 24),
        (2, "Summary", 13, 15),
        (2, "Root Cause", 16, 20),
        (3, "F1 a pool too small", 17, 18),
        (3, "F2 no alert", 19, 20),
        (2, "Follow-ups", 21, 24),
    ]


def test_a_section_is_found_by_its_title_in_any_case():
    assert report().section("root cause").title == "Root Cause"
    assert report().section("F2 no alert") is None
    assert report().section("F2 no alert", level=3).line == 19
    assert Markdown("## **Impact:**").section("Impact").line == 1
    assert Markdown("## A\n1\n## a\n2").section("A").text == "1\n"


def test_a_section_has_what_stands_below_it_with_and_without_comments():
    summary, cause = report().section("Summary"), report().section("Root Cause")
    assert summary.text == "<!-- What happened? -->\n\n"
    assert summary.content == "\n\n"
    assert summary.is_empty
    assert not cause.is_empty
    assert [one.title for one in cause.subsections] == ["F1 a pool too small", "F2 no alert"]
    assert cause.subsections[1].is_empty
    assert cause.place == Place(16, 1, 16, 14)


def test_a_comment_that_began_before_a_section_is_not_in_its_content():
    body = Markdown("## A\nx <!-- y --> z\n## B\n<!-- a\nb --> c <!-- d -->\n")
    assert body.section("A").content == "x  z\n"
    assert body.section("B").content == " c \n"


def test_the_last_section_ends_with_the_file_whether_or_not_a_line_ending_closes_it():
    assert Markdown("## A\ntext").section("A").text == "text"
    assert Markdown("## A\ntext\n").section("A").end_line == 2
    assert not Markdown("## A").section("A").text


def test_a_heading_set_with_a_line_below_heads_what_follows_that_line():
    section = Markdown("Impact\n------\nmany\n").section("Impact")
    assert (section.line, section.below, section.text) == (1, 3, "many\n")


def test_the_innermost_section_of_a_line_is_known():
    assert report().section_at(18).title == "F1 a pool too small"
    assert report().section_at(1) is None


def test_blocks_have_their_arguments_text_and_lines():
    block = report().blocks["tasks"]
    assert (block.args, block.text, block.line, block.end_line) == ("since=2026-11-23", "- [ ] one\n", 22, 24)
    assert block.place == Place(22, 1, 22, 36)


def test_markers_within_a_line_enclose_just_what_stands_between_them():
    assert Markdown("a <!-- gov:x --> b <!-- /gov:x --> c").blocks["x"].text == " b "
    assert not Markdown("<!-- gov:x -->\n<!-- /gov:x -->").blocks["x"].text


@pytest.mark.parametrize("quoted", ["`<!-- gov:x -->`", "```\n<!-- gov:x -->\n```", "    <!-- gov:x -->"])
def test_a_marker_in_code_is_no_marker(quoted):
    assert Markdown(quoted).faults == ()
    assert Markdown(quoted).blocks == {}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<!-- gov:a -->\nx", "the block `gov:a` is never closed", 1),
        ("x\n<!-- /gov:a -->", "`/gov:a` closes nothing", 2),
        ("<!-- gov:a -->\n<!-- /gov:b -->\n<!-- /gov:a -->", "`/gov:b` closes nothing", 2),
        ("<!-- gov:a -->\n<!-- gov:b -->\n<!-- /gov:b -->", "the block `gov:a` is never closed", 1),
        (
            "<!-- gov:a -->\n<!-- /gov:a -->\n\n<!-- gov:a -->\n<!-- /gov:a -->",
            "the block `gov:a` is here twice",
            4,
        ),
        ("## A\n<!-- what\n## B", "the comment is never closed and hides the rest of the file", 2),
    ],
)
def test_markers_and_comments_that_do_not_pair_are_faults(text, message, line):
    (fault,) = Markdown(text).faults
    assert (fault.code, fault.message, fault.place.line) == ("DOC015", message, line)
    assert fault.hint.endswith(".")


def test_of_two_blocks_with_one_name_the_first_counts():
    twice = Markdown("<!-- gov:a -->\n1\n<!-- /gov:a -->\n<!-- gov:a -->\n2\n<!-- /gov:a -->\n")
    assert twice.blocks["a"].text == "1\n"


@pytest.mark.parametrize(
    ("comment", "code", "reason"),
    [
        ("<!-- gov: allow INC030 the customer writes it -->", "INC030", "the customer writes it"),
        ("<!--gov:allow INC030   spread\n over lines-->", "INC030", "spread over lines"),
        ("<!-- gov: allow INC030 -->", "INC030", ""),
        ("<!-- gov: allow -->", "", ""),
    ],
)
def test_silences_have_a_code_and_a_reason_or_lack_them(comment, code, reason):
    body = Markdown(comment)
    assert [(one.code, one.reason) for one in body.silences] == [(code, reason)]
    assert body.faults == ()


def test_comments_are_listed_with_what_they_say():
    found = [
        (one.text, one.line, one.end_line) for one in Markdown("<!-- a\nb -->\nc <!-- d -->", 5).comments
    ]
    assert found == [("a\nb", 5, 6), ("d", 7, 7)]


def test_task_items_know_their_box():
    body = Markdown("- [ ] one\n  * [X] two\r\n1. [x] three\n- [x]\n- [] no\n- [y] no\n-[ ] no\n- [ ]no\n", 3)
    assert [(one.text, one.ticked, one.line, one.column_of_box) for one in body.tasks] == [
        ("one", False, 3, 3),
        ("two", True, 4, 5),
        ("three", True, 5, 4),
        ("", True, 6, 3),
    ]


def test_task_items_in_code_and_comments_are_text():
    assert Markdown("```\n- [ ] a\n```\n<!--\n- [ ] b\n-->\n\n    - [ ] c\n").tasks == []


@quick
@given(st.text() | st.text(alphabet="#`~<!->\\ \t\n\r-*+=1.a|[]x:/gov"))
def test_any_text_has_a_structure_within_its_lines(text):
    body = Markdown(text, 7)
    last = 7 + text.count("\n")
    for section in body.sections:
        assert 7 <= section.line < section.below <= section.end_line + 1 <= last + 1
        assert section.text in text
        assert len(section.content) <= len(section.text)
        assert section.is_empty == (not section.content.strip())
        assert all(section.line < inner.line <= section.end_line for inner in section.subsections)
    for item in body.tasks:
        assert text.split("\n")[item.line - 7][item.column_of_box - 1] == "["
    for place in [fault.place for fault in body.faults] + [
        one.place for one in (*body.silences, *body.comments)
    ]:
        assert 7 <= place.line <= place.end_line <= last
    assert body.tables is not None
    assert body.links is not None
    for block in body.blocks.values():
        assert text[block.start : block.end] == block.text


@quick
@given(st.lists(st.sampled_from(["# A", "## B", "### C", "#### D", "text"]), max_size=12))
def test_sections_nest_by_their_level(lines):
    sections = Markdown("\n".join(lines)).sections
    for number, section in enumerate(sections):
        following = [one for one in sections[number + 1 :] if one.level <= section.level]
        assert section.end_line == (following[0].line - 1 if following else len(lines))
