"""A section is a heading and all down to the next of its level."""

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


@quick
@given(st.lists(st.sampled_from(["# A", "## B", "### C", "#### D", "text"]), max_size=12))
def test_sections_nest_by_their_level(lines):
    sections = Markdown("\n".join(lines)).sections
    for number, section in enumerate(sections):
        following = [one for one in sections[number + 1 :] if one.level <= section.level]
        assert section.end_line == (following[0].line - 1 if following else len(lines))
