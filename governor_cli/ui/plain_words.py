"""Read the words behind a command where they are plain; whatever is not is left to Typer.

Read are options by their full name with a value, flags, and arguments in their places. Asked for help,
given too little, too much, or something that is not allowed, this reader says nothing: Typer reads it
again and says what is wrong. What it does read, it reads as Typer would: a property test holds it to that.
"""

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Any, Literal, Union

from governor_cli.ui.grammar import REQUIRED, Argument, Function, Option, Parameter, parameters

_MOST_DIGITS = 18
"""Python refuses to read a number of thousands of digits; so many need no judgement."""


class _NotPlainError(Exception):
    """Words that Typer has to look at."""


def read(function: Function, words: Sequence[str]) -> dict[str, Any] | None:
    """What the function takes, by name, with every default filled in; None where Typer has to look."""
    takes = parameters(function)
    try:
        return _Reading(takes).of(words)
    except _NotPlainError:
        return None


class _Reading:
    def __init__(self, takes: Sequence[Parameter]) -> None:
        self._takes = takes
        self._options: dict[str, tuple[Parameter, Option, bool]] = {}
        self._arguments: list[Parameter] = []
        for one in takes:
            marker = one.annotation.__metadata__[0]
            if isinstance(marker, Argument):
                self._arguments.append(one)
            else:
                self._options.update(
                    (name, (one, marker, at == 0))
                    for names in marker.names
                    for at, name in enumerate(names.split("/"))
                )
        self._values: dict[str, Any] = {}

    def of(self, words: Sequence[str]) -> dict[str, Any]:
        rest = list(self._after_options(iter(words)))
        self._place(rest)
        for one in self._takes:
            if one.name not in self._values:
                if one.default is REQUIRED:
                    raise _NotPlainError
                self._values[one.name] = one.default
        return self._values

    def _after_options(self, words: Iterator[str]) -> Iterator[str]:
        """The arguments; what options say is taken on the way."""
        for word in words:
            if word == "--":
                yield from words
            elif word[:1] != "-" or word == "-":
                yield word
            else:
                self._take(word, words)

    def _take(self, word: str, words: Iterator[str]) -> None:
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name not in self._options:
            raise _NotPlainError
        one, option, is_on = self._options[name]
        form = _form(one.annotation.__origin__)
        if form is bool:
            if equals or one.name in self._values:
                raise _NotPlainError
            self._values[one.name] = is_on
            return
        given = value if equals else next(words, "-?")
        if given[:1] == "-" and given != "-":
            raise _NotPlainError
        self._keep(one, form, _value(form, given, option))

    def _keep(self, one: Parameter, form: Any, value: Any) -> None:
        if form is list:
            self._values.setdefault(one.name, []).append(value)
        elif one.name in self._values:
            raise _NotPlainError
        else:
            self._values[one.name] = value

    def _place(self, rest: list[str]) -> None:
        for one in self._arguments:
            form = _form(one.annotation.__origin__)
            if form is list:
                if one is not self._arguments[-1]:
                    raise _NotPlainError
                self._values.update({one.name: rest} if rest else {})
                return
            if rest:
                self._values[one.name] = _value(form, rest.pop(0), None)
        if rest:
            raise _NotPlainError


def _form(annotation: Any) -> Any:
    """``str``, ``int``, ``bool``, ``list`` (of words), or the words that are allowed."""
    origin = getattr(annotation, "__origin__", None)
    if origin is Union or isinstance(annotation, UnionType):
        return _form(annotation.__args__[0])
    if origin is Literal:
        return annotation.__args__
    return origin or annotation


def _value(form: Any, word: str, option: Option | None) -> Any:
    if form is str or form is list:
        return word
    if form is int and word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS and option is not None:
        number = int(word)
        if (option.min is None or option.min <= number) and (option.max is None or number <= option.max):
            return number
    elif isinstance(form, tuple) and word in form:
        return word
    raise _NotPlainError
