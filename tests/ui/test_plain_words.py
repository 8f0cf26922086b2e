"""The quick reader and Typer read the same, for every command that gov has."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.cli.app import built
from governor_cli.cli.dispatch import command_of
from governor_cli.cli.nouns import NOUNS
from governor_cli.ui.grammar import Argument, Commands, Function, Option, parameters, shaped
from governor_cli.ui.plain_words import read


def _functions() -> Iterator[tuple[str, Function]]:
    for noun in NOUNS:
        found = command_of(noun)
        if isinstance(found, Commands):
            yield from ((f"gov {noun} {verb}", found.function(verb)) for verb in found.verbs)
        else:
            yield f"gov {noun}", found


FUNCTIONS = dict(_functions())
_refused = object()


def by_typer(function: Function, words: list[str]) -> Any:
    """What Typer would call the function with, or that it would not."""

    def recorded(**given: Any) -> dict[str, Any]:
        return given

    command = load_one(shaped(recorded, parameters(function), "Record."))
    try:
        told = command.main(words, prog_name="gov", standalone_mode=False)
    except Exception:  # noqa: BLE001 - whatever Typer raises, it refuses
        return _refused
    return told if isinstance(told, dict) else _refused


def load_one(function: Function) -> Any:
    from typer.main import get_command

    return get_command(built({"one": function}))


def _names(function: Function) -> list[str]:
    markers = [one.annotation.__metadata__[0] for one in parameters(function)]
    return [
        name
        for marker in markers
        if isinstance(marker, Option)
        for name in "/".join(marker.names).split("/")
        if name
    ]


def _choices(function: Function) -> list[str]:
    told = [one.annotation.__origin__ for one in parameters(function)]
    nested = [getattr(part, "__args__", ()) for one in told for part in (one, *getattr(one, "__args__", ()))]
    return [word for words in nested for word in words if isinstance(word, str)]


_WORDS = st.sampled_from(
    [
        "",
        "-",
        "--",
        "a",
        "two words",
        "5",
        "0",
        "1" * 5_000,
        "-5",
        "٣",
        "a=b",
        "--help",
        "-x",
        "é\udcff",
        "json",
    ]
)


@st.composite
def _lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    path = draw(st.sampled_from(sorted(FUNCTIONS)))
    function = FUNCTIONS[path]
    value = st.one_of(_WORDS, st.sampled_from(_choices(function) or ["a"]))
    pieces: list[st.SearchStrategy[list[str]]] = [value.map(lambda word: [word])]
    if names := _names(function):
        name = st.sampled_from(names)
        pieces += [
            name.map(lambda one: [one]),
            st.tuples(name, value).map(list),
            st.tuples(name, value).map(lambda pair: [f"{pair[0]}={pair[1]}"]),
            st.tuples(name, value).map(lambda pair: [f"{pair[0]}{pair[1]}"]),
        ]
    parts = draw(st.lists(st.one_of(*pieces), max_size=6))
    return path, [word for part in parts for word in part]


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_lines())
def test_what_is_read_is_what_typer_reads(line: tuple[str, list[str]]) -> None:
    path, words = line
    found = read(FUNCTIONS[path], words)
    if found is not None:
        assert found == by_typer(FUNCTIONS[path], words), f"{path} {words}"


def _plain(function: Function) -> list[str]:
    """A line with every argument and every option once."""
    words: list[str] = []
    for one in parameters(function):
        marker, kind = one.annotation.__metadata__[0], str(one.annotation.__origin__)
        value = next((c for c in _choices(function) if f"'{c}'" in kind), "2" if "int" in kind else "word")
        if isinstance(marker, Argument):
            words.append(value)
        else:
            words += marker.names[0].split("/")[-1:] if "bool" in kind else [marker.names[0], value]
    return words


@pytest.mark.parametrize("path", sorted(FUNCTIONS))
def test_a_line_with_everything_said_once_needs_no_typer(path: str) -> None:
    words = _plain(FUNCTIONS[path])
    found = read(FUNCTIONS[path], words)
    assert found is not None, words
    assert found == by_typer(FUNCTIONS[path], words)


@pytest.mark.parametrize("path", sorted(FUNCTIONS))
@pytest.mark.parametrize("words", [["--help"], ["--nonsense"], ["-f"], ["a"] * 9 + ["--nonsense=1"]])
def test_what_has_to_be_explained_is_left_to_typer(path: str, words: list[str]) -> None:
    assert read(FUNCTIONS[path], words) is None


def test_a_number_of_thousands_of_digits_is_left_to_typer() -> None:
    numbered = next(
        (path, one.annotation.__metadata__[0].names[0])
        for path, function in FUNCTIONS.items()
        for one in parameters(function)
        if "int" in str(one.annotation.__origin__)
    )
    path, name = numbered
    assert read(FUNCTIONS[path], [name, "1" * 5_000]) is None
