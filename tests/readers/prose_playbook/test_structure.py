from governor_cli.readers.prose_playbook.structure import read_page

TEXT = """---
title: "From another tool"
---
# Title

Intro text.

## 1. Part

| A | B |
|---|---|
| x | `y/z` |
| only |

- **One:** first
  - below one
- [x] ticked

> - quoted

```
# no heading
- no list
```
<!-- a comment with 5 minutes -->
"""


def test_tables_and_lists_know_their_lines():
    page = read_page(TEXT)
    (table,) = page.tables()
    lists = list(page.lists())
    assert (table.first_line, table.last_line, table.header) == (10, 13, ["A", "B"])
    assert [row.line for row in table.rows] == [12, 13]
    assert table.rows[0].cells[1].code == ("y/z",)
    assert (lists[0].first_line, lists[0].last_line, lists[0].top) == (15, 17, True)
    assert [item.ticked for item in lists[0].items] == [None, True]
    assert lists[0].items[0].children[0].prose.text == "below one"


def test_lists_inside_lists_and_quotes_are_not_at_the_top():
    assert [bullets.top for bullets in read_page(TEXT).lists()] == [True, False, False]


def test_the_title_of_another_tools_front_matter_counts():
    page = read_page(TEXT)
    assert page.title == "From another tool"
    assert [section.title for section in page.sections] == ["", "Title", "1. Part"]


def test_code_and_comments_say_nothing():
    texts = [clause.text for clause in read_page(TEXT).clauses()]
    assert not any("no heading" in text or "5 minutes" in text for text in texts)


def test_line_ends_and_a_byte_order_mark_change_nothing():
    lines = [clause.line for clause in read_page(TEXT).clauses()]
    assert [clause.line for clause in read_page("\ufeff" + TEXT.replace("\n", "\r\n")).clauses()] == lines


def test_words_before_a_list_introduce_it():
    (bullets,) = read_page("## After\n\nThis must be done:\n\n- one\n").lists()
    assert bullets.above == ("This must be done", "After")


def test_a_bold_paragraph_is_a_heading():
    assert [section.title for section in read_page("**SEV1**\n\ntext\n").sections] == ["", "SEV1"]
