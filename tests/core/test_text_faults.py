"""What is wrong with a file before any YAML is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.finding import Place
from governor_cli.core.front_matter import split
from governor_cli.core.text import Lines, decode
from governor_cli.core.text_faults import find, parsable, suspicious


def faults(data: bytes) -> list[tuple[str, Place | None]]:
    decoded = decode(data)
    found = find(decoded, split(decoded.text), Lines(decoded.text))
    return [(fault.code, fault.place) for fault in found]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"---\na: \xc3\xa9\xff\n---\n", [("DOC001", Place(2, 5, 2, 6))]),
        (b"---\na: b\n---\n\n\0x", [("DOC002", Place(5, 1, 5, 2))]),
        (b"---\na: b\n", [("DOC003", Place(1, 1, 1, 4))]),
        (b"text", [("DOC012", Place(1, 1, 1, 1))]),
        (b"---\n---\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", [("DOC007", Place(3, 1, 3, 13))]),
        (b"---\na: b\n---\n", []),
    ],
)
def test_each_fault_has_its_place(data: bytes, expected: list[tuple[str, Place | None]]) -> None:
    assert faults(data) == expected


@given(st.text(alphabet="-\na:\0<>= "), st.booleans())
def test_a_file_that_is_not_suspicious_has_none_of_these_faults(text: str, with_front: bool) -> None:
    decoded = decode((("---\na: b\n---\n" if with_front else "") + text).encode())
    found = split(decoded.text)
    if not suspicious(decoded, found):
        assert list(find(decoded, found, Lines(decoded.text))) == []


@pytest.mark.parametrize("front", ["a: \0", "<<<<<<< HEAD\n", "#" * 2_200_000])
def test_yaml_has_nothing_to_add_to_these(front: str) -> None:
    assert not parsable(front)
    assert parsable("a: b")


def test_a_flood_of_conflicts_is_told_a_hundred_times() -> None:
    assert len(faults(b"---\n---\n" + b"<<<<<<< x\n" * 10_000)) == 100
