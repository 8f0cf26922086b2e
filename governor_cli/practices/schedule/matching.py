"""Who is meant by the text of a calendar or table: a handle, an address or a name of the roster."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from governor_cli.kinds.roster.model import Roster

_WORD = re.compile(r"[\w.@+-]+")
_ADDRESS = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+")


class People:
    """The people of a roster, found by what others call them; ``known`` adds names somebody gave."""

    def __init__(self, roster: Roster, known: Mapping[str, str]) -> None:
        self._roster = roster
        self._known = {name.casefold(): handle for name, handle in known.items()}

    @cached_property
    def _by_address(self) -> dict[str, str]:
        people = self._roster.people.items()
        return {person.email.casefold(): handle for handle, person in people if person.email}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {person.name.casefold(): handle for handle, person in self._roster.people.items()}

    def meant(self, texts: Iterable[str]) -> set[str]:
        """Whom these texts mean: one person where all is well, nobody, or several."""
        return {who for text in texts for who in self._in(text.casefold())}

    def _in(self, text: str) -> set[str]:
        given = {handle for name, handle in self._known.items() if name in text}
        if given:
            return given
        addresses = {self._by_address[found] for found in _ADDRESS.findall(text) if found in self._by_address}
        if addresses:
            return addresses
        named = {handle for name, handle in self._by_name.items() if name in text}
        if named:
            return named
        words = {word.removeprefix("@").strip(".-") for word in _WORD.findall(text)}
        return {handle for handle in self._roster.people if handle.casefold() in words}
