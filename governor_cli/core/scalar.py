"""One scalar of front matter: how its text becomes a value, and how a wrong one is refused.

The loader gives every scalar as text, so a form reads text alone. A value that already has
the form's type passes through: records are also made in code.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, LiteralString

if TYPE_CHECKING:
    from governor_cli.core.engine import PydanticCustomError

VALUE: Final = "gov_value"
CHOICE: Final = "gov_choice"
SHAPE: Final = "gov_shape"
"""Error types; ``core/validation.py`` makes the faults KEY004, KEY005 and KEY003 of them."""

Json = dict[str, Any]


def wrong(message: str, hint: str = "", *, kind: LiteralString = VALUE) -> "PydanticCustomError":
    """A value that its field refuses. The message continues the key: ``is not a duration``."""
    from governor_cli.core.engine import PydanticCustomError

    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


class Form:
    """An annotation: the text is read by ``read``, whose ValueError says what is wrong with it.

    A ``hint`` on that error is better than the form's own.
    """

    def __init__(
        self, read: Callable[[str], Any], hint: str, schema: Json, *, passes: type[Any] | None = None
    ) -> None:
        self.read = read
        self.hint = hint
        self.schema = schema
        self.passes = passes

    def __call__(self, value: object) -> Any:
        """The value of a text, or a refusal."""
        if isinstance(value, str):
            try:
                return self.read(value)
            except ValueError as error:
                raise wrong(str(error), getattr(error, "hint", self.hint)) from None
        if self.passes is not None and type(value) is self.passes:
            return value
        raise wrong(f"should be text, not {shape_of(value)}", self.hint, kind=SHAPE)


class Choice(Form):
    """An annotation for a closed list; a wrong word is answered with the one probably meant."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(str, f"Write {listed(words)}.", {"enum": list(words)})
        self.words = frozenset(words)
        self.listed = words

    def __call__(self, value: object) -> Any:
        """The word itself, or a refusal that lists the words."""
        if isinstance(value, str):
            if value in self.words:
                return value
            raise not_one_of(value, self.listed)
        return super().__call__(value)


def choice(*words: str) -> Choice:
    """For ``Annotated``: one of these words."""
    return Choice(words)


def not_one_of(word: str, known: tuple[str, ...]) -> "PydanticCustomError":
    """The refusal of a word outside a closed list."""
    from governor_cli.core.suggest import did_you_mean

    meant = did_you_mean(word, known)
    hint = f"Did you mean `{meant}`?" if meant else f"Write {listed(known)}."
    return wrong(f"is not one of {', '.join(known)}", hint, kind=CHOICE)


def listed(words: tuple[str, ...]) -> str:
    """``open``; ``open or closed``; ``one of a, b, c``."""
    return f"one of {', '.join(words)}" if len(words) > 2 else " or ".join(words)  # noqa: PLR2004


def shape_of(value: object) -> str:
    """What people call a node of the tree."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "empty"
    return "text" if isinstance(value, str) else "another type"
