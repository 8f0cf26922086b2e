"""Values that a comment cuts off, told from comments that are meant."""

import pytest

from governor_cli.core.document import read
from governor_cli.core.yaml_comments import lost_text


def lost(front: str) -> list[str]:
    return [fault.message for fault in lost_text(read("a.md", f"---\n{front}\n---\n".encode()))]


@pytest.mark.parametrize(
    "front",
    [
        "note: see # 4711",
        "note: see#4711",
        'note: "see #4711" #checked',
        "note: 'see' #4711",
        "# note: see #4711",
        "  #4711\nnote: see",
        "note: |\n  see #4711\n  and #4712",
        "note: >-\n  see #4711",
        'note: "see\n  #4711"',
        "note: see  #gov: allow KEY001 a reason",
        "list: [a, b] #c",
        "note: http://x/#4711",
    ],
)
def test_comments_and_quoted_text_are_as_they_are_meant(front: str) -> None:
    assert lost(front) == []


@pytest.mark.parametrize(
    ("front", "where", "what"),
    [
        ("note: see #4711", "note", "#4711"),
        ("note: see\t#4711\r", "note", "#4711"),
        ("to: #operations", "to", "#operations"),
        ("to:\n  - #operations\n  - a", "to[0]", "#operations"),
        ("a: {b: c #d\n  }", "a.b", "#d"),
        ("note: see\n  more #4711", "note", "#4711"),
        ("note: ü #ö", "note", "#ö"),
        ("note: see #4711 # and more", "note", "#4711 # and more"),
        (f"note: see #{'x' * 100}", "note", f"#{'x' * 39}..."),
    ],
)
def test_what_is_lost_is_named(front: str, where: str, what: str) -> None:
    assert lost(front) == [f"`{where}` ends before `{what}`, which is a comment to YAML"]


def test_the_place_is_that_of_the_lost_text() -> None:
    (fault,) = lost_text(read("a.md", "\ufeff---\r\nnote: see #4711\r\n---\r\n".encode()))
    assert fault.place == (2, 11, 2, 16)
