"""What a playbook says without anybody having confirmed it."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from governor_cli.core.finding import Loc
from governor_cli.policy.model import Assumable, Playbook


def assumptions(playbook: Playbook) -> Iterator[tuple[Loc, int, str]]:
    """The mapping that doubts a key, the position in its ``assumed``, and the key."""
    for at, part in _assumable(playbook, ()):
        for index, key in enumerate(part.assumed):
            yield at, index, key


def _assumable(value: Any, at: Loc) -> Iterator[tuple[Loc, Assumable]]:
    if isinstance(value, Assumable):
        yield at, value
    if isinstance(value, BaseModel):
        for key, inner in value:
            yield from _assumable(inner, (*at, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _assumable(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _assumable(inner, (*at, index))
