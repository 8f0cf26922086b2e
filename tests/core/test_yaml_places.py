"""Where every key and value stands, in offsets of the text that was parsed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.finding import Loc
from governor_cli.core.yaml_events import open_events_without_libyaml
from governor_cli.core.yaml_places import Node, find, tree


def spot(text: str, at: Loc) -> str:
    root = tree(text)
    assert root is not None
    found = find(root, at)
    assert found.exact
    return text[found.value.start : found.value.end]


TEXT = """\
# head
kind: incident  # the kind
"title" : 'it''s'
plain: over
  two lines   # c
literal: |
  text
  more


folded: &f >-
  x

keep: |+
  x

list:
- a
-  [b, c: d , {e: f}]
- g: h
  i:
empty:
flow: {x, y: [1, 2], }
alias: *f
last: z
"""


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (("kind",), "incident"),
        (("title",), "'it''s'"),
        (("plain",), "over\n  two lines"),
        (("literal",), "|\n  text\n  more"),
        (("folded",), "&f >-\n  x"),
        (("keep",), "|+\n  x\n"),
        (("list",), "- a\n-  [b, c: d , {e: f}]\n- g: h\n  i:"),
        (("list", 0), "a"),
        (("list", 1), "[b, c: d , {e: f}]"),
        (("list", 1, 1), "c: d"),
        (("list", 1, 2), "{e: f}"),
        (("list", 2), "g: h\n  i:"),
        (("list", 2, "i"), ""),
        (("empty",), ""),
        (("flow",), "{x, y: [1, 2], }"),
        (("flow", "x"), ""),
        (("flow", "y", 1), "2"),
        (("alias",), "*f"),
        (("last",), "z"),
        ((), TEXT[len("# head\n") : -1]),
    ],
)
def test_a_value_ends_where_its_last_character_does(at: Loc, written: str) -> None:
    assert spot(TEXT, at) == written


def test_carriage_returns_and_other_breaks_do_not_shift_anything() -> None:
    text = "a: 'x\u0085\u2028 y'\r\nb:\r\n  - é\U0001f525\r\n  - d\r\nc: |\r\n  t\r\n\r\n"
    assert spot(text, ("b", 0)) == "é\U0001f525"
    assert spot(text, ("b",)) == "- é\U0001f525\r\n  - d"
    assert spot(text, ("c",)) == "|\r\n  t"


def test_a_path_is_followed_as_far_as_it_exists() -> None:
    root = tree("a:\n  b: {c: d}\nl: [x]\nz: &z {y: 1}\nw: *z\n")
    assert root is not None
    for at, key in [(("a", "b", "nope"), "b"), (("a", "nope", "c"), "a"), (("w", "y"), "w"), (("l", 4), "l")]:
        found = find(root, at)
        assert not found.exact
        assert found.key is not None
        assert found.key.text == key
    assert find(root, ("nope",)).key is None
    assert not find(root, ("a", 0)).exact
    assert not find(root, ("l", "x")).exact
    assert not find(root, ("l", -1)).exact


def test_what_stands_before_a_syntax_error_has_its_place() -> None:
    root = tree("a: b\nc: [d, @")
    assert root is not None
    assert find(root, ("c", 0)).exact
    assert tree("@") is None
    assert tree("") is None


def nodes(node: Node) -> list[Node]:
    return [node, *(inner for part in [*node.keys, *node.items] for inner in nodes(part))]


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="ab:-[]{},&*'\"|>#?\n\t \r\u0085é~!"))
def test_every_node_lies_within_the_text_and_within_its_parent(text: str) -> None:
    for opener in (None, open_events_without_libyaml):
        root = tree(text) if opener is None else tree(text, opener)
        for node in nodes(root) if root is not None else ():
            assert 0 <= node.start <= node.end <= len(text)
            assert all(
                node.start <= part.start and part.end <= node.end for part in [*node.keys, *node.items]
            )


def test_every_one_of_thousands_of_keys_is_found_and_of_equals_the_first():
    root = tree("".join(f"k{number}: v\n" for number in range(20_000)) + "k7: again\n")
    assert root is not None
    assert [root.index_of(f"k{number}") for number in range(20_000)] == list(range(20_000))
    assert root.index_of("k20000") == -1
