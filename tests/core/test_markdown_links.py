"""Links are found with the place of their target, outside code and comments."""

import pytest

from governor_cli.core.finding import Place
from governor_cli.core.markdown import Markdown


def targets(text):
    return [link.target for link in Markdown(text).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[a](<b c.md> 'title')", ["b c.md"]),
        ('[a](b_(c).md "t")', ["b_(c).md"]),
        ("[a](b\\)c)", ["b)c"]),
        ("[a [b] c](d) and [e](f)", ["d", "f"]),
        ("[![x](y.png)](z)", ["y.png", "z"]),
        ("<https://example.com/a>", ["https://example.com/a"]),
        ("[a]: ./b.md 'title'", ["./b.md"]),
        ("[a]()", [""]),
        ("\\[a](b)", []),
        ("[a] (b)", []),
        ("`[a](b)`", []),
        ("```\n[a](b)\n```", []),
        ("<!-- [a](b) -->", []),
        ("[a](b c)", []),
        ("a < b > c", []),
    ],
)
def test_targets(text, expected):
    assert targets(text) == expected


def test_a_link_has_its_text_and_the_place_of_its_target():
    (link,) = Markdown("see ![the pool](./pool.png) there", 4).links
    assert (link.text, link.is_image, link.place) == ("the pool", True, Place(4, 17, 4, 27))


@pytest.mark.parametrize(
    "hostile", ["[" * 50_000 + "](" * 50_000, "[a](" * 50_000, "\\[" * 50_000, "<a:" * 50_000]
)
def test_hostile_brackets_are_no_links_and_take_no_time(hostile):
    assert targets(hostile) == []
