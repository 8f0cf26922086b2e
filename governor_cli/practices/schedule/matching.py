"""Who is meant by the text of a calendar or table: a handle, an address or a name of the roster."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from governor_cli.kinds.roster.model import Roster

_WORD = re.compile(r"[\w.@+-]+")
_BESIDE = re.compile(r"[,;/&+|]|\band\b", re.IGNORECASE)
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

    @cached_property
    def _by_pager(self) -> dict[str, str]:
        people = self._roster.people.items()
        return {person.pagerduty.casefold(): handle for handle, person in people if person.pagerduty}

    def meant_by(self, cell: str) -> set[str]:
        """Whom a cell means in which several people may stand, one beside the other."""
        return self.meant(_BESIDE.split(cell))

    def _in(self, text: str) -> set[str]:
        given = _named(text, self._known)
        if given:
            return given
        addresses = {self._by_address[found] for found in _ADDRESS.findall(text) if found in self._by_address}
        if addresses:
            return addresses
        named = _named(text, self._by_name)
        if named:
            return named
        words = {word.removeprefix("@").strip(".-") for word in _WORD.findall(text)}
        paged = {handle for name, handle in self._by_pager.items() if name in words}
        return paged or {handle for handle in self._roster.people if handle.casefold() in words}


def _named(text: str, names: Mapping[str, str]) -> set[str]:
    """Whoever is named by whole words; within a longer name a shorter one names nobody."""
    met: set[str] = set()
    for name in sorted((one for one in names if one in text), key=len, reverse=True):
        text, count = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", "|", text)
        met |= {names[name]} if count else set()
    return met
