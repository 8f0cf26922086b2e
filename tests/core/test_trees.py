"""Trees of values: looked up, changed in a copy, compared with the order of their keys."""

from typing import Any

import pytest
from hypothesis import given
from odd_yaml import trees as any_tree

from governor_cli.core import trees
from governor_cli.core.errors import GovError

TREE: dict[str, Any] = {"a": {"b": ["c", None]}, "d": "e"}


def test_a_value_is_found_under_its_path() -> None:
    assert trees.value_at(TREE, ("a", "b", 0)) == "c"
    assert trees.value_at(TREE, ()) is TREE


@pytest.mark.parametrize(
    ("at", "missing"),
    [(("x", "y"), "x"), (("a", "b", 2), "a.b[2]"), (("a", "b", -1), "a.b[-1]"), (("d", "e"), "d.e")],
)
def test_a_missing_path_is_named_as_far_as_it_is_missing(at: tuple[str | int, ...], missing: str) -> None:
    with pytest.raises(GovError) as error:
        trees.value_at(TREE, at)
    assert error.value.message == f"`{missing}` is not there"


def test_changes_are_made_in_a_copy() -> None:
    before = trees.copied(TREE)
    assert trees.with_value(TREE, ("a", "b", 1), "x") == {"a": {"b": ["c", "x"]}, "d": "e"}
    assert list(trees.with_key(TREE, (), 1, "n", {})) == ["a", "n", "d"]
    assert trees.with_item(TREE, ("a", "b"), 1, "x") == {"a": {"b": ["c", "x", None]}, "d": "e"}
    assert trees.without(TREE, ("a",)) == {"d": "e"}
    assert trees.nested(("a", 0, "b"), "c") == {"a": [{"b": "c"}]}
    assert before == TREE


def test_the_order_of_keys_counts() -> None:
    assert not trees.same({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    assert not trees.same(["a"], ["a", "b"])
    assert not trees.same(None, "")
    assert not trees.same({}, [])


@given(any_tree)
def test_a_copy_is_the_same_and_shares_nothing(tree: Any) -> None:
    copy = trees.copied(tree)
    assert trees.same(copy, tree)
    assert copy is not tree or not isinstance(tree, (dict, list))
