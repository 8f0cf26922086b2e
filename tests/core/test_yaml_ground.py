"""Splices: what an edit takes out and puts in, on the text itself."""

import pytest

from governor_cli.core.document import read
from governor_cli.core.yaml_ground import Ground, Splice
from governor_cli.core.yaml_places import Node

TEXT = "---\na:\n  - x\n  -\n    y\n  # c\n  - &z\n    k: v\nf: [1, 2]\ne:\n---\nbody"


def ground(text: str = TEXT) -> Ground:
    return Ground(read("x.md", text.encode()))


def node(on: Ground, key: str) -> Node:
    assert on.root is not None
    found = on.root.child(key)
    assert found is not None
    return found


def test_splices_are_made_in_their_order_and_nowhere_else() -> None:
    made = ground("\ufeff---\r\na: b\r\n---\r\nc").applied([Splice(3, 4, "x"), Splice(0, 1, "k")])
    assert made == "\ufeff---\r\nk: x\r\n---\r\nc".encode()


@pytest.mark.parametrize(("index", "left"), [(0, "-\n    y"), (1, "- x"), (2, "- x")])
def test_an_entry_is_removed_from_its_dash_on(index: int, left: str) -> None:
    on = ground()
    text = on.applied(on.removal(node(on, "a"), index)).decode()
    assert f"  {left}\n" in text
    assert read("x.md", text.encode()).front["a"] == [
        value for i, value in enumerate(["x", "y", {"k": "v"}]) if i != index
    ]


def test_the_last_entry_of_flow_style_leaves_empty_brackets() -> None:
    on = ground("---\nf: [ 1 , ]\n---\n")
    assert on.applied(on.removal(node(on, "f"), 0)) == b"---\nf: []\n---\n"


def test_an_empty_value_is_written_behind_its_colon() -> None:
    on = ground()
    assert on.root is not None
    assert on.inline(on.root, 2, "x") == Splice(on.text.index("e:") + 2, on.text.index("e:") + 2, " x")


def test_a_list_with_an_anchor_has_the_column_of_its_dashes() -> None:
    on = ground("---\na: &x\n   - b\n---\n")
    assert on.dash_column(node(on, "a")) == 3
    assert ground().dash_column(node(ground(), "a")) == 2
