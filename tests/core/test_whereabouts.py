"""A location of pydantic's is found in the tree, whatever a variant is called."""

import pytest
from pydantic import BaseModel, Field

from governor_cli.core.whereabouts import Whereabouts, keys_at, locate

TREE = {"list": [{"swap": ["a"], "from": "x"}, {"take": "b"}], "str": "y", "map": {"k": {"x": "1"}}}


@pytest.mark.parametrize(
    ("loc", "value", "missing", "expected"),
    [
        (("str",), TREE["str"], False, Whereabouts(("str",))),
        (("map", "k", "x"), "1", False, Whereabouts(("map", "k", "x"))),
        (
            ("map", "k", "str"),
            TREE["map"]["k"],
            False,
            Whereabouts(("map", "k"), fork=("map", "k"), variant="str"),
        ),
        (
            ("list", 0, "swap", "from"),
            "x",
            False,
            Whereabouts(("list", 0, "from"), fork=("list", 0), variant="swap"),
        ),
        (
            ("list", 0, "swap", "swap"),
            TREE["list"][0]["swap"],
            False,
            Whereabouts(("list", 0, "swap"), fork=("list", 0, "swap"), variant="swap"),
        ),
        (
            ("list", 1, "take", "from"),
            TREE["list"][1],
            True,
            Whereabouts(("list", 1, "from"), fork=("list", 1), variant="take"),
        ),
        (("list", 7), None, False, Whereabouts(("list",), fork=("list",), variant="7")),
        (("map", "k", "[key]"), "k", False, Whereabouts(("map", "k"), on="key")),
        ((), TREE, False, Whereabouts(())),
        (("kind",), TREE, True, Whereabouts(("kind",))),
    ],
)
def test_a_location_becomes_a_path(loc, value, missing, expected):
    found = locate(loc, TREE, value, missing=missing)
    assert (found.path, found.on, found.variant) == (expected.path, expected.on, expected.variant)


class Inner(BaseModel):
    a: str
    b_: str = Field(alias="b")


class Other(BaseModel):
    c: str


class Outer(BaseModel):
    one: Inner | None = None
    many: list[Inner | Other] = []
    named: dict[str, list[Inner]] = {}
    plain: str = ""


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ((), ["one", "many", "named", "plain"]),
        (("one",), ["a", "b"]),
        (("many", 3), ["a", "b", "c"]),
        (("named", "x", 0), ["a", "b"]),
        (("plain",), []),
        (("nowhere", "at", "all"), []),
    ],
)
def test_the_keys_a_model_knows_at_a_path(path, keys):
    assert keys_at(Outer, path) == keys
