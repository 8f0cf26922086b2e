"""A body's sections, blocks, tasks, comments and silences, with lines of the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
