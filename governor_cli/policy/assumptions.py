"""What a playbook says without anybody having confirmed it."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from governor_cli.core.finding import Loc
from governor_cli.core.record import Part, values_of
from governor_cli.policy.model import Assumable, Playbook


def assumptions(playbook: Playbook) -> Iterator[tuple[Loc, int, str]]:
    """The mapping that doubts a key, the position in its ``assumed``, and the key."""
    for at, part in _assumable(playbook, ()):
        for index, key in enumerate(part.assumed):
            yield at, index, key


def _assumable(value: Any, at: Loc) -> Iterator[tuple[Loc, Assumable]]:
    if isinstance(value, Assumable):
        yield at, value
    for key, inner in _inside(value):
        yield from _assumable(inner, (*at, key))


def _inside(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, Part):
        return values_of(value).items()
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).items()
    return enumerate(cast("list[object]", value)) if isinstance(value, list) else ()
