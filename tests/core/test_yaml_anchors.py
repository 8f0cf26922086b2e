"""Aliases are followed, but only as far as a document may grow."""

import pytest

from governor_cli.core.yaml_anchors import ALIAS_BOUND, AliasRefusedError, Anchors


def refusal(anchors: Anchors, name: str, depth: int = 1) -> str:
    with pytest.raises(AliasRefusedError) as refused:
        anchors.follow(name, depth)
    return refused.value.code


def test_an_alias_shares_the_value_of_its_anchor() -> None:
    anchors, value = Anchors(), {"a": ["b"]}
    anchors.define("x", value)
    assert anchors.follow("x", 1) is value
    anchors.define("x", "again")
    assert anchors.follow("x", 1) == "again"


def test_an_alias_to_nothing_or_to_what_holds_it_is_refused() -> None:
    anchors = Anchors()
    assert refusal(anchors, "x") == "DOC005"
    anchors.begin("x")
    assert refusal(anchors, "x") == "DOC009"


def test_depth_counts_through_an_alias() -> None:
    anchors = Anchors()
    anchors.define("x", [[["a"]]])
    assert anchors.follow("x", 61) == [[["a"]]]
    assert refusal(anchors, "x", 62) == "DOC008"


def test_what_aliases_add_is_bounded_in_sum() -> None:
    anchors = Anchors()
    anchors.define("x", "a" * (ALIAS_BOUND // 2 - 16))
    anchors.follow("x", 1)
    anchors.follow("x", 1)
    assert refusal(anchors, "x") == "DOC009"


def test_a_tree_that_shares_its_branches_is_measured_in_linear_time() -> None:
    anchors, value = Anchors(), ["a"]
    for _ in range(60):
        value = [value] * 10  # type: ignore[list-item]
    anchors.define("x", value)
    assert refusal(anchors, "x") == "DOC009"
