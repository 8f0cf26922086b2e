"""The scan finds what CommonMark would, and is never fooled by what code and comments hold."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from governor_cli.core.markdown_scan import scan

quick = settings(deadline=None)
COMMONMARK = MarkdownIt("commonmark")

PIECES = [
    "# A",
    "## B ##",
    "## C <!-- z -->",
    "###",
    "text",
    "",
    "```",
    "```sh",
    "~~~",
    "`````",
    "<!-- opens",
    "closes -->",
    "<!-- x -->",
    "<!-->",
    "    code",
    "    <!-- y -->",
    "\t# tab",
    "- item",
    "  more",
    "- ```",
    "* * *",
    "> quote",
    "`<!--`",
    "a <!-- b",
    "a <!-- b --> c",
    "a\\<!-- b -->",
    "`` ` ``",
]
"""Lines that mean something to a reader of Markdown; together they mean something else."""


def headings(text):
    return [(heading.level, heading.title) for heading in scan(text.split("\n")).headings]


def comments(text):
    return [tuple(comment)[:4] for comment in scan(text.split("\n")).comments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One", [(1, "One")]),
        ("###### Six ######", [(6, "Six")]),
        ("## a#b #", [(2, "a#b")]),
        ("##   spaced\t", [(2, "spaced")]),
        ("##", [(2, "")]),
        ("   ## C", [(2, "C")]),
        ("    ## code", []),
        ("#tag", []),
        ("####### seven", []),
        ("## Impact <!-- how many? -->", [(2, "Impact")]),
        ("## A <!-- x --> B", [(2, "A  B")]),
        ("## A\r\n## B\r", [(2, "A"), (2, "B")]),
        ("Title\n=====", [(1, "Title")]),
        ("Title\n-", [(2, "Title")]),
        ("a\nb\n---", []),
        ("| a |\n---", []),
        ("- a\n---", []),
        ("\n---", []),
        ("# A\n---", [(1, "A")]),
        ("- item\n   ## inside", []),
        ("- item\n\n## outside", [(2, "outside")]),
    ],
)
def test_headings(text, expected):
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```\n## no\n```",
        "```sh\n## no",
        "~~~~\n```\n~~~\n## no\n~~~~",
        "  ```\n## no\n  ```",
        "```\n    ```\n## no\n```",
        "- ```\n  ## no\n  ```",
        "<!--\n## no\n-->",
        "<!-- x\n\n## no\n\n-->",
        "<!-- never closed\n## no",
        "> ## quoted",
    ],
)
def test_what_a_fence_a_comment_or_a_quote_holds_is_text(text):
    assert headings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "``` `a` ```\n## yes",
        "    ```\n## yes",
        "- ```\n## yes",
        "`<!--`\n## yes\n-->",
        "a <!-- b\n## yes\n-->",
        "\\<!-- b\n\n## yes\n-->",
        "    <!-- code\n## yes",
        "<!-->\n## yes",
        "<!-- a --> <!-- b -->\n## yes",
    ],
)
def test_what_is_no_fence_and_no_comment_hides_nothing(text):
    assert headings(text) == [(2, "yes")]


def test_comments_are_found_with_their_ends():
    assert comments("a <!-- b --> <!-- c -->\n<!--\nd\n--> e") == [
        (0, 2, 0, 12),
        (0, 13, 0, 23),
        (1, 0, 3, 3),
    ]
    assert comments("<!-- a --> `<!-- b -->` <!-- c -->") == [(0, 0, 0, 10), (0, 24, 0, 34)]
    assert comments("- <!-- a\n\n  b -->") == [(0, 2, 2, 7)]


def test_a_comment_never_closed_reaches_to_the_end():
    bones = scan(["a", "<!-- b", "c"])
    assert [(one.line, one.end_line, one.closed) for one in bones.comments] == [(1, 2, False)]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_headings_of_the_first_column_are_those_of_commonmark(lines):
    """Lazy lines of lists aside: gov takes an indented heading after one for a section."""
    text = "\n".join([*lines, ""])
    tokens = COMMONMARK.parse(text)
    expected = [
        (int(token.tag[1]), token.map[0])
        for token in tokens
        if token.type == "heading_open" and token.level == 0 and token.markup.startswith("#")
    ]
    assert [(one.level, one.line) for one in scan(text.split("\n")).headings] == expected


@quick
@given(st.text() | st.text(alphabet="#`~<!->\\ \t\n\r-*+=1.a|[]x"))
def test_any_text_is_scanned(text):
    lines = text.split("\n")
    bones = scan(lines)
    for comment in bones.comments:
        assert lines[comment.line].startswith("<!--", comment.column)
        if comment.closed:
            assert lines[comment.end_line][: comment.end_column].endswith("-->")
    for first, last in bones.fences:
        assert 0 <= first <= last < len(lines)


HOSTILE = {
    "openings on one line": "<!--" * 50_000,
    "openings in paragraphs": "x <!--\n" * 50_000,
    "openings in code": "`<!--`" * 50_000,
    "openings in indented code": "    <!-- x -->\n" * 50_000,
    "runs of backticks": "".join("`" * length + "a" for length in range(1, 500)),
    "fences in lists": "- ```a\n" * 50_000,
    "fences that are code": "    ```a\n" * 50_000,
    "spaces in a title": "# a" + " " * 200_000 + "b",
    "hashes": "# " + "# " * 100_000,
    "headings in a list": "- a\n" + "   # x\n" * 50_000,
    "dashes": "- - -" * 50_000 + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_its_size(name):
    """A square law would take minutes; the bound is a thousand times what it takes."""
    started = time.process_time()
    scan(HOSTILE[name].split("\n"))
    assert time.process_time() - started < 10
