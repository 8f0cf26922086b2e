"""What a command takes, declared once beside its function, in classes that cost nothing to import.

Plain words are read by these declarations at once (``ui/plain_words.py``); help, completion and every
complaint are Typer's, which is given the same declarations (``ui/typed.py``): docs/decisions/031.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar

Function = Callable[..., Any]
Offer = Callable[[Any, str], list[tuple[str, str]] | list[str]]
"""What the tab key offers, by Typer's context and how a word begins: words, some with a line about each."""
F = TypeVar("F", bound=Function)

REQUIRED: Final = object()
"""The default of what has to be said."""


class Argument:
    """A word that is told by its place."""

    __slots__ = ("autocompletion", "help", "metavar")

    def __init__(self, *, metavar: str, help: str, autocompletion: Offer | None = None) -> None:  # noqa: A002 - Typer's name
        self.metavar = metavar
        self.help = help
        self.autocompletion = autocompletion


class Option:
    """A word that is told by its name; ``min`` and ``max`` bound a whole number."""

    __slots__ = ("autocompletion", "help", "max", "metavar", "min", "names")

    def __init__(
        self,
        *names: str,
        help: str,  # noqa: A002 - Typer's name
        metavar: str | None = None,
        min: int | None = None,  # noqa: A002 - Typer's name
        max: int | None = None,  # noqa: A002 - Typer's name
        autocompletion: Offer | None = None,
    ) -> None:
        self.names = names
        self.help = help
        self.metavar = metavar
        self.min = min
        self.max = max
        self.autocompletion = autocompletion


class Parameter(NamedTuple):
    """One parameter of a command's function; the annotation is ``Annotated`` with one of the above."""

    name: str
    annotation: Any
    default: Any = REQUIRED


class Commands:
    """The verbs of a noun, in the order of its help; those of other modules are imported when used."""

    def __init__(self) -> None:
        self._here: dict[str, Function] = {}
        self._elsewhere: dict[str, tuple[str, str]] = {}

    @property
    def verbs(self) -> list[str]:
        """Their names."""
        return [*self._here, *self._elsewhere]

    def command(self, name: str) -> Callable[[F], F]:
        """Make a function the verb of this name."""

        def added(function: F) -> F:
            self._here[name] = function
            return function

        return added

    def from_module(self, module: str, *verbs: str, **named: str) -> None:
        """Verbs that are functions of another module: of the same name, or of the one given."""
        for verb, function in {**{verb: verb for verb in verbs}, **named}.items():
            self._elsewhere[verb] = (module, function)

    def function(self, verb: str) -> Function:
        """The function of a verb; KeyError where there is none."""
        if verb in self._here:
            return self._here[verb]
        from importlib import import_module

        module, name = self._elsewhere[verb]
        function: Function = getattr(import_module(module), name)
        return function


def parameters(function: Function) -> tuple[Parameter, ...]:
    """What a function takes: as it was shaped, else as it is written."""
    found: tuple[Parameter, ...] | None = getattr(function, "takes", None)
    return _written(function) if found is None else found


def _written(function: Any) -> tuple[Parameter, ...]:
    """The same as ``inspect.signature`` of a plain function tells, without importing it."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    defaults = function.__defaults__ or ()
    first = len(names) - len(defaults)
    told = function.__annotations__
    return tuple(
        Parameter(name, told[name], defaults[at - first] if at >= first else REQUIRED)
        for at, name in enumerate(names)
    )


def shaped(function: F, takes: tuple[Parameter, ...], doc: str | None) -> F:
    """The function, as one that takes these parameters by name."""
    function.takes = takes  # type: ignore[attr-defined]
    function.__doc__ = doc
    return function
