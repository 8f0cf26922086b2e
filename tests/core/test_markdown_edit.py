"""An edit of the body changes the lines it means and no other byte, or it is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.markdown_edit import (
    append_to_item,
    append_to_section,
    escape_cell,
    insert_row,
    replace_block,
    replace_row,
    replace_section,
    set_tick,
)

quick = settings(deadline=None)

BODY = """\
---
kind: incident   # kept
title: "it's"
---
# Title

## Timeline
text

| A | B |
| --- | --- |
| 1 | 2 |
|  untidy |3|

## Tasks
- [ ] one
  - [X] two\t
<!-- gov:table now -->
old
<!-- /gov:table -->
## End
last"""


def document(newline="\n", bom=b"", text=BODY):
    return read("a.md", bom + text.replace("\n", newline).encode())


def changes(before, after):
    """The lines taken out and put in, line endings included."""
    old, new = before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("at_row", [0, 1, 2])
def test_a_row_is_inserted_and_nothing_else_moves(newline, at_row):
    doc = document(newline, b"\xef\xbb\xbf")
    data = insert_row(doc, "Timeline", ["x | y", "two\nlines"], at_row)
    assert changes(doc.data, data) == ([], [f"| x \\| y | two lines |{newline}"])
    assert read("a.md", data).markdown.tables[0].rows[at_row].cells == ["x | y", "two lines"]


def test_a_row_is_written_anew():
    doc = document()
    assert changes(doc.data, replace_row(doc, "timeline", ["4", "5"], 1)) == (
        ["|  untidy |3|\n"],
        ["| 4 | 5 |\n"],
    )


def test_a_row_after_the_last_line_of_a_file_ends_both_lines():
    for newline in ("\n", "\r\n"):
        doc = document(newline, text="---\nkind: x\n---\n## T\n\n| a |\n| - |")
        assert insert_row(doc, "T", ["b"], 0) == doc.data + f"{newline}| b |{newline}".encode()


def test_a_file_that_ends_without_a_line_ending_goes_on_doing_so():
    doc = document("\r\n", text="---\nkind: x\n---\n## T\n\n| a |\n| - |\n| b |")
    assert replace_row(doc, "T", ["c"], 0) == doc.data[:-5] + b"| c |"
    assert replace_section(document(), "End", "new").endswith(b"## End\n\nnew")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_tick_is_one_character(newline):
    doc = document(newline)
    one, two = doc.markdown.tasks
    ticked, unticked = set_tick(doc, one, ticked=True), set_tick(doc, two, ticked=False)
    assert ticked == doc.data.replace(b"[ ] one", b"[x] one")
    assert unticked == doc.data.replace(b"[X] two", b"[ ] two")
    assert set_tick(doc, one, ticked=False) == doc.data


def test_a_box_that_is_no_longer_there_is_not_ticked():
    item = document().markdown.tasks[0]
    with pytest.raises(GovError, match="no longer the task `one`"):
        set_tick(document(text=BODY.replace("one", "another")), item, ticked=True)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_words_behind_a_box_change_nothing_before_them(newline):
    doc = document(newline)
    one, two = doc.markdown.tasks
    assert append_to_item(doc, one, "(task T-1)") == doc.data.replace(b"[ ] one", b"[ ] one (task T-1)")
    assert append_to_item(doc, two, "(task T-1)") == doc.data.replace(b"two\t", b"two\t(task T-1)")
    with pytest.raises(GovError, match="no longer the task `one`"):
        append_to_item(document(newline, text=BODY.replace("one", "another")), one, "(task T-1)")


def test_a_section_is_written_anew_with_empty_lines_around_it():
    doc = document()
    old, new = changes(doc.data, replace_section(doc, "Tasks", "\nnothing\nto do\n\n"))
    assert old[0] == "- [ ] one\n"
    assert new == ["\n", "nothing\n", "to do\n", "\n"]
    assert b"## Tasks\n\n## End" in replace_section(doc, "Tasks", "")


def test_text_is_added_at_the_end_of_a_section():
    doc = document("\r\n")
    assert changes(doc.data, append_to_section(doc, "Timeline", "more")) == ([], ["more\r\n", "\r\n"])
    assert append_to_section(doc, "End", "more") == doc.data + b"\r\n\r\nmore\r\n"
    assert b"/gov:table -->\r\n\r\nmore\r\n\r\n## End" in append_to_section(doc, "Tasks", "more")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_block_is_rendered_between_its_markers(newline):
    doc = document(newline)
    data = replace_block(doc, "table", "| a |\n| - |\n")
    assert changes(doc.data, data) == ([f"old{newline}"], [f"| a |{newline}", f"| - |{newline}"])
    assert replace_block(read("a.md", data), "table", "old") == doc.data
    assert replace_block(doc, "table", "") == doc.data.replace(f"old{newline}".encode(), b"")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_block_is_rendered_with_what_its_marker_tells(newline):
    doc = document(newline)
    data = replace_block(doc, "table", "old", "at=2026  seal=1")
    assert changes(doc.data, data) == (
        [f"<!-- gov:table now -->{newline}"],
        [f"<!-- gov:table at=2026  seal=1 -->{newline}"],
    )
    assert read("a.md", replace_block(doc, "table", "new", "")).markdown.blocks["table"].args == ""
    with pytest.raises(GovError, match="without changing"):
        replace_block(doc, "table", "old", "--> text")


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda doc: insert_row(doc, "Nowhere", ["a"], 0), "there is no section `## Nowhere`"),
        (lambda doc: insert_row(doc, "End", ["a"], 0), "the section `End` has no table"),
        (lambda doc: insert_row(doc, "Timeline", ["a", "b"], 3), "the table of `Timeline` has no row 3"),
        (lambda doc: replace_row(doc, "Timeline", ["a", "b"], 2), "the table of `Timeline` has no row 2"),
        (lambda doc: replace_row(doc, "Timeline", ["a", "b"], -1), "the table of `Timeline` has no row -1"),
        (lambda doc: replace_block(doc, "other", ""), "a.md has no block `gov:other`"),
        (lambda doc: replace_section(doc, "Timeline", "```\nnever closed"), "changing what stands around it"),
        (lambda doc: replace_section(doc, "Timeline", "## Another"), "changing what stands around it"),
        (
            lambda doc: append_to_section(doc, "Timeline", "<!-- never closed"),
            "changing what stands around it",
        ),
        (lambda doc: replace_block(doc, "table", "a\n<!-- /gov:table -->"), "changing what stands around it"),
        (lambda doc: replace_block(doc, "table", "a\0"), "changing what stands around it"),
        (lambda doc: insert_row(doc, "Timeline", ["\udcff", ""], 0), "UTF-8 cannot hold"),
    ],
)
def test_what_cannot_be_done_is_refused(edit, message):
    with pytest.raises(GovError, match=message):
        edit(document())


def test_markers_that_share_a_line_with_text_are_left_alone():
    doc = document(text="---\nkind: x\n---\na <!-- gov:t --> b <!-- /gov:t -->\n")
    with pytest.raises(GovError, match="share a line"):
        replace_block(doc, "t", "c")


def test_a_file_that_is_not_utf_8_is_left_alone():
    doc = read("a.md", b"---\nkind: x\n---\n- [ ] \xff\n")
    with pytest.raises(GovError, match="not UTF-8"):
        set_tick(doc, doc.markdown.tasks[0], ticked=True)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a | b", "a \\| b"),
        (" a \r\n b\u2028c ", "a b c"),
        ("<!-- x -->", "\\<!-- x -->"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_a_cell_is_one_line_with_nothing_that_ends_it(text, cell):
    assert escape_cell(text) == cell


plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@quick
@given(st.lists(plain, min_size=2, max_size=2), st.integers(0, 2), st.sampled_from(["\n", "\r\n"]))
def test_any_text_goes_into_a_row_and_comes_out_again(cells, at_row, newline):
    doc = document(newline)
    data = insert_row(doc, "Timeline", cells, at_row)
    old, new = changes(doc.data.replace(b"\r\n", b"\n"), data.replace(b"\r\n", b"\n"))
    assert (len(old), len(data.split(b"\n"))) == (0, len(doc.data.split(b"\n")) + 1)
    assert new
    rows = read("a.md", data).markdown.tables[0].rows
    assert len(rows) == 3
    assert [" ".join(cell.split()) for cell in rows[at_row].cells] == [
        " ".join(cell.split()) for cell in cells
    ]


@quick
@given(
    st.text(alphabet="#`~<!->\\ \t\n-*1.a|[]x:/gov", max_size=60),
    st.sampled_from(["Timeline", "Tasks", "End"]),
)
def test_a_section_takes_any_text_or_refuses_it_and_its_neighbours_stay(text, title):
    doc = document()
    try:
        after = read("a.md", replace_section(doc, title, text))
    except GovError:
        return
    others = [one for one in doc.markdown.sections if one.level == 2 and one.title != title]
    assert [one.text for one in others] == [after.markdown.section(one.title).text for one in others]
    assert after.front == doc.front


@quick
@given(st.text(alphabet="- [x]*\n `<!>1.a\t", max_size=80), st.data())
def test_ticking_twice_gives_the_file_back(text, data):
    doc = read("a.md", b"---\nkind: x\n---\n" + text.encode())
    for item in doc.markdown.tasks:
        once = set_tick(doc, item, ticked=not item.ticked)
        assert sum(one != other for one, other in zip(once, doc.data, strict=True)) == 1
        there = next(one for one in read("a.md", once).markdown.tasks if one.line == item.line)
        assert set_tick(read("a.md", once), there, ticked=item.ticked) == doc.data
